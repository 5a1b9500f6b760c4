"""Web addresses in entries, and whether they still lead somewhere."""

from django.db import models

from kenbaar.casework.links.lifecycle import Health, LinkStatus
from kenbaar.register.models import Entry


class LinkState(models.Model):
    """An address, once for all entries that name it, and what came of calling it.

    `digest` is the SHA-256 of the address: an index of whole addresses would be too long. `failures` and
    `failing_since` tell of the unbroken row of calls that failed, the last one included.
    """

    digest = models.CharField(max_length=64, unique=True)
    address = models.TextField()
    status = models.CharField(
        max_length=10,
        choices=[(each.value, each.value) for each in LinkStatus],
        default=LinkStatus.UNCHECKED.value,
    )
    http_status = models.PositiveSmallIntegerField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    next_check_at = models.DateTimeField()

    class Meta:
        """What is due is looked for by its moment; dead ones are few, and asked for on every overview."""

        indexes = (
            models.Index(fields=("next_check_at", "id"), name="link_next_check"),
            models.Index(fields=("id",), name="link_dead", condition=models.Q(status="dead")),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(status__in=[each.value for each in LinkStatus]), name="link_known_status"
            ),
        )

    def __str__(self) -> str:
        return f"link {self.pk}"

    def health(self) -> Health:
        """Return how it stands, as a value."""
        return Health(LinkStatus(self.status), self.http_status, self.failures, self.failing_since)

    def take(self, health: Health) -> None:
        """Stand as a value says."""
        self.status, self.http_status = health.status.value, health.http_status
        self.failures, self.failing_since = health.failures, health.failing_since


class LinkUse(models.Model):
    """An entry that names an address, in its working copy or in what the public reads."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="links", db_index=False)
    link = models.ForeignKey(LinkState, on_delete=models.CASCADE, related_name="uses")

    class Meta:
        """However often an entry names an address, it is one use."""

        constraints = (models.UniqueConstraint(fields=("entry", "link"), name="link_use_once"),)

    def __str__(self) -> str:
        return f"{self.entry_id} {self.link_id}"
