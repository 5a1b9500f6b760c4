"""`kenbaar notices reconcile`: which decisions have no notice, and which notices no decision."""

from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from kenbaar.cli.notices import run_wording as wording
from kenbaar.cli.notices.options import ProfileName, Speak, profile_called
from kenbaar.cli.screen import complain, console, one_sentence, progress, show_counts
from kenbaar.notices.errors import NoticeError
from kenbaar.notices.profile_errors import ProfileError
from kenbaar.notices.streaming.errors import RunRefused
from kenbaar.notices.streaming.reconciling import LACKING, LOOSE, REFUSED, Comparison, Found
from kenbaar.notices.streaming.reconciling import reconcile as compare
from kenbaar.people.actors import OPERATOR
from kenbaar.standards.files.refusals import shown
from kenbaar.values import Language


def add_to(group: typer.Typer) -> None:
    """Add the command."""
    group.command("reconcile")(reconcile)


def reconcile(
    file: Annotated[Path, typer.Argument(metavar="DECISIONS", help="Parquet, CSV or JSON Lines.")],
    *,
    profile: ProfileName,
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="A new folder for the lists.")],
    speak: Speak = Language.NL,
) -> None:
    """Compare decisions that were taken with their notices. Only the columns reference and decided_on are looked at."""
    with one_sentence(NoticeError, ProfileError, RunRefused, speak=speak), progress(in_bytes=True) as bar:
        asked = Comparison(file, profile_called(profile, speak), out, OPERATOR, timezone.now(), speak)
        task = bar.add_task(shown(file.name))
        found = compare(asked, after_part=lambda read: bar.update(task, completed=read, total=file.stat().st_size))
    _show(found, out, speak)
    if found.refused or any(each.decisions > each.noticed or each.loose for each in found.months.values()):
        raise typer.Exit(2)


def _show(found: Found, folder: Path, speak: Language) -> None:
    months = found.months.values()
    decisions, noticed = sum(each.decisions for each in months), sum(each.noticed for each in months)
    show_counts(
        wording.COMPARED.to(speak),
        {
            wording.DECISIONS.to(speak): decisions,
            wording.NOTICED.to(speak): noticed,
            wording.LACKING.to(speak): decisions - noticed,
            wording.LOOSE.to(speak): sum(each.loose for each in months),
            wording.TWICE.to(speak): found.twice,
            wording.REFUSED.to(speak): found.refused,
        },
    )
    for month, figures in sorted(found.months.items()):
        words = wording.OF_MONTH.to(speak)
        console.print(
            words.format(month=month.isoformat()[:7], noticed=figures.noticed, decisions=figures.decisions),
            markup=False,
            highlight=False,
        )
    lists = {LACKING: decisions - noticed, LOOSE: sum(each.loose for each in months), REFUSED: found.refused}
    for name, count in lists.items():
        if count:
            complain(wording.COMPARED_LIST.to(speak).format(file=folder / name))
