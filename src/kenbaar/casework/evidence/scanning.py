"""Asking a scanner of the organisation whether a file is clean. Without one, this does nothing."""

import logging
import shlex
import subprocess

from django.conf import settings

from kenbaar.casework.evidence.kinds import NotPossible, Refused

_log = logging.getLogger(__name__)
_LONGEST_SECONDS = 60


def scan(data: bytes) -> None:
    """Give the bytes to the command of the settings; status 0 says that they are clean. Raises NotPossible."""
    command = shlex.split(settings.SCAN_COMMAND)
    if not command:
        return
    try:
        ran = subprocess.run(  # noqa: S603  # the command is the operator's own, and the bytes are only its input
            command,
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_LONGEST_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError) as error:
        _log.error("The scanner does not answer: %s", type(error).__name__)
        raise NotPossible(Refused.NO_SCANNER) from error
    if ran.returncode:
        raise NotPossible(Refused.SCANNER)
