"""`kenbaar index`: bring the search index up to the journal, or build it anew."""

from contextlib import suppress
from typing import Annotated

import typer

from kenbaar.cli import wording
from kenbaar.cli.screen import console, one_sentence, progress
from kenbaar.register.following import follow, rebuild
from kenbaar.register.many import no_collecting
from kenbaar.register.queries.entries import published_entries
from kenbaar.register.search.index import IndexBusy
from kenbaar.values import Language


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("index")(index)


def index(
    anew: Annotated[bool, typer.Option("--rebuild", help="Build a new index from the database.")] = False,
) -> None:
    """Bring the search index up to date. The site does so by itself; this is for after an import elsewhere."""
    with one_sentence(IndexBusy), no_collecting(), progress() as bar:
        task = bar.add_task(wording.SEARCH_INDEX.to(Language.EN), total=published_entries().count() if anew else None)
        make = rebuild if anew else follow
        done = make(after=lambda: bar.advance(task))
        bar.update(task, total=done)
    console.print(f"{done} entries indexed.")


def follow_with_bar(speak: Language) -> None:
    """Bring the index up to date after a command that changed the register; the site does so when it is at it."""
    with suppress(IndexBusy), no_collecting(), progress() as bar:
        task = bar.add_task(wording.SEARCH_INDEX.to(speak), total=None)
        bar.update(task, total=follow(after=lambda: bar.advance(task)))
