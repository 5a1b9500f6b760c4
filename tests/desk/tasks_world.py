"""What the tests of the pages about tasks share."""

from dataclasses import dataclass

from django.test import Client

from kenbaar.casework.models import Task
from kenbaar.people.models import Person
from tests.casework import world
from tests.casework.world import Place
from tests.desk.signing_in import signed_in


@dataclass(frozen=True)
class Desk:
    """A body with its people, and an entry with duties."""

    place: Place
    tasks: list[Task]

    @property
    def reference(self) -> str:
        """The entry."""
        return self.tasks[0].entry.reference

    def client(self, person: Person) -> Client:
        """Return a client of somebody who signed in."""
        return signed_in(person)


def desk() -> Desk:
    """Make it."""
    place = world.place()
    return Desk(place, world.opened(place.entry()))
