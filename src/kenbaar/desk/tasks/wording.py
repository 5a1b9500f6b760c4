"""What the desk says of tasks: their states, kinds and days, and why a deed is refused, in the language of the page."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from kenbaar.assessments import errors as assessments
from kenbaar.casework import errors
from kenbaar.casework.actions.wishes import WishNotPossible
from kenbaar.casework.evidence.kinds import Refused
from kenbaar.casework.lifecycle import Kind, TaskState
from kenbaar.casework.models.reminders import How
from kenbaar.casework.queries.overview import Listed

# What a deed on a task, or a set of facts, can be refused for and the page can say.
Refusals = (errors.CaseworkError, assessments.AssessmentError)

_FILES: dict[str, Callable[[], str]] = {
    Refused.EMPTY: lambda: _("Dit bestand is leeg. Kies een ander bestand."),
    Refused.TOO_LARGE: lambda: _("Dit bestand is te groot. Maak het kleiner, of geef een link."),
    Refused.UNKNOWN: lambda: _(
        "Dit soort bestand kan hier niet. Kies een PDF, DOCX, XLSX, ODT, PNG, JPEG, TXT, CSV of MD."
    ),
    Refused.BROKEN: lambda: _("Dit bestand is niet heel. Sla het opnieuw op en probeer het nog eens."),
    Refused.MACROS: lambda: _(
        "In dit bestand zitten macro’s of programma’s. Sla het op zonder, of maak er een PDF van."
    ),
    Refused.ENCRYPTED: lambda: _("Op dit bestand zit een wachtwoord. Haal dat eraf, of geef een link."),
    Refused.BOMB: lambda: _("Dit bestand wordt bij het uitpakken te groot. Maak er een PDF van."),
    Refused.MARKUP: lambda: _("In deze tekst staat opmaak van een webpagina. Maak er een PDF van."),
    Refused.SCANNER: lambda: _(
        "De virusscanner van uw organisatie houdt dit bestand tegen. Vraag uw beheerder om raad."
    ),
    Refused.NO_SCANNER: lambda: _("De virusscanner geeft geen antwoord. Probeer het straks nog eens."),
}

_SAID: dict[type[Exception], Callable[[], str]] = {
    errors.StepNotPossible: lambda: _("Deze taak is intussen veranderd. Kijk hieronder hoe hij er nu voor staat."),
    errors.WordsNeeded: lambda: _("Vul de tekst in, en maak hem niet te lang."),
    errors.NotAColleague: lambda: _(
        "Deze persoon werkt niet aan dit algoritme. Kies iemand anders, of geef de persoon eerst een rol."
    ),
    errors.DayNotPossible: lambda: _("Kies een dag vanaf vandaag, binnen tien jaar."),
    errors.TermsNotPossible: lambda: _(
        "Kies 1 tot 104 weken voor een taak, 0 tot 52 weken speling, en 1 tot 60 maanden voor de controle."
    ),
    errors.LinkNotAccepted: lambda: _("Dit is geen webadres. Kopieer er een dat begint met https://."),
    errors.TooMuchAtOnce: lambda: _("Kies eerst een of meer taken, hooguit 500 tegelijk."),
    WishNotPossible: lambda: _("Kies 0 tot 60 dagen."),
    assessments.FactsNotReadable: lambda: _(
        "Een of meer gegevens passen niet. Verbeter ze bij Invullen en probeer het nog eens."
    ),
    assessments.NothingToClassify: lambda: _("Er is nog niets ingevuld. Begin bij Invullen."),
}


def said(error: Exception) -> str:
    """Return the sentence for a refusal."""
    match error:
        case errors.FileNotAccepted():
            return _FILES[error.why]()
        case errors.ProofNeeded(what="evidence"):
            return _("Deze plicht vraagt om bewijs. Voeg een bestand of een link toe, en rond de taak dan af.")
        case errors.ProofNeeded():
            return _("Schrijf op wat er is gedaan, of voeg bewijs toe. Rond de taak dan af.")
    found = next((words for kind, words in _SAID.items() if isinstance(error, kind)), None)
    return found() if found else _("Dit ging niet. Kijk de pagina na en probeer het nog eens.")


def kind_names() -> dict[str, str]:
    """Return what each kind of task is called."""
    return {
        Kind.DUTY: _("plicht uit de wet"),
        Kind.RECHECK: _("opnieuw controleren"),
        Kind.REQUEST: _("verzoek van een collega"),
        Kind.OWN: _("eigen taak"),
    }


def task_states() -> dict[str, str]:
    """Return what each state of a task is called."""
    return {
        TaskState.OPEN: _("te doen"),
        TaskState.DOING: _("bezig"),
        TaskState.DONE: _("klaar"),
        TaskState.NOT_NEEDED: _("niet nodig"),
    }


def ways_to_remind() -> dict[str, str]:
    """Return how somebody can be reminded."""
    return {
        How.DIGEST: _("Hooguit één mail per dag, met alles erin"),
        How.AT_ONCE: _("Meteen, ook als dat meer mails geeft"),
        How.NEVER: _("Nooit; ik kijk zelf"),
    }


def list_names() -> dict[Listed, str]:
    """Return what each list of the overview is called."""
    return {
        Listed.LATE: _("Taken over hun dag"),
        Listed.NOBODY: _("Taken van niemand"),
        Listed.INCOMPLETE: _("Nog niet volledig voor het Nederlandse register"),
        Listed.UNREVIEWED: _("Wacht op een tweede paar ogen"),
        Listed.UNCLASSIFIED: _("Nog niet ingedeeld naar de wet"),
        Listed.OWNERLESS: _("Zonder eigenaar"),
        Listed.UNCHECKED: _("Opnieuw te controleren"),
        Listed.DEAD_LINKS: _("Met een link die niet meer werkt"),
    }


def deeds_done() -> dict[str, str]:
    """Return what a page says after a deed, by the word in its address."""
    return {
        "given": _("De taken zijn verdeeld."),
        "planned": _("De streefdag is gezet."),
        "late": _("De streefdag is gezet. Hij ligt na de dag van de wet: eerder is beter."),
        "done": _("De taak is klaar."),
        "aside": _("De taak is opzijgezet."),
        "changed": _("Het is opgeslagen."),
        "duties": _("De plichten zijn bijgewerkt."),
        "added": _("Het is toegevoegd."),
        "removed": _("Het bewijs is weggehaald."),
    }
