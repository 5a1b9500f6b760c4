"""An entry as it is read, and its public history. Everybody comes for that page, so its two queries must be cheap."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from kenbaar.people.actors import ANYONE
from kenbaar.register.errors import EntryNotFound
from kenbaar.register.lifecycle import State, Step, public_state
from kenbaar.register.models import PublicStep
from kenbaar.register.public import public_sheet
from kenbaar.register.queries.entries import entries_visible_to
from kenbaar.register.queries.prepared import Prepared
from kenbaar.rules.answers import Sheet

_STAND_IN = "a reference"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One public step of an entry, with the version that it showed."""

    step: str
    on: dt.datetime
    version: int
    reason: dict[str, str]


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body as an entry names it."""

    slug: str
    name: dict[str, str]


@dataclass(frozen=True, slots=True)
class VersionReading:
    """A version that was ever public, with the answers that everybody may see. `id` names what never changes."""

    id: UUID
    reference: str
    body: BodyName
    number: int
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class EntryReading:
    """A public entry as it is now."""

    state: State
    changed_at: dt.datetime
    version: VersionReading


def entry_to_read(reference: str) -> EntryReading:
    """Return an entry that is or was public. Raises EntryNotFound."""
    found = _entry_query().ask(reference)
    if not found:
        raise EntryNotFound(reference)
    state, changed_at, slug, name_nl, name_en, version_id, number, sheet = found[0]
    body = BodyName(slug, {"nl": name_nl, "en": name_en})
    version = VersionReading(version_id, reference, body, number, public_sheet(Sheet(sheet)))
    return EntryReading(public_state(State(state)), changed_at, version)


def history_to_read(reference: str) -> list[HistoryLine]:
    """Return the public steps of an entry, from old to new."""
    return [HistoryLine(*line) for line in _history_query().ask(reference)]


def shows(line: HistoryLine, version: int) -> bool:
    """Say whether a step is the publication of a version."""
    return line.step == Step.PUBLISH and line.version == version


@cache
def _entry_query() -> Prepared:
    columns = ("state", "changed_at", "body__slug", "body__name_nl", "body__name_en")
    version = ("published_id", "published__number", "published__sheet")
    rows: Any = entries_visible_to(ANYONE).filter(reference=_STAND_IN)
    return Prepared(rows.values_list(*columns, *version), stand_in=_STAND_IN)


@cache
def _history_query() -> Prepared:
    steps: Any = PublicStep.objects.filter(entry__reference=_STAND_IN).order_by("id")
    return Prepared(steps.values_list("step", "on", "version__number", "reason"), stand_in=_STAND_IN)
