"""Ready pages: a public page is a function of its address and the journal, so it is made once per public line.

The journal's last public line is the freshness of the whole register: while it stands still, a page that was made
before is served again, with a strong ETag, whatever the staff do. Nothing is ever stale and nothing needs to be
thrown away by hand. Only answers to anonymous GET requests without a query are kept; the rest gets an ETag and is
forgotten.
"""

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from isal import igzip

from kenbaar.journal import queries as journal
from kenbaar.people.access import Callers, callers_of

_MAX_AGE_SECONDS = 60
_SMALLEST_TO_COMPRESS = 500
# As small as zlib's level 1, in a third of the time.
_COMPRESSION = 1


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """A finished answer, compressed, with the public line up to which it is true."""

    head: int
    status: int
    headers: tuple[tuple[str, str], ...]
    etag: str
    compressed: bytes


class ReadyPages:
    """Django middleware; keeps at most `PAGE_CACHE_BYTES` of pages, the least used leave first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = get_response
        self._pages: OrderedDict[str, ReadyPage] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Give the ready page while it is true; else make it, and keep it when it may be kept."""
        if request.method not in {"GET", "HEAD"} or request.path.startswith(settings.STATIC_URL):
            return self._answer(request)
        keepable = not request.META.get("QUERY_STRING")
        key = f"{request.META.get('HTTP_HOST', '')} {request.path}"
        head = 0
        if keepable:
            head = request.META[journal.HEAD_NOTE] = journal.head()
            page = self._pages.get(key)
            if page is not None and page.head == head:
                return _served(page, request)
        response = self._answer(request)
        if not _is_public_answer(request, response):
            return response
        page = _ready(response, head)
        if keepable and request.method == "GET":
            self._keep(key, page)
        return _served(page, request)

    def _keep(self, key: str, page: ReadyPage) -> None:
        with self._lock:
            old = self._pages.pop(key, None)
            self._pages[key] = page
            self._bytes += len(page.compressed) - (len(old.compressed) if old else 0)
            while self._bytes > settings.PAGE_CACHE_BYTES and self._pages:
                _, dropped = self._pages.popitem(last=False)
                self._bytes -= len(dropped.compressed)


def _is_public_answer(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Say whether anybody would get this answer: only what is open to everyone may ever be kept for another."""
    return (
        request.resolver_match is not None
        and callers_of(request.resolver_match.func) is Callers.EVERYONE
        and isinstance(response, HttpResponse)
        and response.status_code == 200
        and not response.cookies
        and not response.has_header("Cache-Control")
        and not response.has_header("Content-Encoding")
    )


def _ready(response: HttpResponseBase, head: int) -> ReadyPage:
    assert isinstance(response, HttpResponse)
    patch_vary_headers(response, ("Accept-Encoding",))
    response["Cache-Control"] = f"public, max-age={_MAX_AGE_SECONDS}"
    body = response.content
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = tuple((name, value) for name, value in response.items() if name.lower() != "content-length")
    return ReadyPage(head, response.status_code, headers, etag, igzip.compress(body, _COMPRESSION, mtime=0))


def _served(page: ReadyPage, request: HttpRequest) -> HttpResponse:
    response: HttpResponse
    # A compressed and a plain answer differ in bytes, so a strong ETag must differ as well (RFC 9110, 8.8.1).
    compressed = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "") and len(page.compressed) > _SMALLEST_TO_COMPRESS
    etag = f'{page.etag[:-1]}-gz"' if compressed else page.etag
    # A proxy that compresses may weaken the tag; the comparison is the weak one (RFC 9110, 13.1.2).
    asked = {tag.strip().removeprefix("W/") for tag in request.META.get("HTTP_IF_NONE_MATCH", "").split(",")}
    if etag in asked or "*" in asked:
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(page.compressed if compressed else gzip.decompress(page.compressed))
        response.status_code = page.status
    for name, value in page.headers:
        if response.status_code != 304 or name.lower() != "content-type":
            response[name] = value
    response["ETag"] = etag
    if response.status_code != 304:
        if compressed:
            response["Content-Encoding"] = "gzip"
        response["Content-Length"] = str(len(response.content))
    return response
