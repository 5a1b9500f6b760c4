"""Where the public steps of an entry stand in the public log."""

from django.http import HttpRequest
from ninja import Router

from kenbaar.api.links import entry_log_links, recorded_links
from kenbaar.api.schemas import EntryLogOut, LeafOut
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import head_of
from kenbaar.people.access import Callers, open_to
from kenbaar.people.actors import ANYONE
from kenbaar.register.queries.entries import entry_for
from kenbaar.register.queries.recorded import recorded_steps

router = Router(tags=["log"])


@router.get("/entries/{reference}/log", response=EntryLogOut, summary="An entry in the public log")
@open_to(Callers.EVERYONE)
def entry_log(request: HttpRequest, reference: str) -> EntryLogOut:
    """Return every leaf about an entry, from old to new, with its receipt and record; see also the tiles of the log."""
    entry_for(ANYONE, reference)
    head = head_of(Log.REGISTER)
    return EntryLogOut(
        reference=reference,
        log=Log.REGISTER,
        size=head.size if head else 0,
        leaves=[
            LeafOut(
                number=step.number,
                index=step.line,
                sealed=step.sealed,
                step=step.step,
                on=step.on,
                recorded=step.recorded,
                content=step.content,
                links=recorded_links(reference, step),
            )
            for step in recorded_steps(reference).values()
        ],
        links=entry_log_links(reference),
    )
