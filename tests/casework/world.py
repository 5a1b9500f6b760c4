"""What the tests of this room share: a body with its people, and an entry with duties."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from kenbaar.casework.actions.duties import open_duties
from kenbaar.casework.models import Evidence, FileContent, Reminder, ReminderWish, Task
from kenbaar.journal.models import JournalLine
from kenbaar.outbox.models import Mail
from kenbaar.people.actors import OPERATOR, Actor, actor_of
from kenbaar.people.models import Body, Person, Role
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry
from tests import make
from tests.assessments.world import benefits

TODAY = make.NOON.date()
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@dataclass(frozen=True)
class Place:
    """A body with an editor, an approver, a reader and an administrator."""

    body: Body
    editor: Person
    approver: Person
    reader: Person
    administrator: Person

    def entry(self, says: Any = None, state: State = State.DRAFT) -> Entry:
        """Make an entry of a high-risk system."""
        return make.entry(state, at=self.body, says=says or benefits())


def place(slug: str = "gemeente-lindewaarde") -> Place:
    """Make the body and its people."""
    body = make.body(slug)
    roles = (Role.EDITOR, Role.APPROVER, Role.READER, Role.ADMINISTRATOR)
    return Place(body, *(make.somebody(role, at=body) for role in roles))


def by(person: Person) -> Actor:
    """Return a person as who acts."""
    return actor_of(person)


def opened(entry: Entry, *, now: dt.datetime = make.NOON, **more: Any) -> list[Task]:
    """Open the duties of an entry; return those that wait, by number."""
    open_duties(entry.reference, by=more.pop("by", OPERATOR), now=now, on=now.date(), **more)
    return list(Task.objects.filter(entry=entry, state="open").order_by("pk"))


def events(start: str = "casework.") -> list[str]:
    """Return the events of this room in the journal, from old to new."""
    lines = JournalLine.objects.filter(event__startswith=start).order_by("sequence")
    return [event.removeprefix(start) for event in lines.values_list("event", flat=True)]


def rows() -> list[Any]:
    """Return all that the room holds and how long the journal is, to see that nothing changed."""
    kept = [list(model.objects.order_by("pk").values()) for model in (Task, Evidence, Reminder, ReminderWish)]
    return [*kept, FileContent.objects.count(), JournalLine.objects.count()]


@dataclass(frozen=True)
class MailShown:
    """A mail as it waits to leave."""

    to: str
    subject: str
    text: str


def mails() -> list[MailShown]:
    """Return the mails that wait to leave, from old to new."""
    waiting = Mail.objects.filter(reason="reminder").order_by("pk")
    return [MailShown(mail.address, mail.subject, mail.text) for mail in waiting]
