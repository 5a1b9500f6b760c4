"""Search at growing sizes, beside SQLite FTS5 and PostgreSQL full text on the same records in the same run."""

import datetime as dt
import http.client
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.management import call_command
from rich.progress import track

from bench.baselines import document_of, fts5, postgres
from bench.figures import Figure, p50_p95, seconds, show
from bench.records import records
from bench.starting import running_site
from kenbaar.journal import queries as journal
from kenbaar.people.models import Body
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry, EntryVersion
from kenbaar.register.quality import completeness_share
from kenbaar.register.search.index import Writer, index_folder, new_name, writing_alone
from kenbaar.register.search.searching import SearchRequest, search
from kenbaar.standards.fields import load_standard
from kenbaar.standards.reading import read
from kenbaar.values import Language

# What people type: one word and several, common and rare, parts of compounds.
PLAIN = (
    "parkeervergunningen", "kinderopvangtoeslag", "dijkbewaking", "huurtoeslag", "belastingaanslagen", "bomenkap",
    "vergunningen", "toeslag", "gegevens", "bezwaar", "steekproef", "medewerker", "waterplan", "winterkosten",
    "parkeervergunningen score", "huurtoeslag bezwaar", "jeugdhulp dossier", "toezicht steekproef maanden",
    "cameratoezicht besluit", "subsidieaanvragen administratie", "woonfraude score besluit", "schoolkaart",
    "gemeente voorbeeld 7", "algoritme herkennen", "handhaving", "laadpalen plannen", "studiefinanciering",
    "postgegevens",
)  # fmt: skip
SPECIAL = (
    "parkeervergunnigen", "kinderopvangtoelsag", "belastingaanslagenn", '"inwoners kunnen bezwaar maken"',
    "huurtoeslag OR kinderopvangtoeslag", "toeslag -huurtoeslag", "vergunning -bouw", "zzyzx qwrtp",
    "score bezwaar dossier dijk",
    "(jeugdhulp OF zorgindicaties) bezwaar",
)  # fmt: skip
_DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
# At a million the baselines take seconds a question; a few are enough to see it.
_FEW = 8


def measure(sizes: Sequence[int]) -> None:
    """Measure each size on its own."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    for size in sizes:
        _measure(size)


def _measure(size: int) -> None:
    goals = {100_000: "10 ms", 1_000_000: "75 ms"}
    indexing = seconds(lambda: _index(size))
    own = _timed(_engine, PLAIN, rounds=3)
    special = _timed(_engine, SPECIAL, rounds=3)
    over_http = _through_http()
    few = PLAIN if size < 1_000_000 else PLAIN[:: len(PLAIN) // _FEW]
    with tempfile.TemporaryDirectory(prefix="kenbaar-bench-") as folder:
        file = Path(folder) / "fts5.sqlite3"
        filled: list[Callable[[str], int]] = []
        fts_indexing = seconds(lambda: filled.append(fts5(_documents(size), file)))
        fts = _timed(filled[0], few, rounds=1)
        fts_bytes = file.stat().st_size
    start = time.perf_counter()
    with postgres(_documents(size)) as ask:
        pg_indexing = time.perf_counter() - start
        pg = _timed(ask, few, rounds=1)
    own_50, own_95 = p50_p95(own)
    special_50, special_95 = p50_p95(special)
    http_50, http_95 = p50_p95(over_http)
    size_on_disk = sum(file.stat().st_size for file in index_folder().rglob("*") if file.is_file())
    figures = [
        Figure("search with facets, p50", own_50, "ms", "", p50_p95(fts)[0], "FTS5"),
        Figure("search with facets, p95", own_95, "ms", goals.get(size, ""), p50_p95(fts)[1], "FTS5"),
        Figure("the same p50, beside PostgreSQL", own_50, "ms", "", p50_p95(pg)[0], "PostgreSQL"),
        Figure("the same p95, beside PostgreSQL", own_95, "ms", "", p50_p95(pg)[1], "PostgreSQL"),
        Figure("typos, phrases, OR, minus, p50", special_50, "ms"),
        Figure("typos, phrases, OR, minus, p95", special_95, "ms"),
        Figure("page of results through HTTP, p50", http_50, "ms"),
        Figure("page of results through HTTP, p95", http_95, "ms", "30 ms" if size == 100_000 else ""),
        Figure("SQLite FTS5, p50", p50_p95(fts)[0], "ms"),
        Figure("SQLite FTS5, p95", p50_p95(fts)[1], "ms"),
        Figure("PostgreSQL full text, p50", p50_p95(pg)[0], "ms"),
        Figure("PostgreSQL full text, p95", p50_p95(pg)[1], "ms"),
        Figure("indexing", indexing, "s", "", fts_indexing, "FTS5"),
        Figure("indexing, beside PostgreSQL", indexing, "s", "", pg_indexing, "PostgreSQL"),
        Figure("index on disk", size_on_disk / 1e6, "MB", "", fts_bytes / 1e6, "FTS5"),
    ]
    show(f"Search at {size:,} records ({len(few)} questions to the baselines, {len(PLAIN) * 3} to ours)", figures)


def _engine(words: str) -> int:
    return search(SearchRequest(text=words)).total


def _timed(ask: Callable[[str], object], questions: Sequence[str], *, rounds: int) -> list[float]:
    ask(questions[0])
    return [1000 * seconds(lambda asked=asked: ask(asked)) for _ in range(rounds) for asked in questions]


def _through_http() -> list[float]:
    """Ask a running site, which reads the same index, over one connection."""
    with running_site(Path(settings.SEARCH_INDEX_DIR).parent) as (address, _site, _took):
        connection = http.client.HTTPConnection(urlsplit(address).netloc)

        def ask(words: str) -> None:
            connection.request("GET", f"/nl/algoritme/?q={quote(words)}")
            response = connection.getresponse()
            response.read()
            assert response.status == 200

        return _timed(ask, PLAIN, rounds=3)


def _documents(size: int) -> Iterator[tuple[str, str]]:
    return (document_of(record) for record in records(size))


def _index(size: int) -> None:
    """Index records that are in no database: the engine is measured, not the import."""
    shutil.rmtree(index_folder(), ignore_errors=True)
    with writing_alone():
        writer = Writer(new_name(), building=True)
        for entry in track(_entries(size), total=size, description=f"indexing {size:,}", transient=True):
            writer.put(entry)
        writer.finish(journal.head())


def _entries(size: int) -> Iterator[Entry]:
    standard = load_standard("publicatiestandaard", "1.0")
    bodies: dict[str, Body] = {}
    for record in records(size):
        name = record["organization"]
        body = bodies.setdefault(
            name, Body(slug=name.lower().replace(" ", "-"), type="gemeente", name_nl=name, name_en=name)
        )
        sheet = read(record, standard, Language.NL).sheet
        version = EntryVersion(sheet=dict(sheet))
        yield Entry(
            reference=record["lars"],
            body=body,
            state=State.PUBLISHED,
            published=version,
            changed_at=_DAY + dt.timedelta(minutes=int(record["lars"][:5])),
            completeness=completeness_share(sheet),
        )
