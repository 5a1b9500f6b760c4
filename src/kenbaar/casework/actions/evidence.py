"""Evidence: adding a file or a link to a task, and removing it with a reason."""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from kenbaar.casework import events
from kenbaar.casework.errors import EvidenceNotFound, FileNotAccepted, LinkNotAccepted
from kenbaar.casework.evidence.checking import CheckedFile, checked_file
from kenbaar.casework.evidence.kinds import NotPossible, Refused
from kenbaar.casework.evidence.scanning import scan
from kenbaar.casework.models import Evidence, FileContent, Task
from kenbaar.casework.queries.sight import tasks_seen_by
from kenbaar.casework.recording import tell, words, worked_on
from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actors import Actor

MOST_TITLE, MOST_ADDRESS, MOST_REASON = 200, 2000, 500
_DEED = "add evidence to a task"


def add_file(number: int, *, title: str, name: str, data: bytes | None, by: Actor, now: dt.datetime) -> Evidence:
    """Add a file to a task; without a title its name is one. `data` is None for one that was too large to take in.

    Raises TaskNotFound, TaskNotAllowed, WordsNeeded or FileNotAccepted.
    """
    _refuse_others(number, by)
    most = settings.EVIDENCE_LIMIT_BYTES
    if data is None:
        raise FileNotAccepted(Refused.TOO_LARGE, most_mb=most // 1024**2)
    try:
        # Outside the transaction: a scanner takes its time, and nobody must wait for it.
        file = checked_file(name, data, most_bytes=most)
        scan(data)
    except NotPossible as refused:
        raise FileNotAccepted(refused.why, most_mb=most // 1024**2) from refused
    return _keep_file(number, title or file.name, file, by=by, now=now)


@transaction.atomic
def add_link(number: int, *, title: str, address: str, by: Actor, now: dt.datetime) -> Evidence:
    """Add a link to a task; without a title the address is one.

    Raises TaskNotFound, TaskNotAllowed, WordsNeeded or LinkNotAccepted.
    """
    task = _task(number, by)
    link = address.strip()
    if not _is_of_the_web(link):
        raise LinkNotAccepted
    made = Evidence.objects.create(
        task=task,
        title=words(title, "title", most=MOST_TITLE) if title.strip() else link[:MOST_TITLE],
        address=link,
        added_by=by.name,
        added_at=now,
    )
    tell(events.EVIDENCE_ADDED, [task], by=by, now=now, evidence=made.pk, kind="link")
    return made


@transaction.atomic
def remove_evidence(number: int, *, reason: str, by: Actor, now: dt.datetime) -> None:
    """Remove evidence from its task. Its row stays, with the hash; the bytes go when no other evidence shows them.

    Raises EvidenceNotFound, TaskNotAllowed or WordsNeeded.
    """
    found = Evidence.objects.filter(pk=number, removed_at=None, task__in=tasks_seen_by(by)).first()
    if found is None:
        raise EvidenceNotFound(number)
    task = _task(found.task_id, by)
    evidence = Evidence.objects.select_for_update().filter(pk=number, removed_at=None).first()
    if evidence is None:
        raise EvidenceNotFound(number)
    evidence.removed_why = words(reason, "reason", most=MOST_REASON)
    content, evidence.content = evidence.content_id, None
    evidence.removed_by, evidence.removed_at = by.name, now
    evidence.save(update_fields=["removed_why", "content", "removed_by", "removed_at"])
    if content and not Evidence.objects.filter(content=content).exists():
        FileContent.objects.filter(pk=content).delete()
    details = {"tasks": [task.pk], "evidence": evidence.pk, "sha256": evidence.sha256}
    write_line(Deed(events.EVIDENCE_REMOVED, task.entry.reference, details), by=by.name, now=now)


@transaction.atomic
def _keep_file(number: int, title: str, file: CheckedFile, *, by: Actor, now: dt.datetime) -> Evidence:
    task = _task(number, by)
    # Two at once with the same file: the second finds the row of the first.
    FileContent.objects.bulk_create([FileContent(sha256=file.sha256, data=file.data)], ignore_conflicts=True)
    made = Evidence.objects.create(
        task=task,
        title=words(title, "title", most=MOST_TITLE),
        address=file.name,
        content_id=FileContent.objects.select_for_update().only("pk").get(pk=file.sha256).pk,
        size=len(file.data),
        media_type=file.kind.media_type,
        sha256=file.sha256,
        added_by=by.name,
        added_at=now,
    )
    tell(events.EVIDENCE_ADDED, [task], by=by, now=now, evidence=made.pk, kind="file", sha256=file.sha256)
    return made


def _refuse_others(number: int, by: Actor) -> None:
    """Refuse who may not, before anything is done with the bytes. Raises TaskNotFound or TaskNotAllowed."""
    with transaction.atomic():
        _task(number, by)


def _task(number: int, by: Actor) -> Task:
    return worked_on([number], by, _DEED)[0]


def _is_of_the_web(address: str) -> bool:
    if len(address) > MOST_ADDRESS or any(sign.isspace() or ord(sign) < 32 for sign in address):
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in {"https", "http"} and bool(parts.hostname) and parts.username is None
    except ValueError:
        return False
