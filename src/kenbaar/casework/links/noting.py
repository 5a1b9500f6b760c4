"""Noting which addresses entries name: the journal says which entries changed, and only those are read again."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

from django.db import transaction

from kenbaar.casework.links.addresses import addresses_in, digest_of
from kenbaar.casework.models import LinkState, LinkUse, Round
from kenbaar.journal.models import JournalLine
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Draft, Entry
from kenbaar.rules.answers import Sheet

_STEP, _BATCH, _AT_ONCE = "link_uses", 100, 500
_T = TypeVar("_T")


def note_addresses(now: dt.datetime) -> int:
    """Note what changed entries name; return how many were read. Killed halfway, the next run goes on from there."""
    read = 0
    while (count := _next_batch(now)) is not None:
        read += count
    return read


@transaction.atomic
def _next_batch(now: dt.datetime) -> int | None:
    """Read the entries of the next lines of the journal; None when there are no further ones."""
    done, _created = Round.objects.select_for_update().get_or_create(pk=_STEP)
    lines = JournalLine.objects.filter(sequence__gt=done.cursor, event__startswith="register.").order_by("sequence")
    batch = list(lines.values_list("sequence", "subject")[:_BATCH])
    if not batch:
        return None
    entries = Entry.objects.filter(reference__in={subject for _sequence, subject in batch})
    count = _note(list(entries.select_related("latest", "published").order_by("pk")), now)
    done.cursor = batch[-1][0]
    done.save(update_fields=["cursor"])
    return count


def _note(entries: Collection[Entry], now: dt.datetime) -> int:
    """Make the uses of entries what their sheets say: a fixed number of queries, however many there are."""
    drafts = {draft.entry_id: draft for draft in Draft.objects.filter(entry__in=entries)}
    named = {entry.pk: set(_named_by(_sheets(entry, drafts.get(entry.pk)))) for entry in entries}
    links = _links_of({address for each in named.values() for address in each}, now)
    wanted = {(entry, links[digest_of(address)]) for entry, each in named.items() for address in each}
    there = LinkUse.objects.filter(entry__in=entries).values_list("entry", "link", "pk")
    kept = {(entry, link): number for entry, link, number in there}
    added = sorted(wanted - kept.keys())
    LinkUse.objects.bulk_create([LinkUse(entry_id=entry, link_id=link) for entry, link in added], batch_size=_AT_ONCE)
    _drop({use: number for use, number in kept.items() if use not in wanted})
    return len(entries)


def _sheets(entry: Entry, draft: Draft | None) -> Iterator[Sheet]:
    """Give what an entry says: its working copy, and what the public reads. One in the archive is left in peace."""
    if entry.state == State.ARCHIVED:
        return
    if draft is not None:
        yield Sheet(draft.sheet)
    elif entry.latest is not None:
        yield entry.latest.answers()
    if entry.published is not None and entry.public_state is State.PUBLISHED:
        yield entry.published.answers()


def _named_by(sheets: Iterable[Sheet]) -> Iterator[str]:
    for sheet in sheets:
        for there in addresses_in(sheet).values():
            yield from there


def _links_of(addresses: Collection[str], now: dt.datetime) -> dict[str, int]:
    """Return the rows of addresses by digest, new ones as due at once."""
    made = [LinkState(digest=digest_of(each), address=each, next_check_at=now) for each in sorted(addresses)]
    LinkState.objects.bulk_create(made, ignore_conflicts=True, batch_size=_AT_ONCE)
    found: dict[str, int] = {}
    for part in _parts([each.digest for each in made]):
        found.update(LinkState.objects.filter(digest__in=part).values_list("digest", "pk"))
    return found


def _drop(uses: dict[tuple[int, int], int]) -> None:
    """Take away uses, and the addresses that nobody names any more."""
    for part in _parts(sorted(uses.values())):
        LinkUse.objects.filter(pk__in=part).delete()
    for part in _parts(sorted({link for _entry, link in uses})):
        LinkState.objects.filter(pk__in=part, uses=None).delete()


def _parts(several: list[_T]) -> Iterator[list[_T]]:
    for begin in range(0, len(several), _AT_ONCE):
        yield several[begin : begin + _AT_ONCE]
