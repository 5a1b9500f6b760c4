"""The shape of persons, bodies and the roles that tie them together."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class PersonManager(BaseUserManager["Person"]):
    """Finds persons; making one is a deed, see `actions.py`."""


class Person(AbstractBaseUser):
    """Somebody who signs in. The e-mail address is the name by which the identity provider knows them."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    objects = PersonManager()

    def __str__(self) -> str:
        return f"person {self.pk}"


class Body(models.Model):
    """A public body that is responsible for entries.

    `recognised` is false for a name that an import brought and that the list of organisations does not know.
    """

    slug = models.SlugField(max_length=120, unique=True)
    code = models.CharField(max_length=20, unique=True, null=True)  # noqa: DJ001  # unique where known: "" would be one code for all
    type = models.CharField(max_length=40)
    name_nl = models.CharField(max_length=250)
    name_en = models.CharField(max_length=250)
    abbreviation = models.CharField(max_length=40, blank=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    recognised = models.BooleanField(default=True)

    class Meta:
        """Bodies are listed by name."""

        ordering = ("name_nl", "slug")

    def __str__(self) -> str:
        return self.slug

    @property
    def name(self) -> dict[str, str]:
        """The name per language."""
        return {"nl": self.name_nl, "en": self.name_en}


class Role(models.TextChoices):
    """What a person does for a body."""

    READER = "reader"
    EDITOR = "editor"
    APPROVER = "approver"


class Membership(models.Model):
    """A person has a role at a body."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        """A role is given once."""

        constraints = (
            models.UniqueConstraint(fields=("person", "body", "role"), name="membership_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_known_role"),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.role} {self.body}"
