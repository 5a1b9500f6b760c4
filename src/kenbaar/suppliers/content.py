"""What a version of a template says, as a value, and what keeps it from being saved. Pure."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from kenbaar.rules.answers import Sheet, check_sheet
from kenbaar.rules.facts import vocabulary
from kenbaar.suppliers.fitting import facts_of_templates, has_gap

# Ten times the longest of the real templates.
_MOST_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class Content:
    """What a template says: `sheet` and `kept` as in `TemplateVersion`, and what the product is called in contracts."""

    sheet: Sheet
    kept: Mapping[str, Any] = field(default_factory=dict)
    standard: str = ""
    product: str = ""

    def digest(self) -> str:
        """Return what tells two versions apart. How a source spelled and laid out its answers does not count."""
        said = {name: part for name, part in self.kept.items() if name != "source"}
        said["said"] = self.kept.get("source", {}).get("said", {})
        return hashlib.sha256(self.sheet.to_json() + orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()

    def problems(self) -> list[str]:
        """List why it cannot be saved, one sentence each."""
        found = check_sheet(self.sheet, vocabulary())
        for fact, answer in self.sheet.items():
            if fact in vocabulary() and fact not in facts_of_templates():
                found.append(f"{fact}: only the body that uses the product can say this")
            elif not found and has_gap(fact, answer):
                found.append(f"{fact}: this text has a gap to fill in; leave the fact out")
        if not self.sheet.texts("name"):
            found.append("name: a template has a name")
        if len(self.sheet.to_json()) > _MOST_BYTES:
            found.append(f"it is longer than {_MOST_BYTES} bytes")
        return found
