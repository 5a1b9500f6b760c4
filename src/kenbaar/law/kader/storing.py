"""A snapshot of the Algoritmekader as one JSON document for each tag. Who keeps it is up to others."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import ValidationError

from kenbaar.law.kader.findings import Finding
from kenbaar.law.kader.shape import Kader, KaderItem, KaderRefused
from kenbaar.rules.content_files import explained
from kenbaar.values import Frozen, both

FORMAT = "kenbaar-kader/1"


class _Snapshot(Frozen):
    format: Literal["kenbaar-kader/1"]
    tag: str
    items: tuple[KaderItem, ...]
    findings: tuple[Finding, ...]


def to_json(kader: Kader) -> dict[str, Any]:
    """Return a document that JSON can hold. What is empty is left out of it."""
    return {
        "format": FORMAT,
        "tag": kader.tag,
        "items": [item.model_dump(mode="json", exclude_defaults=True) for item in kader.items],
        "findings": [found.model_dump(mode="json", exclude_defaults=True) for found in kader.findings],
    }


def from_json(document: Mapping[str, Any]) -> Kader:
    """Return what `to_json` was given. Raises KaderRefused."""
    try:
        snapshot = _Snapshot.model_validate(document)
    except ValidationError as error:
        why = explained(error, document)[:500]
        raise KaderRefused(
            both(
                f"Deze momentopname van het Algoritmekader is niet te lezen ({why}); lees de map opnieuw in.",
                f"This snapshot of the Algoritmekader cannot be read ({why}); read the folder again.",
            )
        ) from error
    return Kader(tag=snapshot.tag, items=snapshot.items, findings=snapshot.findings)
