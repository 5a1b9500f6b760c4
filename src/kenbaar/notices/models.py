"""The shape of notices: with which profile and keys they are issued, what is kept of each, and what people asked.

Nothing of a decision can be read in these tables: what a notice says is sealed (`envelopes`), and a decision is known
only by what its code leads to.
"""

import uuid

from django.db import models

from kenbaar.law.term_shapes import Requested
from kenbaar.notices.lifecycle import RequestState, Stage, Standing
from kenbaar.people.models import Body
from kenbaar.people.sealed import SealedText
from kenbaar.register.models import Entry, EntryVersion


class NoticeProfile(models.Model):
    """A kind of decision of a body in which an entry takes part. `slug` is its name for machines, once per body."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="notice_profiles")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="notice_profiles")
    slug = models.SlugField(max_length=60)
    current = models.ForeignKey("ProfileVersion", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A body's profiles go by name."""

        ordering = ("body", "slug")
        constraints = (models.UniqueConstraint(fields=("body", "slug"), name="notice_profile_slug_once"),)

    def __str__(self) -> str:
        return self.slug


class ProfileVersion(models.Model):
    """What a profile says, for a version of its entry. A draft changes as people type; from hand-in on it is frozen.

    `content` is a `decisions.profile.Profile` as JSON; `digest` the hex SHA-256 of its canonical bytes, empty while it
    is a draft. `revision` counts the changes of a draft, so that nobody overwrites a colleague in silence. `authors`
    are all who wrote in it: none of them approves it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    profile = models.ForeignKey(NoticeProfile, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    entry_version = models.ForeignKey(EntryVersion, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Stage])
    content = models.JSONField()
    digest = models.CharField(max_length=64, blank=True)
    revision = models.PositiveIntegerField(default=0)
    authors = models.JSONField(default=list)
    submitted_by = models.CharField(max_length=120, blank=True)
    submitted_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    approved_by = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        """Versions of a profile are numbered from 1; one of them is being written or looked at, and one approved."""

        ordering = ("profile", "number")
        constraints = (
            models.UniqueConstraint(fields=("profile", "number"), name="profile_version_number_once"),
            models.UniqueConstraint(
                fields=("profile",),
                condition=models.Q(stage__in=[Stage.DRAFT.value, Stage.SUBMITTED.value]),
                name="profile_version_one_open",
            ),
            models.UniqueConstraint(
                fields=("profile",), condition=models.Q(stage=Stage.APPROVED.value), name="profile_version_one_approved"
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=[each.value for each in Stage]), name="profile_version_known_stage"
            ),
            models.CheckConstraint(
                condition=models.Q(stage=Stage.DRAFT.value) | ~models.Q(digest=""), name="profile_version_frozen"
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=[Stage.APPROVED.value, Stage.REPLACED.value])
                | (~models.Q(approved_by="") & models.Q(approved_at__isnull=False)),
                name="profile_version_approved_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.profile_id}.{self.number}"


class ReadingKey(models.Model):
    """The public half (X25519, 32 bytes) of a key with which a body can read its notices without a citizen's code.

    The private half is a file that the body keeps; it is never here. Notices are wrapped for the newest key.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="reading_keys")
    public = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()

    class Meta:
        """The newest counts."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"reading key {self.pk}"


class Batch(models.Model):
    """Notices that were issued in one transaction: a part of a file, or a single one.

    `source` is the name of the run over a file (random, in hexadecimal), `part` the place in there from 0: together
    they make sure that a part is issued once. Both are empty for a single notice. `ephemeral` is the public half of the
    key that wraps these notices for `reading_key`. `first` is the number of the first leaf; the others follow it.
    """

    version = models.ForeignKey(ProfileVersion, on_delete=models.PROTECT, related_name="+")
    reading_key = models.ForeignKey(ReadingKey, on_delete=models.PROTECT, related_name="+")
    ephemeral = models.BinaryField(max_length=32)
    source = models.CharField(max_length=64, blank=True)
    part = models.PositiveIntegerField(default=0)
    first = models.PositiveBigIntegerField()
    issued = models.PositiveIntegerField()
    repeated = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    issued_at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        """A part of a file is issued once with one version of a profile."""

        constraints = (
            models.UniqueConstraint(
                fields=("version", "source", "part"), condition=~models.Q(source=""), name="batch_part_once"
            ),
        )

    def __str__(self) -> str:
        return f"batch {self.pk}"


class Notice(models.Model):
    """A notice: `id` is the number of its leaf in the notice log.

    `month` is the first day of the month of the decision, by which PostgreSQL keeps notices in parts. `lookup` follows
    from the citizen's code, which follows from the notice secret, the reference of the decision and the edition of its
    notice: so it is also by what a decision is known. `edition` counts the notices of a decision that were drawn with
    one secret, from 1. `envelope` is what the notice says, encrypted, with its key wrapped for the citizen and for the
    body (`envelopes.sealing`); it is empty once the notice was erased.
    """

    id = models.PositiveBigIntegerField(primary_key=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    standing = models.CharField(max_length=10, default=Standing.VALID.value, db_default=Standing.VALID.value)
    lookup = models.BinaryField(max_length=16)
    edition = models.PositiveSmallIntegerField(default=1, db_default=1)
    envelope = models.BinaryField()

    class Meta:
        """A code leads to one notice, and so does an edition of a decision."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(standing__in=[each.value for each in Standing]), name="notice_known_standing"
            ),
            # With the month, by which PostgreSQL keeps them: a unique index has to hold it there.
            models.UniqueConstraint(fields=("lookup", "month"), name="notice_lookup_once"),
        )

    def __str__(self) -> str:
        return f"notice {self.pk}"


class Tally(models.Model):
    """How many notices of a version of a profile stand how, by month of the decision; figures need not count."""

    version = models.ForeignKey(ProfileVersion, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    standing = models.CharField(max_length=10)
    count = models.PositiveBigIntegerField(default=0)

    class Meta:
        """One count each."""

        constraints = (models.UniqueConstraint(fields=("version", "month", "standing"), name="tally_once"),)

    def __str__(self) -> str:
        return f"{self.version_id} {self.month} {self.standing}"


class NoticeStep(models.Model):
    """Something that happened to a notice after it was issued: withdrawn, corrected or erased. Never changed.

    `leaf` is the number of its own leaf in the notice log, which commits to `record`: canonical bytes that say which
    leaf it is about, what happened and when, with a salt. `follower` is the notice that came in its place.
    """

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="steps", db_constraint=False)
    step = models.CharField(max_length=10)
    leaf = models.PositiveBigIntegerField(unique=True)
    record = models.BinaryField()
    follower = models.ForeignKey(
        Notice, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        """From old to new."""

        ordering = ("notice", "id")

    def __str__(self) -> str:
        return f"{self.notice_id} {self.step}"


class Request(models.Model):
    """What somebody asks about a decision: the explanation, a human, to mend data, or the notice that lacks.

    What people write is sealed, and so is the answer. `notice` is None for a decision without a notice. `receipt_key`
    is what the receipt that the person got leads to (derived, as a code is). `due_on` is the last day that the law
    allows, None where no law surely sets one; `term` names the rule of `content` that said so. `answer_by` is the day
    by which one is in time by every law that may apply, also where lawyers disagree: the queue goes by it.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="notice_requests")
    notice = models.ForeignKey(
        Notice, null=True, on_delete=models.PROTECT, related_name="requests", db_constraint=False
    )
    kind = models.CharField(max_length=14, choices=[(each.value, each.value) for each in Requested])
    state = models.CharField(max_length=10, choices=[(each.value, each.value) for each in RequestState])
    language = models.CharField(max_length=2)
    words = SealedText(blank=True)
    contact = SealedText(blank=True)
    receipt_key = models.BinaryField(max_length=16, unique=True)
    received_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    term = models.CharField(max_length=60, blank=True)
    answer_by = models.DateField(null=True)
    answer = SealedText(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=120, blank=True)

    class Meta:
        """The queue of a body goes by the day to answer by."""

        indexes = (models.Index(fields=("body", "state", "answer_by", "id"), name="request_queue"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state=RequestState.OPEN.value)
                | (models.Q(answered_at__isnull=False) & ~models.Q(answered_by="")),
                name="request_answered_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"request {self.pk}"


class Reconciliation(models.Model):
    """What came of comparing the decisions of a profile in a month with its notices: figures only.

    `decisions` is how many the body handed over, `noticed` how many of them have a valid notice, `loose` how many valid
    notices belong to none of them.
    """

    profile = models.ForeignKey(NoticeProfile, on_delete=models.PROTECT, related_name="reconciliations")
    month = models.DateField()
    decisions = models.PositiveBigIntegerField()
    noticed = models.PositiveBigIntegerField()
    loose = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        """The newest of a month counts."""

        ordering = ("profile", "month", "id")

    def __str__(self) -> str:
        return f"{self.profile_id} {self.month}"
