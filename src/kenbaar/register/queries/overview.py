"""An entry at a glance, for those who work with it."""

from dataclasses import dataclass

from kenbaar.people.actors import Actor
from kenbaar.register.lifecycle import Access, State
from kenbaar.register.models import EntryReader
from kenbaar.register.next_step import NextStep, Standing, next_step
from kenbaar.register.queries.working import WorkingCopy, readers_of, working_copy


@dataclass(frozen=True, slots=True)
class Overview:
    """A working copy, who may see it, and what comes next for who asks."""

    copy: WorkingCopy
    readers: tuple[EntryReader, ...]
    next: NextStep

    @property
    def is_new(self) -> bool:
        """Say whether the working copy says something that nobody handed in yet."""
        return _is_new(self.copy)


def overview_of(actor: Actor, reference: str) -> Overview:
    """Return an entry at a glance. Raises EntryNotFound, also for who may not see it."""
    copy = working_copy(actor, reference)
    entry = copy.entry
    waiting = entry.submitted
    standing = Standing(
        body=entry.body.slug,
        state=State(entry.state),
        access=Access(entry.access),
        authors=None if waiting is None else {waiting.written_by, *waiting.authors},
        conflicts=len(copy.conflicts),
        lacking=entry.lacking,
        is_new=_is_new(copy),
    )
    readers = tuple(readers_of(entry)) if entry.access == Access.RESTRICTED else ()
    return Overview(copy, readers, next_step(actor, standing))


def _is_new(copy: WorkingCopy) -> bool:
    entry = copy.entry
    return copy.is_draft or entry.latest_id not in {entry.published_id, entry.submitted_id}
