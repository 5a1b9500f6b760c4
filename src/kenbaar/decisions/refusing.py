"""Why a row is no decision of its profile: per field what is the matter, and the way out."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kenbaar.standards.files.refusals import shown
from kenbaar.values import LocalText, both


class Reason(StrEnum):
    """What is the matter with a field."""

    MISSING = "missing"
    UNKNOWN_COLUMN = "unknown_column"
    NOT_TEXT = "not_text"
    TOO_LONG = "too_long"
    CONTROL_CHARACTER = "control_character"
    HALF_CHARACTER = "half_character"
    FORMULA = "formula"
    NOT_A_NUMBER = "not_a_number"
    TOO_MANY_DIGITS = "too_many_digits"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    NOT_A_DATE = "not_a_date"
    DATE_TOO_EARLY = "date_too_early"
    DATE_TOO_LATE = "date_too_late"
    NOT_YES_OR_NO = "not_yes_or_no"
    NO_SUCH_OPTION = "no_such_option"
    NO_SUCH_LANGUAGE = "no_such_language"
    NO_CLASSES = "no_classes"
    NOBODY = "nobody"
    NOT_A_ROW = "not_a_row"
    CELL_COUNT = "cell_count"
    OTHER_CONTENT = "other_content"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


_WORDS: Mapping[Reason, tuple[LocalText, LocalText]] = {
    Reason.MISSING: (
        both("Dit veld is leeg en elk besluit heeft het nodig.", "This field is empty and every decision needs it."),
        both("Vul het in.", "Fill it in."),
    ),
    Reason.UNKNOWN_COLUMN: (
        both("Het profiel heeft dit veld niet.", "The profile does not have this field."),
        both(
            "Haal de kolom weg, of zet het gegeven eerst in het profiel.",
            "Take the column out, or put it into the profile first.",
        ),
    ),
    Reason.NOT_TEXT: (
        both("Hier hoort een tekst of een geheel getal.", "A text or a whole number belongs here."),
        both("Schrijf de waarde als tekst.", "Write the value as text."),
    ),
    Reason.TOO_LONG: (
        both("De tekst is langer dan {most} tekens.", "The text is longer than {most} characters."),
        both("Maak de tekst korter. Er is niets afgekapt.", "Make the text shorter. Nothing was cut off."),
    ),
    Reason.CONTROL_CHARACTER: (
        both(
            "De tekst heeft een onzichtbaar stuurteken of een teken dat bij het opslaan verloren ging.",
            "The text has an invisible control character, or a character that was lost when it was saved.",
        ),
        both("Typ de tekst opnieuw, zonder dat teken.", "Type the text again, without that character."),
    ),
    Reason.HALF_CHARACTER: (
        both(
            "De tekst heeft een half teken, of een teken in een andere codering dan de rest.",
            "The text has half a character, or one in another encoding than the rest.",
        ),
        both("Schrijf het bestand opnieuw weg als UTF-8.", "Write the file again as UTF-8."),
    ),
    Reason.FORMULA: (
        both("Hier staat een formule in plaats van een waarde.", "Here is a formula instead of a value."),
        both("Zet de uitkomst van de formule in het veld.", "Put the outcome of the formula into the field."),
    ),
    Reason.NOT_A_NUMBER: (
        both("Dit is geen getal.", "This is not a number."),
        both(
            "Schrijf cijfers met een punt voor de decimalen, zoals 1234.5, of laat het veld leeg.",
            "Write digits with a point before the decimals, such as 1234.5, or leave the field empty.",
        ),
    ),
    Reason.TOO_MANY_DIGITS: (
        both(
            "Dit getal heeft te veel cijfers: hoogstens {whole} voor de punt en {places} erachter.",
            "This number has too many digits: at most {whole} before the point and {places} behind it.",
        ),
        both("Rond het getal af zoals in het besluit.", "Round the number as the decision does."),
    ),
    Reason.TOO_SMALL: (
        both("Het profiel staat hier niets onder {bound} toe.", "The profile allows nothing below {bound} here."),
        both("Controleer de waarde, of de grens in het profiel.", "Check the value, or the bound in the profile."),
    ),
    Reason.TOO_LARGE: (
        both("Het profiel staat hier niets boven {bound} toe.", "The profile allows nothing above {bound} here."),
        both("Controleer de waarde, of de grens in het profiel.", "Check the value, or the bound in the profile."),
    ),
    Reason.NOT_A_DATE: (
        both("Dit is geen dag die op de kalender staat.", "This is not a day of the calendar."),
        both("Schrijf jaar, maand en dag, zoals 2026-11-29.", "Write year, month and day, such as 2026-11-29."),
    ),
    Reason.DATE_TOO_EARLY: (
        both("Deze dag ligt voor {bound}.", "This day is before {bound}."),
        both("Controleer het jaar.", "Check the year."),
    ),
    Reason.DATE_TOO_LATE: (
        both("Deze dag ligt na {bound}.", "This day is after {bound}."),
        both("Controleer het jaar.", "Check the year."),
    ),
    Reason.NOT_YES_OR_NO: (
        both("Hier hoort ja of nee.", "Yes or no belongs here."),
        both("Schrijf yes of no.", "Write yes or no."),
    ),
    Reason.NO_SUCH_OPTION: (
        both("Dit is geen van de keuzes in het profiel.", "This is none of the options in the profile."),
        both("Kies uit: {options}.", "Choose from: {options}."),
    ),
    Reason.NO_SUCH_LANGUAGE: (
        both("Het profiel is niet in deze taal geschreven.", "The profile was not written in this language."),
        both("Kies uit: {options}.", "Choose from: {options}."),
    ),
    Reason.NO_CLASSES: (
        both("Het profiel deelt mensen niet in klassen in.", "The profile does not put people into classes."),
        both(
            "Laat het veld leeg, of zet de klassen in het profiel.", "Leave it empty, or put classes into the profile."
        ),
    ),
    Reason.NOBODY: (
        both("Hier staat dat er geen mens was.", "This says that there was no human."),
        both(
            "Laat het veld leeg. Keek er wel een mens mee? Schrijf dan wat die deed.",
            "Leave the field empty. Did a human look after all? Then write what they did.",
        ),
    ),
    Reason.NOT_A_ROW: (
        both("Deze regel is geen JSON-object: {why_nl}.", "This line is no JSON object: {why_en}."),
        both(
            "Schrijf elk besluit als een object op een eigen regel.",
            "Write each decision as an object on a line of its own.",
        ),
    ),
    Reason.CELL_COUNT: (
        both(
            "Deze rij heeft {found} cellen en de kop heeft er {expected}.",
            "This row has {found} cells and the header has {expected}.",
        ),
        both("Kijk of er een scheidingsteken te veel of te weinig staat.", "Look for a delimiter too many or too few."),
    ),
    Reason.OTHER_CONTENT: (
        both(
            "Dit besluit heeft al een melding, en die zegt iets anders.",
            "This decision already has a notice, and that says something else.",
        ),
        both(
            "Verbeter die melding, of geef elk besluit een eigen referentie.",
            "Correct that notice, or give each decision a reference of its own.",
        ),
    ),
    Reason.WITHDRAWN: (
        both("De melding van dit besluit is ingetrokken.", "The notice of this decision was withdrawn."),
        both("Verbeter die melding om haar opnieuw uit te geven.", "Correct that notice to issue it anew."),
    ),
    Reason.ERASED: (
        both("De melding van dit besluit is gewist.", "The notice of this decision was erased."),
        both("Geef een nieuw besluit een eigen referentie.", "Give a new decision a reference of its own."),
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is the matter with one field of a row, and the way out. `value` is how what stands there begins."""

    field: str
    reason: Reason
    message: LocalText
    remedy: LocalText
    value: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is no decision of the profile. `reference` is what it calls itself, as far as that can be shown."""

    reference: str
    faults: tuple[Fault, ...]


class Wrong(Exception):
    """A value that a field cannot have; `details` fill the places in the sentences about it."""

    def __init__(self, reason: Reason, **details: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details

    def in_field(self, field: str, value: object = "") -> Fault:
        """Return it as the fault of a field."""
        message, remedy = _filled(self.reason, tuple(self.details.items()))
        return Fault(field, self.reason, message, remedy, "" if value is None else shown(value))


@lru_cache(maxsize=4096)
def _filled(reason: Reason, details: tuple[tuple[str, object], ...]) -> tuple[LocalText, LocalText]:
    """Fill the sentences in; the same few come back for every row of a wrong file."""
    words = dict(details)
    message, remedy = (LocalText(nl=text.nl.format(**words), en=text.en.format(**words)) for text in _WORDS[reason])
    return message, remedy
