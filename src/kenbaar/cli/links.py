"""`kenbaar links`: calling the web addresses in entries now, in place of waiting for the rounds."""

from dataclasses import asdict
from typing import Annotated, NoReturn

import typer
from django.utils import timezone

from kenbaar.casework.errors import RoundsBusy
from kenbaar.casework.links.asking import Asker
from kenbaar.casework.links.checking import LinkCounts, check_due, count_due
from kenbaar.casework.links.noting import note_addresses
from kenbaar.casework.queries.links import links_are_checked
from kenbaar.cli.screen import complain, one_sentence, progress, show_counts
from kenbaar.people.actors import OPERATOR
from kenbaar.register.queries.bodies import body_names
from kenbaar.values import Language, LocalText, both

_BAR, _TITLE = both("Links nakijken", "Checking links"), both("Links nagekeken", "Links checked")
_OFF = both(
    "Links worden hier niet nagekeken. Zet eerst KENBAAR_CHECK_LINKS=true.",
    "Links are not checked here. Set KENBAAR_CHECK_LINKS=true first.",
)
_NO_BODY = both(
    "Er is geen organisatie {body}. Gebruik het deel van het adres van haar pagina.",
    "There is no body {body}. Use the part of the address of its page.",
)
_NAMES = {
    "alive": both("werken", "work"),
    "dead": both("werken niet meer", "do not work any more"),
    "unsure": both("niet zeker", "not certain"),
    "refused": both("niet gebeld: geen adres op internet", "not called: no address on the internet"),
    "unchecked": both("niet na te kijken: er kwam nergens antwoord", "could not be checked: nobody answered at all"),
}


def add_to(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="See whether the web addresses in entries still work.", no_args_is_help=True)
    # With one command alone, typer would drop the name of the command.
    group.callback()(_group)
    group.command("check")(check)
    app.add_typer(group, name="links")


def _group() -> None:
    """See whether the web addresses in entries still work."""


def check(
    body: Annotated[str, typer.Option(help="Only the entries of this body, by its slug.")] = "",
    speak: Annotated[Language, typer.Option(help="Language of the report.")] = Language.NL,
) -> None:
    """Call every address that is due; it may take a while, a second for each address of one host. Safe to repeat."""
    if not links_are_checked():
        _leave(_OFF, speak)
    with one_sentence(RoundsBusy, speak=speak), progress() as bar:
        if body and body not in body_names([body]):
            _leave(_NO_BODY, speak, body=body)
        now, asker, counts = timezone.now(), Asker(), LinkCounts()
        note_addresses(now)
        task = bar.add_task(_BAR.to(speak), total=count_due(now, body))
        while (part := check_due(now, by=OPERATOR.name, body=body, asker=asker, after=lambda: bar.advance(task))).total:
            counts += part
    show_counts(_TITLE.to(speak), {_NAMES[name].to(speak): count for name, count in asdict(counts).items()})


def _leave(sentence: LocalText, speak: Language, **words: str) -> NoReturn:
    complain(sentence.to(speak).format(**words))
    raise typer.Exit(1)
