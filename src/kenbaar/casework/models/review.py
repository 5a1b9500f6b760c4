"""The shape of reviews: who was asked to look at which version, what they said of it, and what a body asks for."""

from django.db import models

from kenbaar.casework.stages import NOT_OVER, Stage
from kenbaar.people.models import Body, Person
from kenbaar.register.models import Entry, EntryVersion

MOST_WORDS = 4000
TARGET_DAYS = 10


class Review(models.Model):
    """A version that somebody handed in, and what became of it.

    `note` is what who asked wrote for who reviews, `answer` what who wants changes wrote back. `class_id` is what the
    law engine said of the version when it was handed in, for lists. `held` says why a publication that was decided on
    did not go through (see `stages.Held`).
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="reviews")
    version = models.ForeignKey(EntryVersion, on_delete=models.PROTECT, related_name="reviews")
    stage = models.CharField(max_length=16, choices=[(each.value, each.value) for each in Stage])
    asked_by = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    note = models.TextField(blank=True)
    target_on = models.DateField()
    class_id = models.CharField(max_length=60, blank=True)
    approved_by = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True)
    planned_on = models.DateField(null=True)
    needs_central = models.BooleanField(default=False)
    checked_by = models.CharField(max_length=120, blank=True)
    checked_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    ended_by = models.CharField(max_length=120, blank=True)
    ended_at = models.DateTimeField(null=True)
    held = models.CharField(max_length=12, blank=True)

    class Meta:
        """A queue goes by stage and target day; an entry has one review that is not over."""

        indexes = (
            models.Index(fields=("stage", "target_on", "id"), name="review_queue"),
            models.Index(fields=("planned_on",), name="review_planned", condition=models.Q(stage=Stage.APPROVED.value)),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("entry",),
                condition=models.Q(stage__in=[each.value for each in NOT_OVER]),
                name="review_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=[each.value for each in Stage]), name="review_known_stage"
            ),
            models.CheckConstraint(
                condition=~models.Q(stage=Stage.APPROVED.value)
                | (~models.Q(approved_by="") & models.Q(approved_at__isnull=False)),
                name="review_approved_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"review {self.pk}"


class Comment(models.Model):
    """Something that somebody says of an entry, or of one fact of it. It is not changed, only resolved.

    A `blocking` one stands in the way of publication until it is resolved. A `shared` one is between the body and the
    central reviewer; what is not shared stays inside the body. An answer has a `parent` and is resolved with it.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="comments")
    version = models.ForeignKey(EntryVersion, null=True, on_delete=models.PROTECT, related_name="+")
    fact = models.CharField(max_length=80, blank=True)
    text = models.TextField()
    by = models.CharField(max_length=120)
    at = models.DateTimeField()
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="answers")
    blocking = models.BooleanField(default=False)
    shared = models.BooleanField(default=False)
    resolved_by = models.CharField(max_length=120, blank=True)
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        """The oldest first."""

        ordering = ("id",)
        indexes = (models.Index(fields=("entry", "resolved_at"), name="comment_entry_open"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | models.Q(blocking=False), name="comment_answers_do_not_block"
            ),
        )

    def __str__(self) -> str:
        return f"comment {self.pk}"


class Mention(models.Model):
    """Somebody whose eyes a comment asks for."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        """A page asks what waits for one person."""

        indexes = (
            models.Index(fields=("person", "id"), name="mention_unseen", condition=models.Q(seen_at__isnull=True)),
        )
        constraints = (models.UniqueConstraint(fields=("comment", "person"), name="mention_once"),)

    def __str__(self) -> str:
        return f"mention {self.pk}"


class ReviewRules(models.Model):
    """What a body asks for beside what everybody must: see `docs/how-to/review-and-publish.md`."""

    body = models.OneToOneField(Body, on_delete=models.CASCADE, related_name="review_rules")
    target_days = models.PositiveSmallIntegerField(default=TARGET_DAYS)
    required_facts = models.JSONField(default=list)
    central_check = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"review rules of {self.body_id}"
