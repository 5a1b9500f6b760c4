"""The repair list as a table: its columns and the cells of a line, in one language."""

from collections.abc import Iterator, Sequence

from kenbaar.register.importing.report import Repair
from kenbaar.standards.files.refusals import shown
from kenbaar.values import LocalText, both

COLUMNS: dict[str, LocalText] = {
    "row": both("waar", "where"),
    "reference": both("verwijzing", "reference"),
    "name": both("algoritme", "entry"),
    "field": both("veld", "field"),
    "kind": both("soort", "kind"),
    "what": both("wat", "what"),
    "remedy": both("hoe te herstellen", "how to mend"),
    "value": both("inhoud", "content"),
}


def cells_of(repair: Repair, language: str) -> dict[str, str]:
    """Return a line of the list as text, by column."""
    return {
        "row": repair.place.to(language),
        "reference": repair.reference,
        "name": shown(repair.name),
        "field": shown(repair.field),
        "kind": repair.kind,
        "what": repair.what.to(language),
        "remedy": repair.remedy.to(language),
        "value": repair.value,
    }


def as_records(repairs: Sequence[Repair], language: str) -> Iterator[dict[str, str]]:
    """Return the list as records with its titles as keys, for whoever writes a file of it."""
    titles = {key: title.to(language) for key, title in COLUMNS.items()}
    return ({titles[key]: text for key, text in cells_of(repair, language).items()} for repair in repairs)
