"""Evidence as it is shown and handed out, to who may see its task."""

from dataclasses import dataclass

from kenbaar.casework.errors import EvidenceNotFound
from kenbaar.casework.models import Evidence, Task
from kenbaar.casework.queries.sight import tasks_seen_by
from kenbaar.people.actors import Actor


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file to hand out."""

    name: str
    media_type: str
    data: bytes
    sha256: str


def evidence_of(task: Task) -> list[Evidence]:
    """Return the evidence of a task, also what was removed. The task comes from a query that took the actor."""
    return list(Evidence.objects.filter(task=task))


def file_of(actor: Actor, number: int) -> FileShown:
    """Return the file of a piece of evidence. Raises EvidenceNotFound, also for who may not see the task."""
    rows = Evidence.objects.filter(pk=number, content__isnull=False, task__in=tasks_seen_by(actor))
    evidence = rows.select_related("content").first()
    if evidence is None or evidence.content is None:
        raise EvidenceNotFound(number)
    return FileShown(evidence.address, evidence.media_type, bytes(evidence.content.data), evidence.sha256)


def task_of_evidence(actor: Actor, number: int) -> int:
    """Return the number of the task that evidence belongs to. Raises EvidenceNotFound."""
    rows = Evidence.objects.filter(pk=number, task__in=tasks_seen_by(actor))
    task = rows.values_list("task_id", flat=True).first()
    if task is None:
        raise EvidenceNotFound(number)
    return task
