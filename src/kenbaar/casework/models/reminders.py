"""Telling people of their tasks and of what else waits for them: how they want it, and what they were told."""

from django.db import models

from kenbaar.casework.models.tasks import Task
from kenbaar.people.models import Person


class How(models.TextChoices):
    """How somebody wants to be reminded: in one mail a day at most, each time at once, or never."""

    DIGEST = "digest"
    AT_ONCE = "at_once"
    NEVER = "never"


class ReminderWish(models.Model):
    """What somebody chose. `days_before` says how long before a day they hear of it; `digest_on` when they last did."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="reminder_wish")
    how = models.CharField(max_length=8, choices=How, default=How.DIGEST)
    days_before = models.PositiveSmallIntegerField(default=7)
    digest_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.person} {self.how}"


class About(models.TextChoices):
    """What a reminder is about: a new task, the target, the day of the law, or that the task is late."""

    ASSIGNED = "assigned"
    TARGET = "target"
    DUE = "due"
    LATE = "late"


class Reminder(models.Model):
    """That somebody is told of a task, once for each occasion. `sent_at` is empty as long as it waits for a mail.

    `mark` tells occasions apart: the day that comes near, or the week in which the task is late.
    """

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    about = models.CharField(max_length=8, choices=About)
    mark = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        """Each occasion counts once; the rounds look for what waits."""

        constraints = (models.UniqueConstraint(fields=("task", "person", "about", "mark"), name="reminder_once"),)
        indexes = (
            models.Index(fields=("person", "id"), name="reminder_waits", condition=models.Q(sent_at__isnull=True)),
        )

    def __str__(self) -> str:
        return f"{self.task_id} {self.about} {self.mark}"


class Matter(models.TextChoices):
    """What waits for somebody besides tasks: a review to decide on, their own that came back, a comment for them.

    And what somebody asks about a decision: it came in, its last day comes near, that day is over.
    """

    REVIEW = "review"
    RETURNED = "returned"
    MENTION = "mention"
    ASKED = "asked"
    ASKED_NEAR = "near"
    ASKED_LATE = "late"


class MatterTold(models.Model):
    """That somebody was told by mail of what waits for them; `number` is that of the review, mention or request."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    matter = models.CharField(max_length=8, choices=Matter)
    number = models.PositiveBigIntegerField()
    told_at = models.DateTimeField()

    class Meta:
        """Each matter is told once."""

        constraints = (models.UniqueConstraint(fields=("person", "matter", "number"), name="matter_told_once"),)

    def __str__(self) -> str:
        return f"{self.person} {self.matter} {self.number}"


class CalendarKey(models.Model):
    """The secret address of somebody's calendar. Only a digest of it is kept, so it is shown once."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="calendar_key")
    code_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"calendar of {self.person_id}"
