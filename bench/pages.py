"""Pages per second on one core, in CPU time, through the whole of Django but without a socket."""

import io
import time
from collections.abc import Iterable, Sequence

from django.core.handlers.wsgi import WSGIHandler
from django.templatetags.static import static
from django.test import override_settings
from django.utils import timezone

from bench.figures import Figure, show
from bench.register import fill_register
from kenbaar.journal.log.keys import make_missing_keys
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.sealing import seal
from kenbaar.register.queries.entries import published_entries

_ENTRIES = 1500
_FILES = 3000
_ACCEPT = {"HTTP_ACCEPT_ENCODING": "gzip", "HTTP_HOST": "localhost"}


def measure() -> None:
    """Read every entry page cold, warm and conditionally; the baseline is an empty Django view."""
    fill_register(_ENTRIES)
    paths = [f"/nl/algoritme/{reference}/" for reference in published_entries().values_list("reference", flat=True)]
    with override_settings(ROOT_URLCONF="bench.empty"):
        floor = _per_second(WSGIHandler(), ["/nothing"] * len(paths))
    site = WSGIHandler()
    _per_second(WSGIHandler(), paths[:50])
    first = _per_second(site, paths)
    # One more entry: the journal moves on, and with it every ready page must be made anew.
    fill_register(_ENTRIES + 1)
    changed = _per_second(site, paths)
    figures = [
        Figure("entry pages, cold, never asked before", first, "a second", ">= 600", floor, "an empty view"),
        Figure("entry pages, cold after a change", changed, "a second", ">= 600", floor, "an empty view"),
        Figure("entry pages, warm", _per_second(site, paths), "a second", ">= 2,500", floor, "an empty view"),
        Figure(
            "entry pages, unchanged (304)",
            _per_second(site, paths, etags=_etags(site, paths)),
            "a second",
            "",
            floor,
            "an empty view",
        ),
    ]
    for what, path in (
        ("result pages", "/nl/algoritme/?q=parkeervergunning"),
        ("result pages with three facets", "/nl/algoritme/?q=gegevens&status=in_use&theme=traffic"),
        ("body pages, each time new", "/nl/organisatie/"),
        ("API, fifty entries", "/api/v1/entries?limit=50"),
    ):
        # A query that differs each time: nothing of these may come from the ready pages.
        changing = [f"{path}{'&' if '?' in path else '?'}n={number}" for number in range(200)]
        figures.append(Figure(what, _per_second(site, changing), "a second", "", floor, "an empty view"))
    figures.append(_tiles(site))
    show(f"Pages, one core, {_ENTRIES:,} entries", figures)


def _tiles(site: WSGIHandler) -> Figure:
    """Read a full tile of the log (8 kB) as often as a static file of that size."""
    make_missing_keys("localhost")
    seal(Log.REGISTER, now=timezone.now())
    tiles = _per_second(site, ["/log/register/tile/0/000"] * _FILES)
    files = _per_second(site, [static("kenbaar/check.css")] * _FILES)
    return Figure("tiles of the log", tiles, "a second", ">= 0.8 of static", files, "a static file")


def _per_second(site: WSGIHandler, paths: Sequence[str], *, etags: Iterable[str] = ()) -> float:
    tags = dict(zip(paths, etags, strict=False))
    start = time.process_time()
    for path in paths:
        _call(site, path, tags.get(path, ""))
    return len(paths) / (time.process_time() - start)


def _etags(site: WSGIHandler, paths: Sequence[str]) -> list[str]:
    return [_call(site, path, "")["ETag"] for path in paths]


def _call(site: WSGIHandler, path: str, etag: str) -> dict[str, str]:
    path, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        **_ACCEPT,
        **({"HTTP_IF_NONE_MATCH": etag} if etag else {}),
    }
    answer: dict[str, str] = {}

    def start_response(status: str, headers: list[tuple[str, str]], *_: object) -> None:
        if status[:3] not in {"200", "304"}:
            raise RuntimeError(f"{path}?{query} answered {status}")
        answer.update(headers)

    response = site(environ, start_response)
    b"".join(response)
    response.close()
    return answer
