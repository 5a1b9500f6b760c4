"""What must be done about an entry."""

from django.db import models

from kenbaar.casework.lifecycle import WAITING, Kind, Proof, TaskState, proof_for
from kenbaar.casework.terms import Terms
from kenbaar.people.models import Body, Person
from kenbaar.register.models import Entry

_WAITING = models.Q(state__in=sorted(WAITING))


class Task(models.Model):
    """Something to do: a duty of the law, a re-check, a request of a colleague, or a plan of one's own.

    `body` repeats that of the entry, so that lists of a body need no other table. A duty has its `duty` id, law and
    article, its label and place in words, and `because`: the answers for which the law asks it. `due` is the day from
    which it binds this body, `due_sure` how sure that is, and `due_other` the day in another reading where lawyers
    disagree. `target` is what the body aims for; `target_chosen` says that somebody chose it. `day` is the one after
    which the task is late (see `terms.py`). `closed_why` says who ended it: the law, by no longer asking, or a person,
    with `words`.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="tasks")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Kind])
    state = models.CharField(max_length=10, choices=[(each.value, each.value) for each in TaskState])
    responsible = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="tasks", db_index=False)
    day = models.DateField(null=True)

    duty = models.CharField(max_length=80, blank=True)
    law = models.CharField(max_length=40, blank=True)
    article = models.CharField(max_length=80, blank=True)
    topic = models.CharField(max_length=40, blank=True)
    label = models.JSONField(default=dict)
    place = models.JSONField(default=dict)
    because = models.JSONField(default=list)
    names_evidence = models.BooleanField(default=False)
    title = models.CharField(max_length=200, blank=True)
    detail = models.TextField(blank=True)

    due = models.DateField(null=True)
    due_sure = models.CharField(max_length=12, blank=True)
    due_other = models.DateField(null=True)
    target = models.DateField(null=True)
    target_chosen = models.BooleanField(default=False)

    opened_by = models.CharField(max_length=120)
    opened_at = models.DateTimeField()
    closed_by = models.CharField(max_length=120, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_why = models.CharField(max_length=8, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        """Lists go by the day that counts, among what still waits."""

        ordering = ("id",)
        indexes = (
            models.Index(fields=("body", "day", "id"), name="task_body_waiting", condition=_WAITING),
            models.Index(fields=("responsible", "day", "id"), name="task_person_waiting", condition=_WAITING),
            models.Index(fields=("body", "state", "-closed_at"), name="task_body_closed"),
            models.Index(
                fields=("body", "day", "id"), name="task_recheck_waiting", condition=_WAITING & models.Q(kind="recheck")
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=("entry", "duty"), name="task_duty_once", condition=~models.Q(duty="")),
            models.UniqueConstraint(
                fields=("entry",), name="task_one_recheck_waits", condition=_WAITING & models.Q(kind="recheck")
            ),
            models.CheckConstraint(
                condition=models.Q(kind=Kind.DUTY.value) ^ models.Q(duty=""), name="task_duty_has_its_id"
            ),
            models.CheckConstraint(
                condition=_WAITING ^ models.Q(closed_at__isnull=False), name="task_waits_or_is_closed"
            ),
        )

    def __str__(self) -> str:
        return f"task {self.pk}"

    @property
    def proof(self) -> Proof:
        """What it takes to call it done."""
        return proof_for(Kind(self.kind), names_evidence=self.names_evidence)

    @property
    def waits(self) -> bool:
        """Say whether there is still something to do."""
        return TaskState(self.state) in WAITING


class BodyTerms(models.Model):
    """The terms that a body chose (see `terms.py`)."""

    body = models.OneToOneField(Body, on_delete=models.CASCADE, related_name="task_terms")
    target_weeks = models.PositiveSmallIntegerField()
    spare_weeks = models.PositiveSmallIntegerField()
    recheck_months = models.PositiveSmallIntegerField()
    recheck_weeks = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"terms of {self.body_id}"

    def as_value(self) -> Terms:
        """Return them as a value."""
        return Terms(self.target_weeks, self.spare_weeks, self.recheck_months, self.recheck_weeks)
