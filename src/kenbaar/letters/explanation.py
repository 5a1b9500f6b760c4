"""The shape of an explanation: sections of paragraphs, tables, bars and routes. Pages and PDFs show it as it is."""

import datetime as dt
from dataclasses import dataclass

from kenbaar.decisions.profile import RouteKind
from kenbaar.letters.prose import Paragraph


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the heading of each column, and rows with as many cells. The first cell of a row names it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Paragraph, ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar beside its label and figure. `share` is its length in thousandths of the longest; below 0 to the left."""

    label: Paragraph
    figure: Paragraph
    share: int


@dataclass(frozen=True, slots=True)
class RouteTold:
    """Something that one can do. `last_day` is None where there is no term, or one that starts later."""

    kind: RouteKind
    paragraph: Paragraph
    last_day: dt.date | None


@dataclass(frozen=True, slots=True)
class Section:
    """A part under a heading, in this order: paragraphs, the table, the bars (with what they show), the routes."""

    id: str
    heading: str
    paragraphs: tuple[Paragraph, ...] = ()
    table: Table | None = None
    bars_told: Paragraph | None = None
    bars: tuple[Bar, ...] = ()
    routes: tuple[RouteTold, ...] = ()

    @property
    def empty(self) -> bool:
        """Say whether there is nothing under its heading."""
        return not (self.paragraphs or self.table or self.routes)


@dataclass(frozen=True, slots=True)
class Explanation:
    """The explanation of one decision. `language` is that of its words.

    `about` names the body, the day and the reference of the decision. `opening` and `closing` are the body's own words
    before and after it, without runs where it has none. `happened` warns whoever has a notice that holds no longer.
    """

    language: str
    title: str
    about: str
    body: str
    decided_on: dt.date
    opening: Paragraph
    sections: tuple[Section, ...]
    closing: Paragraph
    happened: tuple[Paragraph, ...] = ()
