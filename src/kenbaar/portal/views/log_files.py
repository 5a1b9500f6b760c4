"""The logs as files for the tools of others: checkpoint, tiles and entry bundles (C2SP tlog-tiles), and the records.

Another web server or a CDN may serve the same files from the storage; then these views are never asked.
"""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from kenbaar.journal.errors import StorageUnreachable
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import content_of, leaves_wait
from kenbaar.journal.log.sealing_soon import seal_soon
from kenbaar.journal.log.storage.opening import storage_of
from kenbaar.ledger.leaves import LeafError, content_path
from kenbaar.ledger.tiles import CHECKPOINT_PATH, KEYS_PATH, parse_tile_path
from kenbaar.portal.entrance import public

_TEXT = "text/plain; charset=utf-8"
_BYTES = "application/octet-stream"
_JSON = "application/json"
# A tile follows from its address. So does a record, but it may have to be erased; only the checkpoint and keys go on.
_FOR_EVER = "public, max-age=31536000, immutable"
_FOR_NOW = "public, max-age=300"
_ASK_AGAIN = "no-cache"
_RETRY_SECONDS = 30
_ALWAYS = (
    ("Access-Control-Allow-Origin", "*"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
)


@public
def checkpoint(request: HttpRequest, log: Log) -> HttpResponseBase:
    """Give what the log signed last. Whoever asks while leaves wait has them sealed soon."""
    if leaves_wait(log):
        seal_soon()
    return _file(request, log, CHECKPOINT_PATH, _TEXT, _ASK_AGAIN)


@public
def keys(request: HttpRequest, log: Log) -> HttpResponseBase:
    """Give the public keys of the log, for who begins to follow it."""
    return _file(request, log, KEYS_PATH, _TEXT, _ASK_AGAIN)


@public
def tile(request: HttpRequest, log: Log, place: str) -> HttpResponseBase:
    """Give a tile of hashes or a bundle of entries."""
    path = f"tile/{place}"
    # Every other path is refused before it can reach a folder.
    if parse_tile_path(path) is None:
        return _missing()
    return _file(request, log, path, _BYTES, _FOR_EVER)


@public
def content(request: HttpRequest, log: Log, place: str) -> HttpResponseBase:
    """Give the record that a leaf of the register log vouches for, as the bytes of which the leaf has the digest."""
    digest = place.rpartition("/")[2]
    try:
        is_one = log is Log.REGISTER and content_path(digest) == f"content/{place}"
    except LeafError:
        is_one = False
    found = content_of(digest) if is_one else None
    return _missing() if found is None else _given(request, found, _JSON, _FOR_NOW, _mark_of(found))


def _file(request: HttpRequest, log: Log, path: str, kind: str, keeping: str) -> HttpResponseBase:
    try:
        found = storage_of(log).read(path)
    except StorageUnreachable:
        sentence = "The files of this log cannot be read now. Nothing is lost. Ask again in a minute.\n"
        return _to_all(HttpResponse(sentence, status=503, content_type=_TEXT, headers={"Retry-After": _RETRY_SECONDS}))
    if found is None:
        return _missing()
    # What follows from its address needs no other mark.
    etag = f'"{path}"' if keeping is _FOR_EVER else _mark_of(found)
    return _given(request, found, kind, keeping, etag)


def _mark_of(data: bytes) -> str:
    return f'"{sha256(data).hexdigest()[:32]}"'


def _given(request: HttpRequest, data: bytes, kind: str, keeping: str, etag: str) -> HttpResponseBase:
    headers = {"Cache-Control": keeping, "Content-Length": str(len(data)), "ETag": etag}
    response = HttpResponse(data, content_type=kind, headers=headers)
    given = get_conditional_response(request, etag=etag, response=response)
    assert given is not None, "there is a response to give"
    return _to_all(given)


def _missing() -> HttpResponseBase:
    sentence = "This log has no such file. Its checkpoint says how far it goes.\n"
    return _to_all(HttpResponseNotFound(sentence, content_type=_TEXT, headers={"Cache-Control": _ASK_AGAIN}))


def _to_all(response: HttpResponseBase) -> HttpResponseBase:
    """Let the pages of others read it: monitors and verifiers in a browser. A file is never taken for a page."""
    for name, value in _ALWAYS:
        response[name] = value
    return response
