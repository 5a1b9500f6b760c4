"""Value types that every room shares: languages, text per language and dates that may lack a day or a month.

They hold shape only; what a value means is up to the room that uses it.
"""

import datetime as dt
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict


class Language(StrEnum):
    """A language that Kenbaar writes in, as its ISO 639-1 code. Dutch is the source language."""

    NL = "nl"
    EN = "en"


class LocalText(BaseModel):
    """A text of Kenbaar itself, always complete in Dutch and English."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    nl: str
    en: str

    def to(self, language: str) -> str:
        """Return the text in `language`; Dutch, the source, for any language that Kenbaar does not write in."""
        return self.en if language == Language.EN else self.nl


def both(nl: str, en: str) -> LocalText:
    """Return a text in both languages; short, for tables of sentences."""
    return LocalText(nl=nl, en=en)


def text_in(texts: Mapping[str, str], language: str) -> tuple[str, str]:
    """Choose from a text per language: `(text, language it is in)`, `("", language)` when there is none.

    Records often exist in one language only; the reader then gets that one, and the page says which it is.
    """
    if texts.get(language):
        return texts[language], language
    for other in (*Language, *sorted(texts)):
        if texts.get(other):
            return texts[other], str(other)
    return "", language


_PARTIAL_DATE = re.compile(r"(?P<year>\d{4})(-(?P<month>\d{2})(-(?P<day>\d{2}))?)?")


def checked_partial_date(text: str) -> str:
    """Return `text` if it is `YYYY`, `YYYY-MM` or `YYYY-MM-DD` and exists on the calendar.

    Raises ValueError otherwise.
    """
    found = _PARTIAL_DATE.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is not a date such as 2026, 2026-11 or 2026-11-24")
    try:
        dt.date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
    except ValueError as error:
        raise ValueError(f"{text!r} is not on the calendar") from error
    return text


PartialDate = Annotated[str, AfterValidator(checked_partial_date)]


class Frozen(BaseModel):
    """Base of content schemas: nothing unknown gets in, nothing changes afterwards."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def replaced(self, **changes: object) -> Self:
        """Return a copy with `changes`, checked like the original."""
        return self.model_validate({**self.model_dump(), **changes})
