"""The shape of the register.

An entry is a name plate with a state. What it says lives in versions, which never change; what the public saw
and when lives in public steps, which never change either.
"""

import uuid

from django.db import models

from kenbaar.people.models import Body, Person
from kenbaar.register.lifecycle import Access, State, public_state
from kenbaar.rules.answers import Sheet


class Entry(models.Model):
    """An algorithm as one body uses it.

    `reference` is permanent and public: the LARS code where the Dutch register gave one, else `kb-` and a number.
    `completeness` repeats, as a percentage, what the published version says, so that figures need not read sheets.
    From `name_nl` to `lacking` it repeats what the working copy says (see `plate.py`), so that lists need not either;
    `touched_at` is when somebody last worked on it. `submitted` is the version that waits for a second person.
    """

    reference = models.CharField(max_length=40, unique=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="entries")
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in State])
    latest = models.ForeignKey("EntryVersion", null=True, on_delete=models.PROTECT, related_name="+")
    published = models.ForeignKey("EntryVersion", null=True, on_delete=models.PROTECT, related_name="+")
    first_published_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)
    completeness = models.PositiveSmallIntegerField(null=True)

    access = models.CharField(
        max_length=12,
        choices=[(each.value, each.value) for each in Access],
        default=Access.PUBLIC.value,
        db_default=Access.PUBLIC.value,
    )
    owner = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="owned_entries")
    submitted = models.ForeignKey("EntryVersion", null=True, on_delete=models.PROTECT, related_name="+")
    name_nl = models.CharField(max_length=200, default="", db_default="")
    name_en = models.CharField(max_length=200, default="", db_default="")
    phase = models.CharField(max_length=20, default="", db_default="")
    experiment = models.BooleanField(default=False, db_default=False)
    category = models.CharField(max_length=40, default="", db_default="")
    said_class = models.CharField(max_length=20, default="", db_default="")
    progress = models.PositiveSmallIntegerField(default=0, db_default=0)
    lacking = models.PositiveSmallIntegerField(default=0, db_default=0)
    touched_at = models.DateTimeField(null=True)

    class Meta:
        """Public lists go by the day of the last public change; a body's list by body."""

        indexes = (
            models.Index(fields=("changed_at", "id"), name="entry_changed"),
            models.Index(fields=("body", "state"), name="entry_body_state"),
            models.Index(fields=("first_published_at",), name="entry_first_published"),
            models.Index(fields=("body", "-touched_at", "-id"), name="entry_body_touched"),
            models.Index(fields=("body", "name_nl", "id"), name="entry_body_name"),
            models.Index(fields=("submitted",), name="entry_submitted", condition=models.Q(submitted__isnull=False)),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in State]), name="entry_known_state"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.PUBLISHED.value)
                | models.Q(published__isnull=False, first_published_at__isnull=False, changed_at__isnull=False),
                name="entry_published_has_version",
            ),
        )

    def __str__(self) -> str:
        return self.reference

    @property
    def public_state(self) -> State:
        """Where the entry stands for the public."""
        return public_state(State(self.state))


class EntryKey(models.Model):
    """A name by which another register knows an entry, so that a second import finds the same one."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="keys")
    scheme = models.CharField(max_length=20)
    value = models.CharField(max_length=120)

    class Meta:
        """A key leads to one entry."""

        constraints = (models.UniqueConstraint(fields=("scheme", "value"), name="entry_key_once"),)

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


class EntryVersion(models.Model):
    """What an entry said at one moment. Rows are never changed; the database refuses it.

    `sheet` holds the answers (see `rules/answers.py`); `kept` what a source said that the vocabulary has no fact for,
    per standard and language; `standard` the standard in which it was last written, or empty. `origins` tells of each
    answer who gave it, when and from where (see `actions/drafting.py`); `authors` are all who wrote in it since the
    version that the public sees: none of them approves it.
    """

    # Known before the row exists, so that an entry and its first version can be written in one go.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    sheet = models.JSONField()
    kept = models.JSONField(default=dict)
    standard = models.CharField(max_length=60, blank=True)
    digest = models.CharField(max_length=64)
    written_by = models.CharField(max_length=120)
    written_at = models.DateTimeField()
    origins = models.JSONField(default=dict)
    authors = models.JSONField(default=list)

    class Meta:
        """Versions of an entry are numbered from 1 without gaps."""

        ordering = ("entry", "number")
        constraints = (
            models.UniqueConstraint(fields=("entry", "number"), name="entry_version_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="entry_version_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.entry_id}.{self.number}"

    def answers(self) -> Sheet:
        """Return the sheet as a value."""
        return Sheet(self.sheet)


class PublicStep(models.Model):
    """Something the public could see happen to an entry: a publication, a withdrawal, a move to the archive.

    `on` is the moment that counts for the public (an import brings the register's own date);
    `reason` is a text per language, given with a withdrawal.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="public_steps")
    version = models.ForeignKey(EntryVersion, on_delete=models.PROTECT, related_name="public_steps")
    step = models.CharField(max_length=12)
    on = models.DateTimeField()
    reason = models.JSONField(default=dict)

    class Meta:
        """The public history of an entry reads from old to new."""

        ordering = ("entry", "id")
        indexes = (models.Index(fields=("step", "on"), name="public_step_on"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(step__in=["publish", "withdraw", "archive"]), name="public_step_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.entry_id} {self.step}"


class EntryReader(models.Model):
    """Somebody who may see a restricted entry, by name."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="readers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        """Somebody is named once."""

        constraints = (models.UniqueConstraint(fields=("entry", "person"), name="entry_reader_once"),)

    def __str__(self) -> str:
        return f"{self.entry_id} {self.person}"


class Draft(models.Model):
    """The working copy of an entry: what people typed since its latest version, saved as they type.

    `base` is the version from which it began, `revision` counts its changes. `origins`, `authors` and `kept` are as in
    `EntryVersion`, which it becomes when it is handed in; without `kept`, what its base kept stands.
    """

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="draft")
    base = models.ForeignKey(EntryVersion, null=True, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    sheet = models.JSONField()
    origins = models.JSONField(default=dict)
    authors = models.JSONField(default=list)
    kept = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"draft {self.entry_id}.{self.revision}"


class DraftConflict(models.Model):
    """An answer that came too late: somebody else had changed the same fact. It is kept until somebody chooses.

    `answer` is null for somebody who took the answer away. `seen` is the digest of the answer that its writer had
    before them: who types on comes back with the same one.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="conflicts")
    fact = models.CharField(max_length=80)
    answer = models.JSONField(null=True)
    source = models.CharField(max_length=200, blank=True)
    seen = models.CharField(max_length=64, blank=True, default="", db_default="")
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        """The oldest first; of one person who had the same answer before them the last words count."""

        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("draft", "fact", "by", "seen"), name="draft_conflict_once"),)

    def __str__(self) -> str:
        return f"{self.draft_id} {self.fact}"


class Editing(models.Model):
    """Who has a part of an entry open, and when they were last seen there. No deed: it fades by itself."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="editing")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    section = models.CharField(max_length=40)
    seen_at = models.DateTimeField()

    class Meta:
        """Somebody is at one place at a time."""

        constraints = (models.UniqueConstraint(fields=("entry", "person"), name="editing_once"),)

    def __str__(self) -> str:
        return f"{self.entry_id} {self.person}"


class SavedList(models.Model):
    """A search in the inventory of a body that somebody gave a name; a shared one is for everybody at the body.

    `by` is the name of the actor whose list it is.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="saved_lists")
    by = models.CharField(max_length=120)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=500)
    shared = models.BooleanField(default=False)

    class Meta:
        """Somebody gives a name once."""

        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=("body", "by", "name"), name="saved_list_once"),)

    def __str__(self) -> str:
        return f"list {self.pk}"


class PreparedChange(models.Model):
    """A change of many entries that somebody looks over before it is done: theirs alone, and gone after a day.

    `by` is the name of the actor who prepared it. `content` is what to do: a file as it was uploaded, or an order as
    JSON (see `bulk.py`). It is wiped when it was done; `outcome` then says what came of it.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="+")
    by = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, blank=True)
    content = models.BinaryField()
    outcome = models.JSONField(null=True)
    expires_at = models.DateTimeField()

    class Meta:
        """What is too old is looked for by its end, and what waits by whose it is."""

        indexes = (
            models.Index(fields=("expires_at",), name="prepared_expires"),
            models.Index(fields=("by", "id"), name="prepared_by", condition=models.Q(outcome__isnull=True)),
        )

    def __str__(self) -> str:
        return f"prepared change {self.pk}"
