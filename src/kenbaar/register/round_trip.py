"""A workbook that leaves and comes back: what stood in it when it left, to see who changed what since. Pure.

Each row remembers a mark of every cell. A cell that still fits its mark was not touched in the workbook; an answer
whose own cell no longer fits it was changed here in the meantime.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kenbaar.register.exporting import REFERENCE_COLUMN
from kenbaar.rules.answers import Sheet
from kenbaar.standards.fields import Standard, load_standard
from kenbaar.standards.files.cells import cell_text
from kenbaar.standards.own import SEEN, WORKING
from kenbaar.standards.writing import write
from kenbaar.values import Language, text_in

_SAYS = "kenbaar/1"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a row remembers: its language, and the mark of each cell that held something."""

    language: Language
    marks: Mapping[str, str]

    def differs(self, fact: str, text: str) -> bool:
        """Say whether a cell holds something else than when the workbook was downloaded."""
        return self.marks.get(fact, "") != _mark(text)


def working_standard() -> Standard:
    """Return the standard of the workbook: every fact, also those that are not public."""
    return load_standard(*WORKING)


def row_of(reference: str, sheet: Sheet, language: Language) -> dict[str, str]:
    """Return the row of an entry, with what it remembers."""
    texts = texts_of(reference, sheet, language)
    marks = " ".join(f"{fact}={_mark(text)}" for fact, text in texts.items() if text)
    return {REFERENCE_COLUMN: reference, SEEN: f"{_SAYS} {language} {marks}", **texts}


def texts_of(reference: str, sheet: Sheet, language: Language) -> dict[str, str]:
    """Return the cells in which a workbook writes a sheet."""
    texts = {key: cell_text(value) for key, value in write(sheet, working_standard(), language).record.items()}
    # A row without a name is not read as a record: an entry that has none in this language gets the one that it has.
    return {**texts, "name": texts["name"] or text_in(sheet.texts("name"), language)[0] or reference}


def seen_in(record: Mapping[str, Any]) -> Seen | None:
    """Return what a row of a workbook remembers; None when it remembers nothing, as a new row does."""
    said, *more = str(record.get(SEEN) or "").split() or [""]
    if said != _SAYS or not more or more[0] not in set(Language):
        return None
    return Seen(Language(more[0]), dict(pair.split("=", 1) for pair in more[1:] if "=" in pair))


def _mark(text: str) -> str:
    # A spreadsheet program may write the end of a line in another way, and white space at the end is no change.
    plain = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return hashlib.blake2b(plain.encode(), digest_size=4).hexdigest() if plain else ""
