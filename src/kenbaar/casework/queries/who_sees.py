"""The people of a body, for those who work with them on an entry."""

from django.db.models import Q, QuerySet

from kenbaar.people.actors import Actor
from kenbaar.people.models import Membership, Person, Role
from kenbaar.register.lifecycle import Access
from kenbaar.register.models import Entry, EntryReader
from kenbaar.register.policies import OF_THE_BODY
from kenbaar.register.queries.working import need_sight


def colleagues_who_see(actor: Actor, entry: Entry) -> QuerySet[Person]:
    """Return who of the body can see an entry. Raises EntryNotFound for who cannot see it themselves."""
    need_sight(actor, entry)
    return who_see(entry)


def who_see(entry: Entry) -> QuerySet[Person]:
    """Return the same for a deed that asked already who does it."""
    here = Membership.objects.filter(body=entry.body, role__in=OF_THE_BODY)
    if entry.access == Access.RESTRICTED:
        named = EntryReader.objects.filter(entry=entry).values("person")
        here = here.filter(Q(role=Role.ADMINISTRATOR) | Q(person__in=named))
    return Person.objects.filter(pk__in=here.values("person"), is_active=True)


def approvers_of(actor: Actor, entry: Entry) -> QuerySet[Person]:
    """Return who of them approves. Raises EntryNotFound for who cannot see the entry themselves."""
    approving = Membership.objects.filter(body=entry.body, role=Role.APPROVER)
    return colleagues_who_see(actor, entry).filter(pk__in=approving.values("person"))
