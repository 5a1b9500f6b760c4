"""Which entry is a record about, and how does it stand now? Looked up for a whole batch at once."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from kenbaar.register.actions.writing import digest_of
from kenbaar.register.importing.identity import Identity, Key
from kenbaar.register.importing.incoming import Incoming
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry, EntryKey
from kenbaar.rules.answers import Sheet


@dataclass(frozen=True, slots=True)
class Standing:
    """How an entry stands: its body by name, its last version, and whether that one is still being edited."""

    reference: str
    body_id: int
    body: Mapping[str, str]
    state: str
    number: int
    sheet: Sheet
    kept: Mapping[str, Any]
    digest: str
    is_edited: bool
    changed_at: dt.datetime
    first_published_at: dt.datetime

    @property
    def is_public(self) -> bool:
        """Say whether the entry is in the register now."""
        return self.state == State.PUBLISHED

    def after(self, incoming: Incoming) -> "Standing":
        """Return how the entry stands with what a record says of it."""
        sheet, kept = incoming.merged_into(self.sheet), incoming.kept_beside(self.kept)
        return replace(self, sheet=sheet, kept=kept, digest=digest_of(sheet, kept))


class KnownEntries:
    """The entries that the records of one batch may be about, and those that come in with it."""

    def __init__(self, identities: Sequence[Identity]) -> None:
        keys = EntryKey.objects.filter(_any_of(key for identity in identities for key in identity.keys))
        entry_ids = set(keys.values_list("entry_id", flat=True))
        references = [identity.reference for identity in identities]
        found = _standings(Q(reference__in=references)) | _standings(Q(id__in=entry_ids))
        self._by_reference = {standing.reference: standing for standing in found.values()}
        self._by_key: dict[Key, str] = {}
        self._schemes: dict[str, set[str]] = {}
        for entry_id, scheme, value in EntryKey.objects.filter(entry__in=found).values_list("entry", "scheme", "value"):
            self._note((scheme, value), found[entry_id].reference)

    @property
    def references(self) -> list[str]:
        """The references of the entries that were found."""
        return list(self._by_reference)

    def standing_of(self, identity: Identity) -> Standing | None:
        """Return how the entry stands that a record is about, or None when it is new."""
        if identity.reference in self._by_reference:
            return self._by_reference[identity.reference]
        stronger: set[str] = set()
        for scheme, value in identity.keys:
            reference = self._by_key.get((scheme, value))
            # An entry with a code is another one than a record with another code, whatever their names.
            if reference is not None and not stronger & self._schemes[reference]:
                return self._by_reference[reference]
            stronger.add(scheme)
        return None

    def learn(self, identity: Identity, standing: Standing) -> Key | None:
        """Remember how an entry stands and is known; return the key if it is new. A reference needs none."""
        self._by_reference[standing.reference] = standing
        key = identity.keys[0]
        if key[0] == "reference" or key in self._by_key:
            return None
        self._note(key, standing.reference)
        return key

    def _note(self, key: Key, reference: str) -> None:
        self._by_key[key] = reference
        self._schemes.setdefault(reference, set()).add(key[0])


def _any_of(keys: Iterable[Key]) -> Q:
    """Ask for keys by scheme and value together: the index on them serves no question about values alone."""
    values: dict[str, list[str]] = {}
    for scheme, value in keys:
        values.setdefault(scheme, []).append(value)
    condition = Q()
    for scheme, wanted in values.items():
        condition |= Q(scheme=scheme, value__in=wanted)
    return condition


_COLUMNS = ("id", "reference", "state", "latest_id", "published_id", "changed_at", "first_published_at", "draft__id")
_BODY = ("body_id", "body__name_nl", "body__name_en")
_LATEST = ("latest__number", "latest__sheet", "latest__kept", "latest__digest")


def _standings(condition: Q) -> dict[int, Standing]:
    rows = Entry.objects.filter(condition).values(*_COLUMNS, *_BODY, *_LATEST)
    return {
        row["id"]: Standing(
            reference=row["reference"],
            body_id=row["body_id"],
            body={"nl": row["body__name_nl"], "en": row["body__name_en"]},
            state=row["state"],
            number=row["latest__number"],
            sheet=Sheet(row["latest__sheet"]),
            kept=row["latest__kept"],
            digest=row["latest__digest"],
            is_edited=row["latest_id"] != row["published_id"] or row["draft__id"] is not None,
            changed_at=row["changed_at"],
            first_published_at=row["first_published_at"],
        )
        for row in rows
    }
