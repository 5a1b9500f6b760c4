"""The versions of an entry of the own body, also those that the public never saw, and what differs between two."""

from django.http import HttpRequest
from ninja import Router
from ninja.params.functions import Query

from kenbaar.api import services
from kenbaar.api.services import READING, actor_of
from kenbaar.api.working_schemas import (
    DifferenceOut,
    DifferencesOut,
    Number,
    OwnVersionLine,
    OwnVersionOut,
    SegmentOut,
)
from kenbaar.people.access import Callers, open_to
from kenbaar.register.differences import differences
from kenbaar.register.queries.versions import own_version, own_versions, sides
from kenbaar.rules.facts import vocabulary
from kenbaar.values import Language

router = Router(tags=["versions"], throttle=services.THROTTLE)


@router.get(
    "/inventory/{reference}/versions",
    auth=READING,
    response=list[OwnVersionLine],
    summary="All versions of an entry of your body",
)
@open_to(Callers.SERVICE)
def list_own_versions(request: HttpRequest, reference: str) -> list[OwnVersionLine]:
    """Return who wrote which version when, the newest first."""
    return [
        OwnVersionLine(
            version=each.number,
            digest=each.digest,
            written_by=each.written_by,
            written_at=each.written_at,
            authors=list(each.authors),
            was_public=each.was_public,
        )
        for each in own_versions(actor_of(request), reference)
    ]


@router.get(
    "/inventory/{reference}/versions/{number}",
    auth=READING,
    response=OwnVersionOut,
    summary="One version of an entry of your body",
)
@open_to(Callers.SERVICE)
def one_own_version(request: HttpRequest, reference: str, number: Number) -> OwnVersionOut:
    """Return what the entry said in this version, with who gave each answer."""
    version = own_version(actor_of(request), reference, number)
    return OwnVersionOut(
        reference=reference,
        version=version.number,
        digest=version.digest,
        written_by=version.written_by,
        written_at=version.written_at,
        authors=version.authors,
        was_public=version.public_steps.filter(step="publish").exists(),
        facts=dict(version.answers()),
        origins=version.origins,
    )


@router.get(
    "/inventory/{reference}/differences",
    auth=READING,
    response=DifferencesOut,
    summary="What differs between two versions",
)
@open_to(Callers.SERVICE)
def compare_versions(
    request: HttpRequest,
    reference: str,
    old: Number = Query(..., description="number of a version"),
    new: Number | None = Query(None, description="number of a version; the working copy unless said"),
    language: Language = Query(Language.NL, description="language of options"),
) -> DifferencesOut:
    """Return every fact that says something else, word by word; options are worded in `language`."""
    before, after = sides(actor_of(request), reference, old, new)
    return DifferencesOut(
        reference=reference,
        old=old,
        new=new,
        differences=[
            DifferenceOut(
                fact=each.fact.id,
                kind=each.kind,
                language=each.language,
                segments=[SegmentOut(kind=segment.kind, text=segment.text) for segment in each.segments],
            )
            for each in differences(before, after, vocabulary(), language=language)
        ],
    )
