"""`kenbaar log history`: what the log says about one entry, and what changed when."""

from typing import Annotated

import typer

from kenbaar.cli.log import wording
from kenbaar.cli.log.changes import lines_of
from kenbaar.cli.log.monitor_wording import NO_FACT, STEPS
from kenbaar.cli.log.options import LONG, Speak
from kenbaar.cli.screen import complain, one_sentence
from kenbaar.ledger.canonical import NotCanonical
from kenbaar.ledger.leaves import LeafError
from kenbaar.register.lifecycle import Step
from kenbaar.register.queries.recorded_changes import RecordedChange, recorded_changes
from kenbaar.standards.files.refusals import shown
from kenbaar.values import Language, text_in


def history(
    reference: Annotated[str, typer.Argument(metavar="REFERENCE", help="Reference of an entry.")],
    *,
    speak: Speak = Language.NL,
) -> None:
    """Show every step of an entry as the register log has it, with the facts that changed."""
    with one_sentence(LeafError, NotCanonical, speak=speak):
        count = 0
        for step in recorded_changes(reference, language=speak):
            _show(step, speak)
            count += 1
    if not count:
        complain(wording.NO_ENTRY.to(speak).format(reference=shown(reference)))
        raise typer.Exit(1)


def _show(step: RecordedChange, speak: Language) -> None:
    leaf = step.leaf
    told = STEPS[leaf.step].to(speak)
    typer.echo(f"{leaf.number}. {leaf.on[:10]} {told} ({wording.RECORDED_AS.to(speak)} {step.number}, {leaf.recorded})")
    if step.reason:
        typer.echo(f"    {shown(text_in(step.reason, speak)[0], most=LONG)}")
    # The first publication says everything; that is what the page of the entry shows.
    if leaf.number == 1 or leaf.step != Step.PUBLISH:
        return
    for line in lines_of(step.changed, speak):
        typer.echo(line)
    if not step.changed:
        typer.echo(f"    {(wording.ONLY_BESIDE if step.beside else NO_FACT).to(speak)}")
