"""`kenbaar rounds`: what the site looks after by itself every hour, now."""

from typing import Annotated

import typer
from django.utils import timezone

from kenbaar.casework.errors import RoundsBusy
from kenbaar.casework.rounds import STEPS, StepMade, make_rounds
from kenbaar.cli.screen import complain, one_sentence, progress, show_counts
from kenbaar.values import Language, LocalText, both

_BAR = both("De ronde", "The rounds")
_TITLE = both("Ronde gedaan", "Rounds made")
_NAMES = {
    "publications": both("algoritmes openbaar geworden op hun dag", "entries published on their day"),
    "duties": both("algoritmes waarvan de plichten zijn bijgewerkt", "entries whose duties were brought up to date"),
    "rechecks": both("algoritmes opnieuw te controleren", "entries to be checked again"),
    "reminders": both("herinneringen klaargezet", "reminders queued"),
    "links": both("links nagekeken", "links checked"),
}
_FAILED = both(
    "Niet gelukt: {names}. De reden staat in het log van de site; de volgende ronde probeert het opnieuw.",
    "Did not work: {names}. The log of the site says why; the next rounds try again.",
)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("rounds")(rounds)


def rounds(
    speak: Annotated[Language, typer.Option(help="Language of the report.")] = Language.NL,
) -> None:
    """Make the rounds: duties that follow the law, re-checks that are due, reminders. Again, it changes nothing."""
    with one_sentence(RoundsBusy, speak=speak), progress() as bar:
        task = bar.add_task(_BAR.to(speak), total=len(STEPS))
        made = make_rounds(timezone.now(), after_step=lambda _made: bar.advance(task))
    show_counts(_TITLE.to(speak), {_name(step).to(speak): step.count for step in made if step.count is not None})
    failed = [step.name for step in made if step.count is None]
    if failed:
        complain(_FAILED.to(speak).format(names=", ".join(failed)))
        raise typer.Exit(1)


def _name(step: StepMade) -> LocalText:
    return _NAMES.get(step.name, both(step.name, step.name))
