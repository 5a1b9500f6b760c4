"""What changed in the facts of an entry between two of its records, a line a fact."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kenbaar.register.differences import Difference, Kind, Segment, differences
from kenbaar.rules.answers import Sheet
from kenbaar.rules.facts import vocabulary
from kenbaar.standards.files.refusals import shown
from kenbaar.values import Language


def lines_of(changed: Iterable[Difference], speak: Language) -> Iterator[str]:
    """Give a line for each fact that changed: what it said before, and now."""
    for one in changed:
        label = f"{one.fact.label.to(speak)}{f' ({one.language})' if one.language else ''}"
        yield _line(label, _words(one.segments, Kind.REMOVED), _words(one.segments, Kind.ADDED))


def lines_between(before: dict[str, Any], now: dict[str, Any], speak: Language) -> Iterator[str]:
    """Give a line for each fact that differs, also where another log has facts of its own."""
    known = vocabulary()
    try:
        yield from list(lines_of(differences(Sheet(before), Sheet(now), known, language=speak), speak))
        others = {name for name in (*before, *now) if name not in known}
    except (KeyError, TypeError, AttributeError, ValueError):
        # An answer of another form than ours is shown as it is.
        others = {*before, *now}
    for name in sorted(others):
        if before.get(name) != now.get(name):
            yield _line(name, before.get(name, ""), now.get(name, ""))


def _words(segments: Sequence[Segment], fate: Kind) -> str:
    """Return the words with one fate; what stayed the same is left out as `…`."""
    found = [(part.kind, "…" if part.kind is Kind.SAME else part.text.strip()) for part in segments]
    kept = [text for kind, text in found if kind in {Kind.SAME, fate}]
    return " ".join(text for at, text in enumerate(kept) if not (at and text == kept[at - 1] == "…"))


def _line(label: str, before: Any, now: Any) -> str:
    return f"    {shown(label)}: {shown(before) or '-'} → {shown(now) or '-'}"
