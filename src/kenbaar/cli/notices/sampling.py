"""`kenbaar notices sample`: an invented run of decisions, and the profile that goes with it."""

from itertools import islice
from pathlib import Path
from typing import Annotated

import orjson
import typer

from kenbaar.cli.notices import run_wording as wording
from kenbaar.cli.notices.options import Speak
from kenbaar.cli.screen import complain, console, one_sentence, whole_file
from kenbaar.decisions.files.tables import Form, table
from kenbaar.decisions.sample_run import SAMPLE_COLUMNS, sample_rows
from kenbaar.notices.sample import sample_profile
from kenbaar.values import Language

_AT_ONCE = 10_000


def add_to(group: typer.Typer) -> None:
    """Add the command."""
    group.command("sample")(sample)


def sample(
    *,
    out: Annotated[Path, typer.Option("--out", help="Where to write: a name in .parquet, .csv or .jsonl.")],
    count: Annotated[int, typer.Option(min=1, max=100_000_000, help="How many decisions.")] = 10_000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same decisions.")] = 1,
    profile_out: Annotated[
        Path | None, typer.Option("--profile-out", help="Where to write the profile (JSON).")
    ] = None,
    speak: Speak = Language.NL,
) -> None:
    """Write invented decisions of a sample body, to try issuing with."""
    try:
        form = Form(out.suffix.removeprefix("."))
    except ValueError:
        complain(wording.UNKNOWN_ENDING.to(speak))
        raise typer.Exit(1) from None
    with one_sentence(speak=speak):
        with whole_file(out) as unfinished, table(unfinished, form, SAMPLE_COLUMNS) as write:
            rows = (tuple(row.values()) for row in sample_rows(count, seed=seed))
            while some := list(islice(rows, _AT_ONCE)):
                write(list(zip(*some, strict=True)))
        _say(wording.SAMPLE.to(speak).format(count=count, file=out))
        if profile_out is not None:
            with whole_file(profile_out) as unfinished:
                unfinished.write_bytes(orjson.dumps(sample_profile().content(), option=orjson.OPT_INDENT_2))
            _say(wording.SAMPLE_PROFILE.to(speak).format(file=profile_out))


def _say(sentence: str) -> None:
    console.print(sentence, markup=False, highlight=False, soft_wrap=True)
