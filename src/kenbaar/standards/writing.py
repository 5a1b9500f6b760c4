"""From facts to a record of a standard. What a source wrote comes back letter for letter while its answer stands.

`kept` is what `reading` kept of the source. A fact that somebody edited since wins over what the source wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kenbaar.rules.answers import Sheet
from kenbaar.standards.checking import check
from kenbaar.standards.fields import Standard
from kenbaar.standards.findings import Finding
from kenbaar.standards.lists import flat
from kenbaar.standards.rendering import mark, plan_of, shown

__all__ = ["Kept", "Written", "flat", "write"]

Kept = Mapping[str, Any]


@dataclass(frozen=True)
class Written:
    """A record: keys to strings, lists, or what the source wrote. `findings` says what a reader will miss in it."""

    record: dict[str, Any]
    sheet: Sheet
    standard: Standard
    language: str
    kept: Kept

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is missing, too long or of a dead shape. Worked out when asked: an export of everything does not ask."""
        return check(self.sheet, self.standard, self.language, self.kept)


def write(sheet: Sheet, standard: Standard, language: str, kept: Kept | None = None) -> Written:
    """Write a sheet as a record. `kept` is what `read` kept of the same standard and language."""
    kept = kept or {}
    form: Mapping[str, Any] = kept.get("form", {})
    keys = standard.layouts.get(form.get("layout", ""), standard.keys)
    plan = plan_of(standard, tuple(form["keys"]) if "keys" in form else keys)
    empty = None if form.get("null") else ""
    is_flat = bool(form.get("flat"))
    spelled: Mapping[str, Any] = kept.get("spelled", {})
    # What could not be read comes back as long as nobody has answered the question.
    record: dict[str, Any] = {**dict.fromkeys(plan.keys, empty), **plan.defaults, **kept.get("said", {})}
    for key, field in plan.fields:
        answer, source = sheet.get(field.fact), spelled.get(key)
        if answer is None and source is None:
            continue
        value = shown(field, answer, language, standard, is_flat=is_flat)
        if source is not None and source["of"] == mark(answer, value):
            before, after = source.get("around", ("", ""))
            record[key] = source.get("raw", f"{before}{value}{after}")
        elif value:
            record[key] = value
        elif answer is not None:
            record[key] = plan.defaults.get(key, empty)
    record.update(kept.get("own", {}))
    return Written(record, sheet, standard, language, kept)
