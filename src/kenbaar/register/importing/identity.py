"""Which entry is this record about? Pure: a record in, its keys and its public day out."""

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from kenbaar.register.references import is_lars, is_own_reference, reference_from
from kenbaar.rules.answers import Sheet

# Where the known sources write the code of an entry and the day of its publication.
_CODE_FIELDS = ("lars", "algorithm_id", "reference", "id")
_UUID_FIELDS = ("uuid", "id")
_DAY_FIELDS = ("publication_dt", "changed_at", "create_dt", "geregistreerd")
# Registers of algorithms are younger; a year before this is the start of some program's calendar.
FIRST_YEAR = 1990
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_LIKE_LARS = re.compile(r"[0-9]{8}")

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Identity:
    """How an entry is known: `keys` from strong to weak as (scheme, value), and its permanent reference if new."""

    keys: tuple[Key, ...]
    reference: str

    @property
    def has_code(self) -> bool:
        """Say whether the source gave it a code, so that it need not be known by its name."""
        return self.keys[0][0] != "name"


def identity_of(record: Mapping[str, object], sheet: Sheet) -> Identity:
    """Tell who a record is: its code, else its UUID, else the name and the body (and part) that uses it.

    A code is a LARS code, or a reference that Kenbaar gave and that came back in one of its own exports. The name is a
    key of every record: an entry that came without code is found again when a later file has one.
    """
    keys = []
    codes = _strings(record, _CODE_FIELDS)
    lars = next((code for code in codes if is_lars(code)), "")
    if lars:
        keys.append(("lars", lars))
    own = next((code for code in codes if is_own_reference(code)), "")
    if own and not lars:
        keys.append(("reference", own))
    uuid = next((code.lower() for code in _strings(record, _UUID_FIELDS) if _UUID.fullmatch(code)), "")
    if uuid:
        keys.append(("uuid", uuid))
    keys.append(("name", _name_key(sheet)))
    scheme, value = keys[0]
    return Identity(tuple(keys), lars or own or reference_from(f"{scheme}:{value}"))


def wrong_code(record: Mapping[str, object]) -> tuple[str, str] | None:
    """Return the field and the text of what looks like a LARS code and is none; None when there is no such thing."""
    codes = ((field, str(record[field]).strip()) for field in _CODE_FIELDS if record.get(field))
    return next(((field, code) for field, code in codes if _LIKE_LARS.fullmatch(code) and not is_lars(code)), None)


def numbered(identity: Identity, occurrence: int) -> Identity:
    """Return the identity of the second, third ... record with the same name and body in one file."""
    scheme, value = identity.keys[-1]
    key = (scheme, f"{value}#{occurrence}")
    return Identity((*identity.keys[:-1], key), reference_from(f"{scheme}:{key[1]}"))


def public_day(record: Mapping[str, object]) -> dt.datetime | None:
    """Return the moment at which the source published this version, or None when it does not say."""
    for text in _strings(record, _DAY_FIELDS):
        try:
            moment = dt.datetime.fromisoformat(text)
        except ValueError:
            continue
        if moment.year >= FIRST_YEAR:
            return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return None


def _strings(record: Mapping[str, object], fields: tuple[str, ...]) -> list[str]:
    return [str(record[field]).strip() for field in fields if record.get(field)]


def _name_key(sheet: Sheet) -> str:
    parts = []
    for fact_id in ("organisation_name", "department", "name"):
        texts = sheet.texts(fact_id)
        parts.append(" ".join(next(iter(texts.values()), "").casefold().split()))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:40]
