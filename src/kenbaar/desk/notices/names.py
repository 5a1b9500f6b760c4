"""What the values of a profile are called at the desk."""

from django.utils.translation import gettext as _

from kenbaar.decisions.profile import (
    Automation,
    Basis,
    Channel,
    LetterField,
    RouteKind,
    TermStart,
    Tongue,
    ValueKind,
)
from kenbaar.law.term_shapes import TermUnit

Names = dict[str, str]


def tongue_names() -> Names:
    """Return what the languages of a notice are called."""
    return {Tongue.NL: _("Nederlands"), Tongue.EN: _("Engels"), Tongue.FR: _("Frans")}


def automation_names() -> Names:
    """Return what an algorithm can do with a decision."""
    return {
        Automation.NONE: _("Het algoritme speelt geen rol in het besluit"),
        Automation.SUPPORT: _("Het algoritme helpt een mens die beslist"),
        Automation.SOLE: _("Het algoritme beslist zonder mens"),
    }


def kind_names() -> Names:
    """Return what a value can be."""
    return {
        ValueKind.TEXT: _("Tekst"),
        ValueKind.NUMBER: _("Getal"),
        ValueKind.MONEY: _("Bedrag in euro"),
        ValueKind.DATE: _("Datum"),
        ValueKind.YES_NO: _("Ja of nee"),
        ValueKind.CHOICE: _("Keuze uit een lijst"),
    }


def route_names() -> Names:
    """Return what somebody can do."""
    return {
        RouteKind.EXPLANATION: _("Uitleg vragen"),
        RouteKind.CORRECTION: _("Gegevens laten verbeteren"),
        RouteKind.HUMAN_REVIEW: _("Een mens laten kijken"),
        RouteKind.OBJECTION: _("Bezwaar maken"),
        RouteKind.COURT: _("Naar de rechter"),
        RouteKind.ACCESS_COMMISSION: _("Naar de commissie voor toegang tot documenten (Frankrijk: CADA)"),
        RouteKind.COMPLAINT: _("Een klacht bij uw organisatie"),
        RouteKind.DATA_PROTECTION_AUTHORITY: _("Een klacht bij de privacytoezichthouder"),
        RouteKind.MARKET_SURVEILLANCE: _("Een klacht bij de toezichthouder voor AI"),
        RouteKind.OMBUDSMAN: _("Naar de ombudsman"),
    }


def unit_names() -> Names:
    """Return what a term is counted in."""
    return {TermUnit.WEEKS: _("weken"), TermUnit.DAYS: _("dagen"), TermUnit.MONTHS: _("maanden")}


def start_names() -> Names:
    """Return after what a term starts."""
    return {
        TermStart.DECISION: _("na het besluit"),
        TermStart.ANSWER: _("na het antwoord op wat iemand eerst vroeg"),
    }


def channel_names() -> Names:
    """Return how one reaches a body."""
    return {
        Channel.EMAIL: _("E-mail"),
        Channel.WEB: _("Website"),
        Channel.PHONE: _("Telefoon"),
        Channel.POST: _("Post"),
        Channel.DESK: _("Loket"),
    }


def basis_names() -> Names:
    """Return why a body tells something."""
    return {Basis.POLICY: _("Onze organisatie koos hiervoor"), Basis.LAW: _("De wet vraagt dit")}


def letter_field_names() -> Names:
    """Return what the letter of a body can tell by itself."""
    return {
        LetterField.MAIN_ELEMENTS: _("De hoofdpunten van het besluit"),
        LetterField.REASONS: _("De redenen van het besluit"),
        LetterField.REMEDY: _("Waar en tot wanneer iemand in bezwaar of beroep kan"),
        LetterField.HUMAN_USE: _("Wat een mens met de uitkomst deed"),
        LetterField.RECOURSE: _("Wat iemand verder kan doen"),
    }
