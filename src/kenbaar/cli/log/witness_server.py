"""A witness for the logs of others (C2SP tlog-witness): a small web server with one operation, `add-checkpoint`."""

import re
import threading
import time
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import groupby
from pathlib import Path
from typing import Any

from kenbaar.cli.log.safe_file import put_safely
from kenbaar.ledger.canonical import NotCanonical, canonical_bytes, read_canonical
from kenbaar.ledger.cosigning import LARGEST_REQUEST, TEXT_TYPE, Answer, WitnessSigner, WitnessState, answer
from kenbaar.ledger.encoding import from_base64, to_base64
from kenbaar.ledger.notes import Verifier

_PATH = "/add-checkpoint"
# A body of a quarter of a megabyte takes no longer; who is slower comes again.
_PATIENCE_SECONDS = 20
_DIGITS = re.compile(r"[0-9]{1,9}")


class StateNotGood(Exception):
    """A file that does not say what a witness signed."""


class WitnessServer(ThreadingHTTPServer):
    """Answers to logs. What it signed is on the disk before an answer leaves, one request at a time."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], signer: WitnessSigner, logs: Sequence[Verifier], state: Path) -> None:
        """Listen; raises StateNotGood for a damaged state, and OSError where the address is taken."""
        self._signer, self._file = signer, state
        by_name = sorted(logs, key=lambda key: key.name)
        self._logs = {name: list(keys) for name, keys in groupby(by_name, key=lambda key: key.name)}
        self._state = _read_state(state)
        self._alone = threading.Lock()
        super().__init__(address, _Handler)

    def answer_to(self, request: bytes) -> Answer:
        """Answer a request. Raises OSError where the state cannot be kept; then nothing was signed."""
        with self._alone:
            given = answer(request, self._state, self._logs, self._signer, int(time.time()))
            if given.state is not self._state:
                put_safely(self._file, _state_bytes(given.state))
                self._state = given.state
            return given


class _Handler(BaseHTTPRequestHandler):
    server: WitnessServer
    timeout = _PATIENCE_SECONDS

    def do_POST(self) -> None:
        if self.path != _PATH:
            self._send(404, b"This witness answers to POST /add-checkpoint.\n")
            return
        length = self.headers.get("Content-Length", "")
        if not _DIGITS.fullmatch(length) or int(length) > LARGEST_REQUEST:
            self._send(413, b"Send a request with its length, of at most a quarter of a megabyte.\n")
            return
        request = self.rfile.read(int(length))
        try:
            given = self.server.answer_to(request)
        except OSError:
            self._send(500, b"This witness cannot keep what it signs now. Try again later.\n")
            return
        self._send(given.status, given.body, given.content_type)

    def _send(self, status: int, body: bytes, kind: str = TEXT_TYPE) -> None:
        self.close_connection = True
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: what was signed is in the state, and who asked is nobody's business."""


def _read_state(file: Path) -> WitnessState:
    if not file.exists():
        return WitnessState()
    try:
        value = read_canonical(file.read_bytes())
        return WitnessState({origin: (int(one["size"]), from_base64(one["root"])) for origin, one in value.items()})
    except (NotCanonical, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StateNotGood(
            f"{file} does not say what this witness signed. Put it back from a copy; a witness that forgets could sign "
            "two histories."
        ) from error


def _state_bytes(state: WitnessState) -> bytes:
    latest = {name: {"size": str(size), "root": to_base64(root)} for name, (size, root) in state.latest.items()}
    return canonical_bytes(latest)
