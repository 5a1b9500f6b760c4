"""The shape of the journal: one line for each deed, in the order in which the deeds were committed.

Beside it stand the leaves of the public logs (`logs.py`), in the order in which they will be sealed, and how far each
log was sealed. Lines and leaves are only ever added; the database refuses to change or delete one (`append_only.py`).
"""

from django.db import models

from kenbaar.journal.log.logs import Log


class JournalLine(models.Model):
    """One deed: what happened, to what, by whom and when. `details` never holds personal data."""

    sequence = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    event = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)
    actor = models.CharField(max_length=120)
    details = models.JSONField(default=dict)

    class Meta:
        """Readers follow the journal by sequence, or ask what happened to one subject."""

        ordering = ("sequence",)
        indexes = (
            models.Index(fields=("subject", "sequence"), name="journal_subject_sequence"),
            models.Index(fields=("event", "sequence"), name="journal_event_sequence"),
        )

    def __str__(self) -> str:
        return f"{self.sequence} {self.event} {self.subject}"


class LogLeaf(models.Model):
    """A leaf of a log, written in the transaction of the deed that it tells of.

    `number` counts from 0 without gaps within a log: it is the leaf's place in the tree. `data` is exactly what the
    tree hashes; `content` names the bytes that it vouches for (see `LogContent`), and is empty where there are none.
    """

    log = models.CharField(max_length=12, choices=[(log.value, log.value) for log in Log])
    number = models.PositiveBigIntegerField()
    subject = models.CharField(max_length=120)
    data = models.BinaryField()
    content = models.CharField(max_length=64, blank=True)

    class Meta:
        """The sealer reads a log by number; a page asks for the leaves of one subject."""

        ordering = ("log", "number")
        indexes = (models.Index(fields=("log", "subject", "number"), name="log_leaf_subject"),)
        constraints = (
            models.UniqueConstraint(fields=("log", "number"), name="log_leaf_number_once"),
            models.CheckConstraint(condition=models.Q(log__in=[log.value for log in Log]), name="log_leaf_known_log"),
        )

    def __str__(self) -> str:
        return f"{self.log} {self.number} {self.subject}"


class LogCommitments(models.Model):
    """Leaves of the log of notices that follow each other: `first` is the number of the first of them.

    `digests` are their commitments (SHA-256, 32 bytes each), one after the other. They are written in the transaction
    of the deed that they tell of, and are about nothing that the log may name.
    """

    first = models.PositiveBigIntegerField(primary_key=True)
    digests = models.BinaryField()

    def __str__(self) -> str:
        return f"commitments from {self.first}"


class LogContent(models.Model):
    """What a leaf vouches for, compressed (zlib). `digest` is the SHA-256 of the plain bytes, in hexadecimal."""

    digest = models.CharField(max_length=64, primary_key=True)
    data = models.BinaryField()

    def __str__(self) -> str:
        return self.digest


class LogHead(models.Model):
    """How far a log was sealed: its signed checkpoint, with the cosignatures of witnesses as they come in."""

    log = models.CharField(max_length=12, primary_key=True, choices=[(log.value, log.value) for log in Log])
    size = models.PositiveBigIntegerField()
    checkpoint = models.BinaryField()
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.log} {self.size}"
