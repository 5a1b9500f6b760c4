"""What standards and the law say of an entry of the own body."""

import datetime as dt

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router
from ninja.params.functions import Query

from kenbaar.api import services
from kenbaar.api.law import OF_DUTIES
from kenbaar.api.law_schemas import DutiesOut
from kenbaar.api.problems import Problem
from kenbaar.api.services import READING, WRITING, actor_of
from kenbaar.api.working_schemas import ClassificationKept, CompletenessOut, FindingOut
from kenbaar.assessments.actions.classifying import classify_entry
from kenbaar.assessments.models import Classification
from kenbaar.assessments.queries.classifications import classification_of
from kenbaar.law.answering import told_of
from kenbaar.people.access import Callers, open_to
from kenbaar.register.queries.working import WorkingCopy, working_copy
from kenbaar.standards.checking import check
from kenbaar.standards.completeness import completeness
from kenbaar.standards.fields import Standard, standards
from kenbaar.standards.findings import FindingKind
from kenbaar.values import Language, LocalText

router = Router(tags=["judging"], throttle=services.THROTTLE)


@router.get(
    "/inventory/{reference}/completeness",
    auth=READING,
    response=list[CompletenessOut],
    summary="How complete an entry is, per standard",
)
@open_to(Callers.SERVICE)
def read_completeness(
    request: HttpRequest,
    reference: str,
    standard: str | None = Query(None, max_length=60, description="standard and version; all of them unless said"),
    language: Language = Query(Language.NL, description="language in which texts are judged"),
) -> list[CompletenessOut]:
    """Return what each standard still misses or refuses in the working copy, with the way out."""
    chosen = [each for each in standards() if standard in {None, each.key}]
    if not chosen:
        known = ", ".join(each.key for each in standards())
        raise Problem(400, "Unknown standard", f"Choose one of: {known}.")
    copy = working_copy(actor_of(request), reference)
    return [_completeness(copy, each, language) for each in chosen]


@router.get(
    "/inventory/{reference}/classification",
    auth=READING,
    response=ClassificationKept,
    by_alias=True,
    summary="What the law says of an entry of your body, as it is kept",
)
@open_to(Callers.SERVICE)
def read_classification(request: HttpRequest, reference: str) -> ClassificationKept:
    """Return what is kept about the latest version; 404 as long as it was not classified."""
    found = classification_of(actor_of(request), reference)
    if found is None:
        detail = f"The latest version of {reference} was not classified yet. POST to this address does it."
        raise Problem(404, "Not found", detail)
    return _kept(reference, found)


@router.post(
    "/inventory/{reference}/classification",
    auth=WRITING,
    response=ClassificationKept,
    by_alias=True,
    summary="Classify the latest version of an entry",
)
@open_to(Callers.SERVICE)
def classify_own_entry(request: HttpRequest, reference: str) -> ClassificationKept:
    """Ask the law as it is known today, and keep what it says; done already, it changes nothing."""
    now = timezone.now()
    return _kept(reference, classify_entry(reference, by=actor_of(request), now=now, on=timezone.localdate(now)))


@router.get(
    "/inventory/{reference}/duties",
    auth=READING,
    response=DutiesOut,
    by_alias=True,
    summary="Duties that follow from an entry of your body",
)
@open_to(Callers.SERVICE)
def read_duties(
    request: HttpRequest,
    reference: str,
    on: dt.date | None = Query(None, description="day for which to say what applies; today unless said"),
) -> HttpResponse:
    """Return the duties that follow from the working copy, with article, evidence and the day that binds your body."""
    copy = working_copy(actor_of(request), reference)
    today = timezone.localdate()
    told = told_of(copy.sheet, on=on or today, known=today)
    return HttpResponse(orjson.dumps({key: told[key] for key in OF_DUTIES if key in told}), "application/json")


def _completeness(copy: WorkingCopy, standard: Standard, language: Language) -> CompletenessOut:
    measured = completeness(copy.named, standard)
    # What an import kept of a source in this standard is judged again (see `Incoming.source_key`).
    kept = copy.kept.get(f"{standard.key}/{language}") or copy.kept.get(standard.key)
    found = check(copy.named, standard, language, kept)
    return CompletenessOut(
        standard=standard.key,
        share=measured.share,
        fields=measured.fields,
        lacking=sum(each.kind is FindingKind.MISSING for each in found),
        findings=[
            FindingOut(
                kind=each.kind,
                field=each.field,
                fact=_fact(standard, each.field),
                message=_texts(each.message),
                remedy=_texts(each.remedy),
            )
            for each in found
        ],
    )


def _fact(standard: Standard, name: str) -> str:
    """Return the fact of a field; a finding names a column of a list as `field.column`."""
    field = standard.by_id.get(name) or standard.by_id.get(name.rpartition(".")[0])
    return field.fact if field else ""


def _texts(text: LocalText) -> dict[str, str]:
    return {"nl": text.nl, "en": text.en}


def _kept(reference: str, found: Classification) -> ClassificationKept:
    said = {
        "reference": reference,
        "version": found.version.number,
        "number": found.number,
        "class": found.conclusion.class_id or None,
        "settled": found.conclusion.settled,
        "summary": found.conclusion.summary,
        "law": found.law_digest,
        "on": found.on,
        "at": found.at,
        "by": found.by,
    }
    return ClassificationKept.model_validate(said)
