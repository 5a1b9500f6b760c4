"""`kenbaar index`: bring the search index up to the journal, or build it anew."""

from typing import Annotated

import typer

from kenbaar.cli.screen import console, one_sentence, progress
from kenbaar.register.following import follow, rebuild
from kenbaar.register.queries.entries import published_entries
from kenbaar.register.search.index import IndexBusy


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("index")(index)


def index(
    anew: Annotated[bool, typer.Option("--rebuild", help="Build a new index from the database.")] = False,
) -> None:
    """Bring the search index up to date. The site does so by itself; this is for after an import elsewhere."""
    with one_sentence(IndexBusy), progress() as bar:
        task = bar.add_task("search index", total=published_entries().count() if anew else None)
        done = rebuild(after=lambda: bar.advance(task)) if anew else follow()
    console.print(f"{done} entries indexed.")
