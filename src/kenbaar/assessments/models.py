"""The shape of assessments.

A classification belongs to one version of an entry and to one law. It is never changed: a change of law adds the next
number to the same version, a change of facts begins at a new version. What it says stands in a conclusion, which many
classifications share.
"""

from django.db import models

from kenbaar.assessments.conclusions import Conclusion, LawKey
from kenbaar.register.models import EntryVersion


class StoredConclusion(models.Model):
    """What the law says about a set of facts, once. `class_id` is empty as long as no class holds."""

    digest = models.CharField(max_length=64, unique=True)
    class_id = models.CharField(max_length=60, blank=True)
    settled = models.BooleanField()
    summary = models.JSONField()

    def __str__(self) -> str:
        return self.class_id or "open"

    def as_value(self) -> Conclusion:
        """Return it as a value."""
        return Conclusion(self.class_id, self.settled, self.summary)


class Classification(models.Model):
    """What one law says about one version of an entry; the highest `number` of a version counts.

    `previous` is what counted for the entry before: by another law about the same version, or about an earlier one.
    `law_known` is the day from which the content knew the law so, `known` and `on` the days for which was asked.
    """

    version = models.ForeignKey(EntryVersion, on_delete=models.PROTECT, related_name="classifications", db_index=False)
    number = models.PositiveIntegerField()
    previous = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    conclusion = models.ForeignKey(StoredConclusion, on_delete=models.PROTECT, related_name="classifications")
    facts_digest = models.CharField(max_length=64)
    law_digest = models.CharField(max_length=64)
    law_known = models.DateField()
    engine = models.PositiveSmallIntegerField()
    known = models.DateField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        """Classifications of a version are numbered from 1: two that are made at once cannot both be the next."""

        ordering = ("version", "number")
        constraints = (
            models.UniqueConstraint(fields=("version", "number"), name="classification_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="classification_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.version_id}.{self.number}"

    @property
    def law(self) -> LawKey:
        """Which law was asked."""
        return LawKey(self.law_digest, self.law_known, self.engine)


class KaderRelease(models.Model):
    """A version of the Algoritmekader as it was read, with what was wrong in it (see `law/kader/storing.py`)."""

    tag = models.CharField(max_length=120, unique=True)
    digest = models.CharField(max_length=64)
    document = models.JSONField()
    findings = models.JSONField(default=list)
    imported_at = models.DateTimeField()

    class Meta:
        """Releases go by the order in which they came in."""

        ordering = ("id",)

    def __str__(self) -> str:
        return self.tag
