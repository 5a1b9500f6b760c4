"""The shape of what waits to leave the site."""

from django.db import models

from kenbaar.people.models import Body
from kenbaar.people.sealed import SealedText


class Mail(models.Model):
    """A mail that waits, has left or was given up.

    `next_try_at` says from when somebody may take it to send it; empty when it has ended (`ended_at`), and from then on
    address, subject and text are empty as well. `reason` says why it was written, `about` what for, such as
    `invitation 12`.
    """

    address = SealedText(blank=True)
    subject = SealedText(blank=True)
    text = SealedText(blank=True)
    reason = models.CharField(max_length=40)
    about = models.CharField(max_length=120, blank=True, db_index=True)
    queued_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    sent = models.BooleanField(default=False)
    trouble = models.CharField(max_length=60, blank=True)

    class Meta:
        """A sender asks what is due."""

        indexes = (
            models.Index(fields=("next_try_at",), name="mail_due", condition=models.Q(next_try_at__isnull=False)),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(next_try_at__isnull=True) ^ models.Q(ended_at__isnull=True),
                name="mail_waits_or_has_ended",
            ),
        )

    def __str__(self) -> str:
        return f"mail {self.pk}"


class Subscription(models.Model):
    """A system of a body that is told what happens to the entries of that body.

    `events` are the names of those it wants; none means all. `cursor` is the last journal line that was looked at.
    A system takes one message at a time, in order: `next_try_at` says from when, and `taken_until` that somebody is
    at it. `failing_since` is the first failure after the last success.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="subscriptions")
    name = models.CharField(max_length=120)
    address = SealedText()
    events = models.JSONField(default=list)
    secret = SealedText()
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    active = models.BooleanField(default=True)
    cursor = models.BigIntegerField()
    next_try_at = models.DateTimeField()
    taken_until = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)

    class Meta:
        """In the order in which they were made."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"subscription {self.pk}"


class Delivery(models.Model):
    """One message to one system: the line of the journal that it tells of, or a test.

    `ended_at` is empty while it waits. `trouble` says in one word what was wrong the last time.
    """

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="deliveries")
    sequence = models.BigIntegerField()
    is_test = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    arrived = models.BooleanField(default=False)
    status = models.PositiveSmallIntegerField(null=True)
    trouble = models.CharField(max_length=40, blank=True)

    class Meta:
        """A line is told once to each system."""

        constraints = (models.UniqueConstraint(fields=("subscription", "sequence"), name="delivery_of_a_line_once"),)
        indexes = (
            models.Index(
                fields=("subscription", "sequence"), name="delivery_waits", condition=models.Q(ended_at__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"delivery {self.pk}"
