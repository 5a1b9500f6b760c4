"""Findings: what a reader or a check noticed about a record, with the way to mend it.

It words them; noticing is done by `reading`, `checking` and whoever imports.
"""

import reprlib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kenbaar.values import LocalText, both

_EXCERPT = 80


class FindingKind(StrEnum):
    """What is the matter."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    WRONG_OPTION = "wrong_option"
    OWN_WORDS = "own_words"
    UNREADABLE = "unreadable"
    DEAD_URL_SHAPE = "dead_url_shape"
    DEAD_DATE_SHAPE = "dead_date_shape"
    HTML_IN_TEXT = "html_in_text"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_ORGANISATION = "unknown_organisation"
    NOT_A_RECORD = "not_a_record"
    NO_LANGUAGE = "no_language"
    WRONG_CODE = "wrong_code"


# Per kind what is the matter and the way out. Words in braces are filled in by `finding`.
_WORDS: dict[FindingKind, tuple[LocalText, LocalText]] = {
    FindingKind.MISSING: (
        both("{by} vraagt dit veld. Het is nog leeg.", "{by} asks for this field. It is still empty."),
        both("Vul het veld in, of geef aan waarom dat niet kan.", "Fill the field in, or say why you cannot."),
    ),
    FindingKind.TOO_LONG: (
        both(
            "De tekst heeft {count} tekens. Volgens {by} mogen het er {limit} zijn.",
            "The text has {count} characters. {by} allows {limit}.",
        ),
        both("Maak de tekst korter. Er is niets afgekapt.", "Make the text shorter. Nothing was cut off."),
    ),
    FindingKind.WRONG_OPTION: (
        both("Dit is geen van de keuzes bij dit veld.", "This is none of the options of this field."),
        both("Kies uit: {options}.", "Choose from: {options}."),
    ),
    FindingKind.OWN_WORDS: (
        both(
            "Hier staan eigen woorden. Die zijn bewaard, maar niemand kan erop kiezen.",
            "This is in your own words. They were kept, but nobody can filter on them.",
        ),
        both("Past een van deze keuzes? {options}.", "Does one of these options fit? {options}."),
    ),
    FindingKind.UNREADABLE: (
        both("De inhoud van dit veld is niet te lezen. Die is wel bewaard.", "This field cannot be read. It was kept."),
        both("Zet er gewone tekst in.", "Put plain text in it."),
    ),
    FindingKind.DEAD_URL_SHAPE: (
        both("Hier kan niemand op klikken: {wanted_nl}.", "Nobody can click on this: {wanted_en}."),
        both(
            "Zet hier één volledig adres dat begint met https://, of een e-mailadres als dat hier mag.",
            "Put one full address here that starts with https://, or an e-mail address where that is allowed.",
        ),
    ),
    FindingKind.DEAD_DATE_SHAPE: (
        both("Deze datum heeft niet de vorm {shape_nl}.", "This date does not have the form {shape_en}."),
        both("Schrijf bijvoorbeeld {example}.", "Write for instance {example}."),
    ),
    FindingKind.HTML_IN_TEXT: (
        both(
            "In de tekst staat opmaak (HTML). De tekst zelf is overgenomen.",
            "The text has markup (HTML). The text itself was taken over.",
        ),
        both("Haal de codes tussen < en > weg.", "Take out the codes between < and >."),
    ),
    FindingKind.UNKNOWN_FIELD: (
        both("{by} heeft dit veld niet. De inhoud is bewaard.", "{by} does not have this field. It was kept."),
        both("Zet de inhoud in een veld dat wel bestaat.", "Move the content to a field that exists."),
    ),
    FindingKind.UNKNOWN_ORGANISATION: (
        both("Deze organisatie staat niet in onze lijst.", "This organisation is not in our list."),
        both(
            "Kijk of de naam goed gespeld is, of voeg de organisatie toe.",
            "See whether the name is spelled right, or add the organisation.",
        ),
    ),
    FindingKind.NOT_A_RECORD: (
        both("Deze regel beschrijft geen algoritme.", "This row does not describe an algorithm."),
        both("Vul een naam in, of haal de regel weg.", "Fill in a name, or take the row out."),
    ),
    FindingKind.NO_LANGUAGE: (
        both(
            "Het is niet duidelijk in welke taal dit is geschreven. Het is gelezen als Nederlands.",
            "It is not clear in which language this was written. It was read as Dutch.",
        ),
        both("Kies bij het importeren zelf de taal.", "Choose the language yourself when you import."),
    ),
    FindingKind.WRONG_CODE: (
        both(
            "Dit is geen code van het Algoritmeregister: het controlecijfer klopt niet. Het algoritme is herkend aan "
            "de naam.",
            "This is no code of the Dutch register: its check digit is wrong. The entry was recognised by its name.",
        ),
        both("Kijk de code na in het Algoritmeregister.", "Look the code up in the Dutch register."),
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one field of one record. `value` is at most the first 80 characters of what stands there."""

    kind: FindingKind
    field: str
    label: LocalText
    message: LocalText
    remedy: LocalText
    value: str = ""


def finding(
    kind: FindingKind,
    field: str,
    label: LocalText,
    value: object = "",
    *,
    by: LocalText | None = None,
    **details: object,
) -> Finding:
    """Make a finding; `by` names whose rule it is, `details` fill the places in its sentences."""
    message, remedy = _filled(kind, by or _SOMEBODY, tuple(details.items()))
    return Finding(kind, field, label, message, remedy, excerpt(value))


def excerpt(value: object) -> str:
    """Return the first characters of a value on one line."""
    text = value if isinstance(value, str) else _SHORT.repr(value) if isinstance(value, list | dict | float) else ""
    # Ten times as much is looked at as is shown, so that white space does not make the excerpt empty.
    short = " ".join(text[: 10 * _EXCERPT].split())
    return short if len(short) <= _EXCERPT else short[: _EXCERPT - 1] + "…"


_SHORT = reprlib.Repr()
_SOMEBODY = both("de standaard", "the standard")


@lru_cache(maxsize=4096)
def _filled(kind: FindingKind, by: LocalText, details: tuple[tuple[str, object], ...]) -> tuple[LocalText, LocalText]:
    """Fill the sentences in; the same few come back a million times in a large file."""
    words = dict(details)
    message, remedy = _WORDS[kind]
    return _in_both(message, by, words), _in_both(remedy, by, words)


def _in_both(text: LocalText, by: LocalText, words: dict[str, object]) -> LocalText:
    nl = text.nl.format(by=by.nl, **words) if "{" in text.nl else text.nl
    en = text.en.format(by=by.en, **words) if "{" in text.en else text.en
    return LocalText(nl=nl[:1].upper() + nl[1:], en=en[:1].upper() + en[1:])
