"""What lists show of an entry's working copy, repeated on its name plate so that they need not read sheets. Pure."""

from typing import NamedTuple

from kenbaar.register.quality import completeness_share, lacking_facts
from kenbaar.rules.answers import Sheet

_MOST = 200


class Plate(NamedTuple):
    """The columns of `Entry` that repeat the working copy, in the order in which an import writes them."""

    name_nl: str
    name_en: str
    phase: str
    experiment: bool
    category: str
    said_class: str
    progress: int
    lacking: int


def plate_of(sheet: Sheet) -> Plate:
    """Return what a sheet says on the name plate of its entry."""
    name = sheet.texts("name")
    return Plate(
        name_nl=name.get("nl", "")[:_MOST],
        name_en=name.get("en", "")[:_MOST],
        phase=sheet.value("status") or "",
        experiment=sheet.value("experiment") is True,
        category=sheet.value("publication_category") or "",
        said_class=sheet.value("risk_class") or "",
        progress=completeness_share(sheet),
        lacking=len(lacking_facts(sheet)),
    )
