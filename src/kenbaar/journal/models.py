"""The shape of the journal: one line for each deed, in the order in which the deeds were committed.

Lines are only ever added; the database refuses to change or delete one (see `append_only.py`).
"""

from django.db import models


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
