"""Fetching from the web what strangers serve: only what was asked for, from the same host, and never too much of it."""

import time
import urllib.error
import urllib.request
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from kenbaar.standards.files.refusals import shown
from kenbaar.values import LocalText, both

# A server that sends nothing for so long is gone; one that sends a file a byte at a time is not waited for either.
_SILENCE_SECONDS = 20.0
_FILE_SECONDS = 120.0
_CHUNK = 2**16
_GONE = frozenset({404, 410})
_AGENT = {"User-Agent": "kenbaar"}


class NotReached(Exception):
    """An address that gave no good answer."""

    def __init__(self, address: str, why: LocalText) -> None:
        """Say which and why."""
        super().__init__(f"{address}: {why.en}")
        self.message = both(
            f"{address} geeft geen goed antwoord ({why.nl}). Controleer het adres of probeer het later nog eens.",
            f"{address} does not give a good answer ({why.en}). Check the address or try again later.",
        )


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect to the same scheme and host only, so that an outsider cannot point us to an inside."""

    def redirect_request(self, req: urllib.request.Request, *rest: Any) -> urllib.request.Request | None:
        target = rest[-1]
        if urlsplit(target)[:2] != urlsplit(req.full_url)[:2] or req.data is not None:
            raise NotReached(req.full_url, both("het wijst naar een ander adres", "it points to another address"))
        return super().redirect_request(req, *rest)


_opener = urllib.request.build_opener(_SameHost)


def fetch(address: str, *, most: int) -> bytes | None:
    """Return what is at an http(s) address, at most `most` bytes; None when there is nothing. Raises NotReached."""
    status, body = _asked(_request(address), most)
    if status in _GONE:
        return None
    if status != 200:
        raise NotReached(address, both(f"status {status}", f"status {status}"))
    return body


def post(address: str, data: bytes, *, most: int = _CHUNK) -> tuple[int, bytes]:
    """Send bytes to an http(s) address; return the status and body of the answer. Raises NotReached."""
    return _asked(_request(address, data), most)


def _request(address: str, data: bytes | None = None) -> urllib.request.Request:
    if urlsplit(address).scheme not in {"http", "https"}:
        why = both("het begint niet met https:// of http://", "it does not begin with https:// or http://")
        raise NotReached(address, why)
    return urllib.request.Request(address, data=data, headers=_AGENT)  # noqa: S310  # the scheme was just looked at


def _asked(request: urllib.request.Request, most: int) -> tuple[int, bytes]:
    until = time.monotonic() + _FILE_SECONDS
    try:
        try:
            answer = _opener.open(request, timeout=_SILENCE_SECONDS)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            body = bytearray()
            while chunk := answer.read1(_CHUNK):
                body += chunk
                if len(body) > most:
                    raise NotReached(request.full_url, both(f"meer dan {most} bytes", f"more than {most} bytes"))
                if time.monotonic() > until:
                    seconds = int(_FILE_SECONDS)
                    why = both(f"het duurt langer dan {seconds} seconden", f"it takes longer than {seconds} seconds")
                    raise NotReached(request.full_url, why)
            return int(answer.status), bytes(body)
    except (OSError, HTTPException, ValueError) as error:
        told = shown(getattr(error, "reason", error)) or type(error).__name__
        raise NotReached(request.full_url, both(told, told)) from error
