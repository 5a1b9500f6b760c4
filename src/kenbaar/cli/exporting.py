"""`kenbaar export`: what is published, as a file."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from kenbaar.cli.screen import complain, one_sentence, progress, whole_file
from kenbaar.register.exporting import export
from kenbaar.register.queries.entries import published_entries
from kenbaar.standards.fields import load_standard, standards
from kenbaar.standards.files.refusals import shown
from kenbaar.standards.files.writing import WRITERS
from kenbaar.values import Language


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export_file)


def export_file(
    file: Annotated[Path, typer.Argument(help="Where to write; `-` writes to standard output.")],
    form: Annotated[str, typer.Option("--format", help="csv, xlsx, json or jsonl; else by the file's name.")] = "",
    standard: Annotated[str, typer.Option(help="Standard and version, such as publicatiestandaard/1.0.")] = (
        "publicatiestandaard/1.0"
    ),
    language: Annotated[Language, typer.Option(help="Language of the texts.")] = Language.NL,
    body: Annotated[str | None, typer.Option(help="Only the entries of this body (its slug).")] = None,
) -> None:
    """Write everything that is published to a file, as a stream."""
    form = form or file.suffix.lstrip(".").lower()
    _refuse_unknown("format", form, list(WRITERS))
    _refuse_unknown("standard", standard, sorted(each.key for each in standards()))
    chosen = export(load_standard(*standard.split("/", 1)), language, body=body)
    with one_sentence(speak=Language.EN), progress() as bar:
        task = bar.add_task(shown(file.name), total=published_entries(body=body).count())

        def counted() -> Iterator[dict[str, Any]]:
            for record in chosen.records:
                bar.advance(task)
                yield record

        _write(file, WRITERS[form](counted(), chosen.columns))


def _refuse_unknown(what: str, chosen: str, known: list[str]) -> None:
    if chosen not in known:
        complain(f"Kenbaar does not know the {what} '{shown(chosen)}'. Choose from: {', '.join(known)}.")
        raise typer.Exit(1)


def _write(file: Path, chunks: Iterator[bytes]) -> None:
    if str(file) == "-":
        for chunk in chunks:
            sys.stdout.buffer.write(chunk)
        return
    with whole_file(file) as unfinished, unfinished.open("wb") as target:
        for chunk in chunks:
            target.write(chunk)
