"""The world of the tests, built by hand: bodies, persons, sheets and entries."""

import datetime as dt
from itertools import count

from kenbaar.casework.actions.review import ask_review
from kenbaar.people.actions.bodies import BodyFacts, record_bodies
from kenbaar.people.actions.persons import add_person, give_role
from kenbaar.people.actors import OPERATOR, Actor, actor_of
from kenbaar.people.models import Body, Person, Role
from kenbaar.register.actions import steps, writing
from kenbaar.register.actions.drafting import Change, choice_digest, save_answers
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Draft, Entry, EntryVersion
from kenbaar.rules.answers import Answer, Sheet, known

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
_numbers = count(1)


def body(slug: str = "gemeente-lindewaarde", **facts: str) -> Body:
    """Make a body, once."""
    name = slug.replace("-", " ").title()
    wanted = BodyFacts(slug=slug, **{"type": "gemeente", "name_nl": name, "name_en": f"{name} (en)", **facts})
    record_bodies([wanted], by=OPERATOR, now=NOON)
    return Body.objects.get(slug=slug)


def somebody(*roles: Role, at: Body | None = None) -> Person:
    """Make a person with roles at a body, or over all bodies."""
    made = add_person(f"person{next(_numbers)}@lindewaarde.example", "Iemand", by=OPERATOR, now=NOON)
    for role in roles:
        give_role(made, role, at, by=OPERATOR, now=NOON)
    return made


def person(*roles: Role, at: Body | None = None) -> Actor:
    """Make a person with roles, as the actor they are."""
    return actor_of(somebody(*roles, at=at))


def sheet(name: str = "Parkeercontrole", **answers: Answer) -> Sheet:
    """Make a small sheet in Dutch."""
    first = {
        "name": known({"nl": name}),
        "summary": known({"nl": "Een auto met camera's controleert of er voor het parkeren betaald is."}),
        "status": known("in_use"),
        "publication_category": known("impactful"),
    }
    return Sheet({**first, **answers})


def entry(state: State = State.DRAFT, *, at: Body | None = None, says: Sheet | None = None, key: str = "") -> Entry:
    """Make an entry in a state, by the steps that lead there."""
    where = at or body()
    made = writing.create_entry(
        key or f"test:{next(_numbers)}", body=where, sheet=says or sheet(), by=OPERATOR, now=NOON
    )
    path = {
        State.DRAFT: (),
        State.REVIEW: ("submit",),
        State.PUBLISHED: ("submit", "publish"),
        State.WITHDRAWN: ("submit", "publish", "withdraw"),
        State.ARCHIVED: ("submit", "publish", "archive"),
    }[state]
    for step in path:
        match step:
            case "submit":
                steps.submit_for_review(made.reference, by=OPERATOR, now=NOON)
            case "publish":
                steps.publish(made.reference, by=OPERATOR, now=NOON)
            case "withdraw":
                reason = {"nl": "Gestopt na klachten.", "en": "Stopped after complaints."}
                steps.withdraw(made.reference, reason=reason, by=OPERATOR, now=NOON)
            case _:
                steps.archive(made.reference, by=OPERATOR, now=NOON)
    return Entry.objects.select_related("body", "latest", "published").get(pk=made.pk)


def version_of(entry: Entry, says: Sheet) -> EntryVersion:
    """Give an entry another version."""
    return writing.add_version(entry.reference, sheet=says, by=OPERATOR, now=NOON)


def change(purpose: str = "Eerlijk parkeren.") -> Change:
    """Make a change by somebody who had no answer before them."""
    return Change("purpose", known({"nl": purpose}), "")


def choice(made: Entry) -> str:
    """Return what somebody who has the open conflict of an entry before them chooses between."""
    draft = Draft.objects.get(entry=made)
    conflict = draft.conflicts.get()
    return choice_digest(draft.sheet.get(conflict.fact), conflict.answer)


def drafted() -> Entry:
    """Make an entry on which somebody is at work."""
    made = entry()
    save_answers(made.reference, [change()], by=OPERATOR, now=NOON)
    return made


def whole_sheet(name: str = "Parkeercontrole", **answers: Answer) -> Sheet:
    """Make a sheet on which nothing is missing that the register asks."""
    return sheet(name, **{"contact": known("algoritmes@lindewaarde.example"), **answers})


def under_review(by: Actor, *, at: Body | None = None, says: Sheet | None = None) -> Entry:
    """Make an entry that somebody wrote and handed in."""
    where = at or body()
    made = writing.create_entry(f"test:{next(_numbers)}", body=where, sheet=says or whole_sheet(), by=by, now=NOON)
    ask_review(made.reference, by=by, now=NOON)
    return Entry.objects.select_related("body", "latest", "published").get(pk=made.pk)
