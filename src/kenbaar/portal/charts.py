"""The charts of the figures page: what each shows, as a table and as a Vega-Lite specification. Pure."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenbaar.people.organisations import organisation_types
from kenbaar.portal.chart_looks import bar_spec, line_spec
from kenbaar.portal.facets import counted
from kenbaar.register.queries.figures import Figures
from kenbaar.values import LocalText, text_in

_WIDTHS = {"breed": 480, "smal": 320}
_MOST_BODIES = 12


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: a label and a number for each column. `start` is set when the label is a month."""

    label: str
    numbers: tuple[int, ...]
    start: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its table. `says` tells in one sentence what it shows, for who cannot see it."""

    id: str
    title: str
    says: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def specs(self) -> dict[str, dict[str, Any]]:
        """Return the Vega-Lite specification for a wide and for a narrow screen, by `<id>/<width>`."""
        make = line_spec if self.rows and self.rows[0].start else bar_spec
        rows = [(row.label, row.numbers, row.start) for row in self.rows]
        return {f"{self.id}/{name}": make(rows, width) for name, width in _WIDTHS.items()}


def charts_of(now: Figures, facets: Mapping[str, Mapping[str, int]], language: str) -> tuple[Chart, ...]:
    """Return the charts that have something to show."""
    charts = (
        _months(now),
        _choices("categorie", _("Per publicatiecategorie"), facets, "publication_category", language),
        _choices("thema", _("Per thema"), facets, "theme", language),
        _body_types(now, language),
        _shares(now),
        _bodies(now, language),
    )
    return tuple(chart for chart in charts if chart.rows)


def _months(now: Figures) -> Chart:
    totals = accumulate(count for _month, count in now.months)
    rows = tuple(
        Row(date_format(month, "F Y"), (count, total), month)
        for (month, count), total in zip(now.months, totals, strict=True)
    )
    columns = (_("Maand"), _("Nieuw"), _("Totaal"))
    return Chart("maand", _("Gepubliceerde algoritmes door de tijd"), _growth(rows), columns, rows)


def _growth(rows: tuple[Row, ...]) -> str:
    if not rows:
        return ""
    first, last = rows[0], rows[-1]
    ends = {"first": first.numbers[1], "start": first.label, "last": last.numbers[1], "end": last.label}
    return _("Lijndiagram. Van %(first)s algoritmes in %(start)s naar %(last)s in %(end)s.") % ends


def _choices(chart_id: str, title: str, facets: Mapping[str, Mapping[str, int]], facet: str, language: str) -> Chart:
    rows = tuple(Row(label.to(language), (count,)) for _value, label, count in counted(facet, facets.get(facet, {})))
    return Chart(chart_id, title, _most(rows), (title, _("Algoritmes")), rows)


def _body_types(now: Figures, language: str) -> Chart:
    labels = organisation_types()
    most_first = sorted(now.body_types, key=lambda line: -line[1])
    rows = tuple(
        Row(labels.get(kind, LocalText(nl=kind, en=kind)).to(language), (part, there))
        for kind, part, there in most_first
    )
    columns = (_("Soort organisatie"), _("Doet mee"), _("Bekend"))
    return Chart("soort-organisatie", _("Organisaties die meedoen, van alle bekende"), _most(rows), columns, rows)


def _shares(now: Figures) -> Chart:
    rows = tuple(Row("100%" if tens == 100 else f"{tens} – {tens + 9}%", (count,)) for tens, count in now.shares)
    columns = (_("Volledigheid"), _("Algoritmes"))
    return Chart("volledigheid", _("Hoe volledig de beschrijvingen zijn"), _most(rows), columns, rows)


def _bodies(now: Figures, language: str) -> Chart:
    rows = tuple(Row(text_in(name, language)[0], (count,)) for _slug, name, count in now.most[:_MOST_BODIES])
    columns = (_("Organisatie"), _("Algoritmes"))
    return Chart("organisatie", _("Organisaties met de meeste algoritmes"), _most(rows), columns, rows)


def _most(rows: tuple[Row, ...]) -> str:
    if not rows:
        return ""
    most = max(rows, key=lambda row: row.numbers[0])
    words = {"count": len(rows), "label": most.label, "number": most.numbers[0]}
    return _("Staafdiagram met %(count)s staven. De langste is %(label)s, met %(number)s.") % words
