"""What proves that a task was done."""

from django.db import models

from kenbaar.casework.models.tasks import Task


class FileContent(models.Model):
    """The bytes of a file, once for each hash. They go when the last evidence that shows them is removed."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    data = models.BinaryField()

    def __str__(self) -> str:
        return self.sha256


class Evidence(models.Model):
    """A file or a link that shows that a task was done.

    `address` is the link, or the name of the file. What was removed leaves its row: what it was, its hash, who removed
    it and why.
    """

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="evidence")
    title = models.CharField(max_length=200)
    address = models.CharField(max_length=2000)
    content = models.ForeignKey(FileContent, null=True, on_delete=models.PROTECT, related_name="shown_by")
    size = models.PositiveIntegerField(default=0)
    media_type = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    added_by = models.CharField(max_length=120)
    added_at = models.DateTimeField()
    removed_by = models.CharField(max_length=120, blank=True)
    removed_at = models.DateTimeField(null=True)
    removed_why = models.CharField(max_length=500, blank=True)

    class Meta:
        """In the order in which it came in; a file is there, or was removed."""

        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(sha256="", content__isnull=True)
                | (~models.Q(sha256="") & (models.Q(content__isnull=False) ^ models.Q(removed_at__isnull=False))),
                name="evidence_has_its_content",
            ),
        )

    def __str__(self) -> str:
        return f"evidence {self.pk}"

    @property
    def is_file(self) -> bool:
        """Say whether it is a file; else it is a link."""
        return bool(self.sha256)
