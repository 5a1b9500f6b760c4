"""What others would use for the search: SQLite's FTS5 and PostgreSQL's full text, on the same records."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.support.on_postgres import private_server

Document = tuple[str, str]
Search = Callable[[str], int]


def document_of(record: dict[str, str]) -> Document:
    """Return name and remaining text of a record, as the baselines index them."""
    return record["name"], " ".join(text for key, text in record.items() if key not in {"name", "publication_dt"})


def fts5(documents: Iterable[Document], file: Path) -> Search:
    """Fill an FTS5 table; return a search that gives the best twenty and counts all, as a page of results needs."""
    database = sqlite3.connect(file)
    database.execute("CREATE VIRTUAL TABLE entry USING fts5(name, text, tokenize = 'unicode61 remove_diacritics 2')")
    with database:
        database.executemany("INSERT INTO entry VALUES (?, ?)", documents)
        database.execute("INSERT INTO entry(entry) VALUES ('optimize')")

    def search(words: str) -> int:
        query = " ".join(f'"{word}"' for word in words.split())
        database.execute(
            "SELECT name FROM entry WHERE entry MATCH ? ORDER BY bm25(entry, 4, 1) LIMIT 20", [query]
        ).fetchall()
        return database.execute("SELECT count(*) FROM entry WHERE entry MATCH ?", [query]).fetchone()[0]

    return search


@contextmanager
def postgres(documents: Iterable[Document]) -> Iterator[Search]:
    """Fill a table with a GIN index of Dutch full text on a private server; give the same search."""
    with private_server() as url, psycopg.connect(url, autocommit=True) as database:
        database.execute("CREATE UNLOGGED TABLE entry (name text, text text)")
        with database.cursor() as cursor, cursor.copy("COPY entry (name, text) FROM STDIN") as copy:
            for document in documents:
                copy.write_row(document)
        database.execute(
            "CREATE TABLE indexed AS SELECT name, setweight(to_tsvector('dutch', name), 'A') "
            "|| to_tsvector('dutch', text) AS words FROM entry"
        )
        database.execute("CREATE INDEX ON indexed USING gin (words)")
        database.execute("VACUUM ANALYZE indexed")

        def search(words: str) -> int:
            database.execute(
                "SELECT name FROM indexed, websearch_to_tsquery('dutch', %(words)s) AS asked "
                "WHERE words @@ asked ORDER BY ts_rank(words, asked) DESC LIMIT 20",
                {"words": words},
            ).fetchall()
            counted = database.execute(
                "SELECT count(*) FROM indexed WHERE words @@ websearch_to_tsquery('dutch', %(words)s)", {"words": words}
            ).fetchone()
            assert counted is not None
            return int(counted[0])

        yield search
