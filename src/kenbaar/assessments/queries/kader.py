"""The versions of the Algoritmekader that were recorded, and how they help with duties."""

from collections.abc import Iterable

from kenbaar.assessments.errors import KaderNotFound
from kenbaar.assessments.models import KaderRelease
from kenbaar.law.compiled import Law
from kenbaar.law.kader.linking import Link, linked
from kenbaar.law.kader.shape import Kader
from kenbaar.law.kader.storing import from_json


def kader_tags() -> list[str]:
    """Return the tags of the recorded versions, in the order in which they came in."""
    return list(KaderRelease.objects.order_by("id").values_list("tag", flat=True))


def kader(tag: str | None = None) -> Kader:
    """Return a recorded version, or the one that came in last. Raises KaderNotFound."""
    rows = KaderRelease.objects.filter(tag=tag) if tag else KaderRelease.objects.all()
    release = rows.order_by("id").last()
    if release is None:
        raise KaderNotFound(tag or "")
    return from_json({**release.document, "findings": release.findings})


def kader_links(law: Law, tag: str | None = None) -> tuple[Link, ...]:
    """Return which requirements, measures and instruments help with which duties of a law. Raises KaderNotFound."""
    return linked(kader(tag), places_of_duties(law))


def places_of_duties(law: Law) -> Iterable[tuple[str, str, str]]:
    """Return each duty as `linked` asks for it: its id, its law and its article."""
    return [(duty.shape.id, duty.shape.law, duty.shape.article) for duty in law.duties]
