"""The keys that sign the logs: from the environment, or from a file that nobody else can read. Never in the database.

Each log has keys of its own, named after the log (C2SP tlog-checkpoint: the name of the key is the origin of the log).
While a key is replaced there are two of the same name, and both sign.
"""

import os
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from kenbaar.journal.errors import KeyNotUsable, NoKey
from kenbaar.journal.log.logs import Log
from kenbaar.ledger.notes import KEY_SIZE, NoteError, Signer

_ENVIRONMENT = "KENBAAR_LOG_KEYS"


def signers_of(log: Log) -> tuple[Signer, ...]:
    """Return the keys that sign a log, in the order in which they stand. Raises NoKey or KeyNotUsable."""
    found = tuple(signer for signer in _every_signer() if signer.name.endswith(_ending(log)))
    if not found:
        raise NoKey(log, _where())
    if len({signer.name for signer in found}) > 1:
        raise KeyNotUsable(_where(), f"the keys of the log {log} have different names")
    return found


def make_missing_keys(host: str, *, randomness: Callable[[int], bytes] = os.urandom) -> list[Log]:
    """Make a key for each log that has none, in the key file; return those logs. The name begins with `host`.

    Nothing is made where the keys come from the environment. Raises KeyNotUsable.
    """
    if settings.LOG_KEYS:
        return []
    present = _every_signer()
    missing = [log for log in Log if not any(signer.name.endswith(_ending(log)) for signer in present)]
    for log in missing:
        _keep(Signer.made(f"{host}{_ending(log)}", randomness(KEY_SIZE)))
    return missing


def add_key(log: Log, *, randomness: Callable[[int], bytes] = os.urandom) -> Signer:
    """Make one more key for a log that has keys: from now on both sign. Raises NoKey or KeyNotUsable."""
    if settings.LOG_KEYS:
        raise KeyNotUsable(_ENVIRONMENT, "the keys come from the environment, which this command cannot change")
    signer = Signer.made(signers_of(log)[0].name, randomness(KEY_SIZE))
    _keep(signer)
    return signer


def _ending(log: Log) -> str:
    return f"/log/{log}"


def _where() -> str:
    return _ENVIRONMENT if settings.LOG_KEYS else str(settings.LOG_KEY_FILE)


def _every_signer() -> list[Signer]:
    try:
        text = settings.LOG_KEYS or Path(settings.LOG_KEY_FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise KeyNotUsable(_where(), "the file cannot be read") from error
    try:
        return [Signer.from_text(line) for line in text.split() if line]
    except NoteError as error:
        raise KeyNotUsable(_where(), str(error)) from None


def _keep(signer: Signer) -> None:
    file = Path(settings.LOG_KEY_FILE)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as keys:
            keys.write(f"{signer.to_text()}\n")
            keys.flush()
            os.fsync(keys.fileno())
    except OSError as error:
        raise KeyNotUsable(_where(), error.strerror or str(error)) from error
