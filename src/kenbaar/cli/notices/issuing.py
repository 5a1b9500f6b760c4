"""`kenbaar notices issue`: the decisions of a file get their notices, and the letters what to print."""

from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from kenbaar.cli.log.sealing import seal_with_bar
from kenbaar.cli.notices import run_wording as wording
from kenbaar.cli.notices.options import Speak
from kenbaar.cli.screen import complain, console, one_sentence, progress, show_counts
from kenbaar.decisions.files.tables import Form
from kenbaar.journal.log.logs import Log
from kenbaar.letters.errors import TemplateNotKnown, WordingNotRight
from kenbaar.notices.addresses import code_address
from kenbaar.notices.errors import NoticeError, ProfileNotApproved
from kenbaar.notices.models import ProfileVersion
from kenbaar.notices.profile_errors import ProfileError
from kenbaar.notices.queries.profiles import profile_named
from kenbaar.notices.streaming.errors import RunRefused
from kenbaar.notices.streaming.folder import Counts
from kenbaar.notices.streaming.running import Outcome, RunOrder, run
from kenbaar.people.actors import OPERATOR
from kenbaar.standards.files.refusals import shown
from kenbaar.values import Language

_FORMS = {Form.PARQUET.value: Form.PARQUET, Form.CSV.value: Form.CSV}


def add_to(group: typer.Typer) -> None:
    """Add the command."""
    group.command("issue")(issue)


def issue(
    file: Annotated[Path, typer.Argument(metavar="DECISIONS", help="Parquet, CSV or JSON Lines.")],
    *,
    profile: Annotated[str, typer.Option(metavar="BODY/NAME", help="The notice profile, as in its address.")],
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Where codes, words and refusals come.")],
    form: Annotated[str, typer.Option("--format", help="parquet or csv: how codes and words are written.")] = "parquet",
    speak: Speak = Language.NL,
) -> None:
    """Issue the notices of a file of decisions. Run it again after a stop: it goes on where it was."""
    if form not in _FORMS:
        raise typer.BadParameter(f"choose from {', '.join(_FORMS)}", param_hint="--format")
    with one_sentence(NoticeError, ProfileError, WordingNotRight, TemplateNotKnown, RunRefused, speak=speak):
        order = RunOrder(
            file=file,
            version=_approved(profile),
            folder=out,
            by=OPERATOR,
            clock=timezone.now,
            address=code_address(),
            form=_FORMS[form],
            speak=speak,
        )
        outcome = _run(order)
    seal_with_bar(Log.NOTICES, speak)
    _show(outcome, out, speak)
    if outcome.counts.refused:
        raise typer.Exit(2)


def _approved(named: str) -> ProfileVersion:
    """Return the approved version of a profile. Raises ProfileNotFound or ProfileNotApproved."""
    body, _slash, slug = named.partition("/")
    profile = profile_named(OPERATOR, body, slug)
    if profile.current is None:
        raise ProfileNotApproved(slug)
    profile.current.profile = profile
    return profile.current


def _run(order: RunOrder) -> Outcome:
    with progress(in_bytes=True) as bar:
        task = bar.add_task(shown(order.file.name))

        def show(read: int, _counts: Counts) -> None:
            bar.update(task, completed=read, total=order.file.stat().st_size)

        outcome = run(order, after_part=show)
        bar.update(task, completed=order.file.stat().st_size)
    return outcome


def _show(outcome: Outcome, folder: Path, speak: Language) -> None:
    counts, earlier = outcome.counts, outcome.earlier
    show_counts(
        wording.DONE.to(speak),
        {
            wording.ROWS.to(speak): counts.rows,
            wording.NEW.to(speak): counts.new,
            wording.REPEATED.to(speak): counts.repeated,
            wording.REFUSED.to(speak): counts.refused,
        },
    )
    if earlier.rows:
        _say(wording.WENT_ON.to(speak).format(rows=earlier.rows))
    if counts.rows > counts.refused:
        _say(wording.IN_FOLDER.to(speak).format(folder=folder))
    if outcome.refusals is not None:
        complain(wording.LIST.to(speak).format(file=outcome.refusals))


def _say(sentence: str) -> None:
    console.print(sentence, markup=False, highlight=False, soft_wrap=True)
