"""The shape of persons, bodies and the roles that tie them together."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from kenbaar.people.sealed import SealedText, key_of
from kenbaar.values import Language


class PersonManager(BaseUserManager["Person"]):
    """Finds persons; making one is a deed, see `actions.py`."""

    def with_address(self, email: str) -> "Person | None":
        """Return who has this e-mail address. Capitals make no other address."""
        return self.filter(email_key=key_of(email)).first()

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Return who has this e-mail address. Raises Person.DoesNotExist."""
        return self.get(email_key=key_of(username or ""))


class Person(AbstractBaseUser):
    """Somebody who signs in. The e-mail address is the name by which the identity provider knows them.

    Name and address are sealed; `email_key` is what the address is looked up by. `language` is the language of the
    desk and of mail to them; empty: what the browser wishes, and both in mail.
    A session counts for one `session_round`: the next round signs the person out everywhere, at once.
    """

    email = SealedText()
    email_key = models.CharField(max_length=64, unique=True)
    name = SealedText()
    language = models.CharField(max_length=2, blank=True, choices=[(each.value, each.value) for each in Language])
    is_active = models.BooleanField(default=True)
    session_round = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "email_key"
    objects = PersonManager()

    def __str__(self) -> str:
        return f"person {self.pk}"

    def get_session_auth_hash(self) -> str:
        """Return what a session must repeat to count: it changes with the password and with the round."""
        return salted_hmac(
            "kenbaar.people.session", f"{self.session_round}.{self.password}", algorithm="sha256"
        ).hexdigest()


# The type of a body that is a company. It keeps templates for its customers, and no list for the public names it.
COMPANY = "supplier"


class Body(models.Model):
    """A public body that is responsible for entries, or a company that keeps templates for such bodies.

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
    """What a person does: for one body, or for all bodies at once (`WIDE`)."""

    READER = "reader"
    EDITOR = "editor"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"
    CENTRAL_REVIEWER = "central_reviewer"
    SUPERVISOR = "supervisor"
    SUPPLIER = "supplier"


WIDE = frozenset({Role.CENTRAL_REVIEWER, Role.SUPERVISOR})
# A company has no entries, so nobody there reads, writes or approves them.
_AT_A_COMPANY = frozenset({Role.ADMINISTRATOR, Role.SUPPLIER})


def roles_at(body: Body | None) -> frozenset[Role]:
    """Return the roles that a person can have at a body; without a body, the wide ones."""
    if body is None:
        return WIDE
    return _AT_A_COMPANY if body.type == COMPANY else frozenset(Role) - WIDE


# In the words of a constraint: a wide role has no body, any other role has one.
_IN_ITS_PLACE = models.Q(role__in=sorted(WIDE), body__isnull=True) | models.Q(
    role__in=sorted(set(Role) - WIDE), body__isnull=False
)


class Membership(models.Model):
    """A person has a role at a body; without a body, a wide role.

    `by_claim` says that the identity provider gave it, and may take it away at the next sign-in.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    body = models.ForeignKey(Body, null=True, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    by_claim = models.BooleanField(default=False)

    class Meta:
        """A role is given once."""

        constraints = (
            models.UniqueConstraint(fields=("person", "body", "role"), name="membership_once"),
            models.UniqueConstraint(
                fields=("person", "role"), condition=models.Q(body__isnull=True), name="membership_wide_once"
            ),
            models.CheckConstraint(condition=_IN_ITS_PLACE, name="membership_role_in_its_place"),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.role} {self.body or 'all bodies'}"


class Invitation(models.Model):
    """An invitation to take up a role. Whoever shows the code, once and in time, is who was meant.

    Only a digest of the code is kept. The address is wiped when the invitation ends: from then on nobody needs it.
    """

    email = SealedText(blank=True)
    email_key = models.CharField(max_length=64, blank=True, db_index=True)
    body = models.ForeignKey(Body, null=True, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=20, choices=Role)
    code_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.CharField(max_length=120)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """As with memberships, a role has its place."""

        constraints = (models.CheckConstraint(condition=_IN_ITS_PLACE, name="invitation_role_in_its_place"),)

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class Scope(models.TextChoices):
    """What a token may be used for."""

    READ_ENTRIES = "entries:read"
    WRITE_ENTRIES = "entries:write"
    ARRANGE_ENTRIES = "entries:arrange"
    APPROVE_ENTRIES = "entries:approve"
    READ_TASKS = "tasks:read"
    WRITE_TASKS = "tasks:write"
    WRITE_TEMPLATES = "templates:write"
    MANAGE_WEBHOOKS = "webhooks:manage"
    MANAGE_RULES = "rules:manage"
    MANAGE_PEOPLE = "people:manage"
    ISSUE_NOTICES = "notices:issue"
    ANSWER_REQUESTS = "requests:answer"


# What an administrator alone does: a token does it only as long as who made it is one.
AS_ADMINISTRATOR = frozenset({Scope.MANAGE_RULES, Scope.MANAGE_PEOPLE})
_SCOPES_AT_A_COMPANY = (Scope.WRITE_TEMPLATES, Scope.MANAGE_PEOPLE)


def scopes_at(body: Body) -> tuple[Scope, ...]:
    """Return what the tokens of a body can be used for: a company has no entries to read."""
    return _SCOPES_AT_A_COMPANY if body.type == COMPANY else tuple(Scope)


class Token(models.Model):
    """What a service account of a body shows to the API. Only a digest of it is kept, so it is shown once.

    `name` says which service holds it. `last_used_at` is exact to the minute.
    """

    name = models.CharField(max_length=120)
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="tokens")
    scopes = models.JSONField()
    code_digest = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        """The newest first."""

        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return f"token {self.pk}"
