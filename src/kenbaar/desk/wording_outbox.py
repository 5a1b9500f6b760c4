"""What the desk says of messages to systems, in the language of the page."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from kenbaar.outbox import errors
from kenbaar.outbox.queries import told_events

_REFUSED: dict[str, Callable[[], str]] = {
    "scheme": lambda: _("Het adres moet beginnen met https://. Vraag wie het systeem beheert om het veilige adres."),
    "form": lambda: _("Dit is geen webadres. Schrijf het als https://naam/pad, zonder naam en wachtwoord erin."),
    "unknown": lambda: _("De naam in dit adres bestaat niet. Kijk na hoe u hem schrijft."),
    "place": lambda: _("Dit adres ligt niet op het internet. Vraag de beheerder van Kenbaar of dat mag."),
}


def said(error: errors.OutboxError) -> str:
    """Return the sentence for an error of the outbox."""
    match error:
        case errors.AddressRefused():
            return _REFUSED[error.why]()
        case errors.TooManySubscriptions():
            return _("U hebt al 20 systemen. Verwijder er een dat niet meer nodig is.")
        case errors.NotActive():
            return _("Dit systeem staat uit. Zet het eerst aan en stuur dan een testbericht.")
        case _:
            return str(error)


def event_names() -> dict[str, str]:
    """Return what each event is called; one without a name here goes by its own."""
    named = {
        "register.entry.created": _("Een concept is begonnen"),
        "register.version.added": _("Er is een nieuwe versie"),
        "register.entry.submitted": _("Aangeboden voor controle"),
        "register.entry.returned": _("Teruggestuurd na controle"),
        "register.entry.published": _("Gepubliceerd"),
        "register.entry.withdrawn": _("Ingetrokken"),
        "register.entry.archived": _("Gearchiveerd"),
        "assessments.entry.classified": _("Bepaald welke wet geldt"),
        "notices.request.received": _("Iemand vraagt iets over een besluit"),
        "notices.request.answered": _("Een vraag over een besluit is beantwoord"),
    }
    test = {"outbox.subscription.tested": _("Testbericht")}
    return {event: named.get(event, event) for event in told_events()} | test


def troubles() -> dict[str, str]:
    """Return what each trouble with a message is called."""
    return {
        "status": _("niet aangenomen"),
        "unreachable": _("niet bereikbaar"),
        "insecure": _("verbinding niet veilig"),
        "slow": _("geen antwoord binnen 10 seconden"),
        "broken": _("verbinding verbroken"),
        "unknown": _("naam bestaat niet"),
        "place": _("adres niet op het internet"),
        "scheme": _("adres zonder https"),
        "form": _("geen webadres"),
    }
