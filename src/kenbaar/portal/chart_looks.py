"""How charts look: Vega-Lite specifications in the colours of the site. Pure.

Labels stand above their bar instead of beside it, so that a long name fits on a phone.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

Rows = Sequence[tuple[str, tuple[int, ...], dt.date | None]]

_ACCENT, _QUIET, _INK, _LINE = "#0b6169", "#cfdedf", "#33424a", "#e3e8ea"
_ROW_HEIGHT, _LINE_CHART_HEIGHT = 46, 240
_TEXT_SIZE = 15
_LOOK = {
    "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
    "background": None,
    "padding": 2,
    "config": {
        # A drawing in an <img> cannot load the typeface of the page.
        "font": "Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif",
        "view": {"stroke": None},
        "axis": {
            "labelColor": _INK,
            "labelFontSize": _TEXT_SIZE - 2,
            "grid": True,
            "gridColor": _LINE,
            "domain": False,
            "ticks": False,
            "title": None,
        },
    },
}


def bar_spec(rows: Rows, width: int) -> dict[str, Any]:
    """Return horizontal bars; a second number is drawn as the whole behind the first."""
    values = [
        {"place": place, "label": label, "part": numbers[0], "whole": numbers[-1], "said": _said(numbers)}
        for place, (label, numbers, _start) in enumerate(rows)
    ]
    most = max(numbers[-1] for _label, numbers, _start in rows)
    layers = [_bar("part", _ACCENT, most), _text("label", 0, "left"), _text("said", width, "right")]
    if any(len(numbers) > 1 for _label, numbers, _start in rows):
        layers.insert(0, _bar("whole", _QUIET, most))
    return {
        **_LOOK,
        "data": {"values": values},
        "width": width,
        "height": {"step": _ROW_HEIGHT},
        "encoding": {"y": {"field": "place", "type": "ordinal", "axis": None}},
        "layer": layers,
    }


def line_spec(rows: Rows, width: int) -> dict[str, Any]:
    """Return a line over the months, of the last number of each row."""
    values = [{"month": start.isoformat(), "total": numbers[-1]} for _label, numbers, start in rows if start]
    time = {"field": "month", "type": "temporal", "axis": {"format": "%Y", "tickCount": "year", "grid": False}}
    return {
        **_LOOK,
        "data": {"values": values},
        "width": width,
        "height": _LINE_CHART_HEIGHT,
        "encoding": {"x": time, "y": {"field": "total", "type": "quantitative", "axis": {"tickCount": 4}}},
        "layer": [
            {"mark": {"type": "area", "color": _QUIET, "opacity": 0.5, "interpolate": "step-after"}},
            {"mark": {"type": "line", "color": _ACCENT, "strokeWidth": 3, "interpolate": "step-after"}},
        ],
    }


def _bar(field: str, colour: str, most: int) -> dict[str, Any]:
    scale = {"domain": [0, most], "nice": False}
    return {
        "mark": {"type": "bar", "height": 10, "yOffset": 9, "cornerRadius": 5, "color": colour},
        "encoding": {"x": {"field": field, "type": "quantitative", "axis": None, "scale": scale}},
    }


def _text(field: str, place: int, align: str) -> dict[str, Any]:
    mark = {"type": "text", "align": align, "dy": -10, "fontSize": _TEXT_SIZE, "color": _INK, "limit": 0}
    return {"mark": mark, "encoding": {"x": {"value": place}, "text": {"field": field, "type": "nominal"}}}


def _said(numbers: tuple[int, ...]) -> str:
    return " / ".join(map(str, numbers))
