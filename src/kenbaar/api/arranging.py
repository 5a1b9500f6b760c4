"""Who looks after an entry and who may see it, arranged by a system of its body.

It names a person by e-mail address, and hears of people by number.
"""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from kenbaar.api import services
from kenbaar.api.problems import Problem
from kenbaar.api.services import ARRANGING, READING, actor_of
from kenbaar.api.working_schemas import AccessIn, ArrangementOut, ColleagueIn, Number, OwnerIn
from kenbaar.people.access import Callers, open_to
from kenbaar.people.actors import Actor
from kenbaar.people.models import Person
from kenbaar.people.queries import colleague_with_address
from kenbaar.register.actions.arranging import name_reader, set_access, set_owner, unname_reader
from kenbaar.register.queries.working import entry_at_work, readers_of

router = Router(tags=["arranging"], throttle=services.THROTTLE)


@router.get(
    "/inventory/{reference}/arrangement",
    auth=READING,
    response=ArrangementOut,
    summary="Who looks after an entry, and who may see it",
)
@open_to(Callers.SERVICE)
def read_arrangement(request: HttpRequest, reference: str) -> ArrangementOut:
    """Return owner, access and readers."""
    return _out(actor_of(request), reference)


@router.put("/inventory/{reference}/owner", auth=ARRANGING, response=ArrangementOut, summary="Say who looks after it")
@open_to(Callers.SERVICE)
def put_owner(request: HttpRequest, reference: str, sent: OwnerIn) -> ArrangementOut:
    """Give an entry an owner with a role at your body, or none."""
    by = actor_of(request)
    owner = colleague_of(by, reference, sent.email) if sent.email is not None else None
    set_owner(reference, owner, by=by, now=timezone.now())
    return _out(by, reference)


@router.put("/inventory/{reference}/access", auth=ARRANGING, response={204: None}, summary="Say who may see it")
@open_to(Callers.SERVICE)
def put_access(request: HttpRequest, reference: str, sent: AccessIn) -> Status[None]:
    """Open or close an entry. A token never sees a restricted one: name its readers first."""
    set_access(reference, sent.access, by=actor_of(request), now=timezone.now())
    return Status(204, None)


@router.post("/inventory/{reference}/readers", auth=ARRANGING, response=ArrangementOut, summary="Name a reader")
@open_to(Callers.SERVICE)
def add_reader(request: HttpRequest, reference: str, sent: ColleagueIn) -> ArrangementOut:
    """Let somebody of your body see an entry when it is restricted; done already, it changes nothing."""
    by = actor_of(request)
    name_reader(reference, colleague_of(by, reference, sent.email), by=by, now=timezone.now())
    return _out(by, reference)


@router.delete(
    "/inventory/{reference}/readers/{number}",
    auth=ARRANGING,
    response=ArrangementOut,
    summary="Take a reader from the names",
)
@open_to(Callers.SERVICE)
def remove_reader(request: HttpRequest, reference: str, number: Number) -> ArrangementOut:
    """Let somebody no longer see an entry when it is restricted; `number` is the one that `readers` gives."""
    by = actor_of(request)
    for reader in readers_of(entry_at_work(by, reference)):
        if reader.person_id == number:
            unname_reader(reference, reader.person, by=by, now=timezone.now())
    return _out(by, reference)


def colleague_of(by: Actor, reference: str, email: str) -> Person:
    """Return a colleague of the body of the token, which is that of any entry that it can name."""
    return colleague_at(by, entry_at_work(by, reference).body.slug, email)


def colleague_at(by: Actor, body: str, email: str) -> Person:
    """Return a colleague at the body of the token. Raises Problem."""
    found = colleague_with_address(body, email, seen_by=by)
    if found is None:
        raise Problem(422, "Not of your body", "Nobody at your body has this e-mail address. Invite them at the desk.")
    return found


def _out(by: Actor, reference: str) -> ArrangementOut:
    entry = entry_at_work(by, reference)
    return ArrangementOut(
        reference=reference,
        access=entry.access,
        owner=entry.owner_id,
        readers=[reader.person_id for reader in readers_of(entry)],
    )
