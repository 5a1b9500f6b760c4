"""Recording a version of the Algoritmekader."""

import datetime as dt
import hashlib

import orjson
from django.db import transaction

from kenbaar.assessments.errors import OperatorNeeded, OtherKader
from kenbaar.assessments.events import KADER_RECORDED
from kenbaar.assessments.models import KaderRelease
from kenbaar.assessments.policies import may_record_kader
from kenbaar.journal.actions import Deed, write_line
from kenbaar.law.kader.shape import Kader
from kenbaar.law.kader.storing import to_json
from kenbaar.people.actors import Actor


@transaction.atomic
def record_kader(kader: Kader, *, by: Actor, now: dt.datetime) -> KaderRelease:
    """Keep a version; the same again changes nothing. Raises OperatorNeeded, or OtherKader where the tag is taken."""
    if not may_record_kader(by):
        raise OperatorNeeded("record a version of the Algoritmekader")
    document = to_json(kader)
    digest = hashlib.sha256(orjson.dumps(document, option=orjson.OPT_SORT_KEYS)).hexdigest()
    findings = document.pop("findings")
    release, is_new = KaderRelease.objects.get_or_create(
        tag=kader.tag,
        defaults={"digest": digest, "document": document, "findings": findings, "imported_at": now},
    )
    if release.digest != digest:
        raise OtherKader(kader.tag)
    if is_new:
        details = {"digest": digest, "items": len(kader.items), "findings": len(kader.findings)}
        write_line(Deed(KADER_RECORDED, kader.tag, details), by=by.name, now=now)
    return release
