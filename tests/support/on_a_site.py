"""Deeds beside a running site, in a process of their own, by the people who work there.

`python -m tests.support.on_a_site <deed> <words>`: what the desk has no page for in a journey is done here.
"""

# ruff: noqa: I001  # Django is set up before its models are imported
from tests.support import processes  # noqa: F401

import os
import subprocess
import sys

from django.utils import timezone

from kenbaar.people.actions.persons import add_person, give_role
from kenbaar.people.actors import OPERATOR, Actor, actor_of
from kenbaar.people.models import Body, Person, Role
from kenbaar.register.actions.drafting import Change, answer_digest, save_answers
from kenbaar.register.actions.writing import create_entry
from kenbaar.register.queries.working import working_copy
from kenbaar.rules.answers import known
from tests import make
from tests.desk.signing_in import with_app


def person(email: str, name: str, role: str, body: str) -> None:
    """Make a person with a role, a password and an app for codes."""
    made = add_person(email, name, by=OPERATOR, now=timezone.now())
    give_role(made, Role(role), Body.objects.get(slug=body), by=OPERATOR, now=timezone.now())
    with_app(made)


def _actor(email: str) -> Actor:
    return actor_of(Person.objects.get_by_natural_key(email))


def entry(email: str, name: str, body: str) -> None:
    """Have somebody write an entry; print its reference."""
    where, by = Body.objects.get(slug=body), _actor(email)
    made = create_entry(f"test:{name}", body=where, sheet=make.whole_sheet(name), by=by, now=timezone.now())
    print(made.reference)


def write(email: str, reference: str, fact: str, text: str) -> None:
    """Have somebody fill a text in."""
    by = _actor(email)
    seen = answer_digest(working_copy(by, reference).sheet.get(fact))
    save_answers(reference, [Change(fact, known({"nl": text}), seen)], by=by, now=timezone.now())


def ask_site(deed: str, *words: str, environment: dict[str, str]) -> str:
    """Do a deed on the site with this environment; return what it printed."""
    command = [sys.executable, "-m", "tests.support.on_a_site", deed, *words]
    ran = subprocess.run(command, env={**os.environ, **environment}, check=True, capture_output=True, text=True)
    return ran.stdout.strip()


if __name__ == "__main__":
    {"person": person, "entry": entry, "write": write}[sys.argv[1]](*sys.argv[2:])
