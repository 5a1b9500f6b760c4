"""The shape of templates and of following them.

A template is a name plate; what it says lives in versions, which never change. What a body answered to a proposal
never changes either.
"""

from django.db import models

from kenbaar.people.models import Body
from kenbaar.register.models import Entry
from kenbaar.rules.answers import Sheet


class Template(models.Model):
    """What an organisation tells of a product, for whoever uses it. `slug` is its name in addresses, and permanent.

    `product` is what the product is called in contracts, where that is another name. Retired, a template stays with
    those who follow it and is offered to nobody else.
    """

    keeper = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="templates")
    slug = models.SlugField(max_length=80)
    name_nl = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    product = models.CharField(max_length=200, blank=True)
    latest = models.ForeignKey("TemplateVersion", null=True, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True)

    class Meta:
        """Lists go by name."""

        ordering = ("name_nl", "name_en", "id")
        constraints = (models.UniqueConstraint(fields=("keeper", "slug"), name="template_once"),)
        indexes = (models.Index(fields=("name_nl", "name_en", "id"), name="template_name"),)

    def __str__(self) -> str:
        return f"template {self.pk}"

    @property
    def name(self) -> dict[str, str]:
        """The name per language, in those that it has."""
        return {language: name for language, name in (("nl", self.name_nl), ("en", self.name_en)) if name}


class TemplateVersion(models.Model):
    """What a template said at one moment. Rows are never changed; the database refuses it.

    `sheet` holds the answers that a body can take over. `kept` is what a source said besides: `source` as its standard
    keeps it (see `standards/reading.py`), and `own` and `gaps` the answers that only a body can give (`fitting.py`).
    """

    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    sheet = models.JSONField()
    kept = models.JSONField(default=dict)
    standard = models.CharField(max_length=60, blank=True)
    digest = models.CharField(max_length=64)
    written_by = models.CharField(max_length=120)
    written_at = models.DateTimeField()

    class Meta:
        """Versions of a template are numbered from 1 without gaps."""

        ordering = ("template", "number")
        constraints = (
            models.UniqueConstraint(fields=("template", "number"), name="template_version_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="template_version_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.template_id}.{self.number}"

    def answers(self) -> Sheet:
        """Return the sheet as a value."""
        return Sheet(self.sheet)


class Adoption(models.Model):
    """An entry follows a template, until `ended_at`.

    Everything up to the version `seen` has been answered; empty as long as the first version was not answered whole.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="adoptions")
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="adoptions")
    seen = models.ForeignKey(TemplateVersion, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    adopted_by = models.CharField(max_length=120)
    adopted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """An entry follows one template at a time."""

        constraints = (
            models.UniqueConstraint(
                fields=("entry",), condition=models.Q(ended_at__isnull=True), name="adoption_one_at_a_time"
            ),
        )
        indexes = (models.Index(fields=("template", "ended_at"), name="adoption_followers"),)

    def __str__(self) -> str:
        return f"{self.entry_id} follows {self.template_id}"


class ProposalAnswer(models.Model):
    """What somebody answered to what a version proposed about one fact. Rows are never changed."""

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="answers")
    version = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, related_name="+", db_index=False)
    fact = models.CharField(max_length=80)
    accepted = models.BooleanField()
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        """A version's proposal about a fact is answered once."""

        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("adoption", "fact", "version"), name="proposal_answered_once"),)

    def __str__(self) -> str:
        return f"{self.adoption_id} {self.fact}"
