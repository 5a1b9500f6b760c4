"""The steps of an entry's life: submit, return, publish, withdraw, archive."""

import datetime as dt
from collections.abc import Callable, Mapping

from django.db import transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.journal.events import Event
from kenbaar.journal.log.sealing_soon import seal_soon
from kenbaar.people.actors import Actor
from kenbaar.people.models import Role
from kenbaar.people.named import with_makers
from kenbaar.register import events, policies
from kenbaar.register.actions.drafting import version_of_draft
from kenbaar.register.actions.writing import locked_entry
from kenbaar.register.errors import NotAllowed, NotForThePublic, NothingNew, SecondPersonNeeded, StepNotPossible
from kenbaar.register.following import follow_soon
from kenbaar.register.lifecycle import Access, State, Step, after, possible_steps
from kenbaar.register.models import Entry, PublicStep
from kenbaar.register.quality import completeness_share
from kenbaar.register.queries.working import need_sight
from kenbaar.register.recording import record_steps, shown_step

_EVENT: dict[Step, Event] = {
    Step.SUBMIT: events.ENTRY_SUBMITTED,
    Step.RETURN: events.ENTRY_RETURNED,
    Step.PUBLISH: events.ENTRY_PUBLISHED,
    Step.WITHDRAW: events.ENTRY_WITHDRAWN,
    Step.ARCHIVE: events.ENTRY_ARCHIVED,
}


@transaction.atomic
def submit_for_review(reference: str, *, by: Actor, now: dt.datetime) -> Entry:
    """Hand the draft, as the next version, to a second person; without a draft, the latest version.

    Raises EntryNotFound, NotAllowed, StepNotPossible, OpenConflicts, or NothingNew for what the public reads already.
    """
    entry = locked_entry(reference)
    need_sight(by, entry)
    _need(policies.may_write(by, entry.body.slug), entry, "submit")
    version = version_of_draft(entry, by=by, now=now)
    if entry.state == State.PUBLISHED and version == entry.published:
        raise NothingNew(reference)

    def hand_in(entry: Entry) -> None:
        entry.submitted = entry.latest

    return _take(entry, Step.SUBMIT, by=by, now=now, change=hand_in)


@transaction.atomic
def return_to_editor(reference: str, *, by: Actor, now: dt.datetime) -> Entry:
    """Give the entry back to who works on it: somebody asks for changes, or who handed it in takes it back.

    Raises EntryNotFound, NotAllowed or StepNotPossible.
    """
    entry = locked_entry(reference)
    central = Role.CENTRAL_REVIEWER in by.wide and entry.submitted_id is not None
    if not central:
        need_sight(by, entry)
    _need(central or policies.may_return(by, entry.body.slug), entry, "return")

    def give_back(entry: Entry) -> None:
        entry.submitted = None

    return _take(entry, Step.RETURN, by=by, now=now, change=give_back)


@transaction.atomic
def publish(
    reference: str, *, by: Actor, now: dt.datetime, on: dt.datetime | None = None, decided_by: Actor | None = None
) -> Entry:
    """Show what was handed in to everyone; `on` is the day that counts for the public, `now` unless said.

    `decided_by` is who approved it, when another hand publishes (a central reviewer, the calendar): whether it may be
    is asked of them. An operator can publish the latest version of what is public already without that.
    Raises EntryNotFound, StepNotPossible, NotForThePublic, NotAllowed or, for one's own version, SecondPersonNeeded.
    """
    entry, decider = locked_entry(reference), decided_by or by
    need_sight(decider, entry)
    shown = entry.submitted or entry.latest
    authors = with_makers({shown.written_by, *shown.authors}) if shown else set()
    if not policies.may_publish(decider, entry.body.slug, authors=authors):
        raise SecondPersonNeeded(reference) if policies.wrote(decider, authors) else NotAllowed(reference, "publish")
    if entry.access != Access.PUBLIC:
        raise NotForThePublic(reference, entry.access)
    if entry.submitted is None and not decider.operator:
        raise StepNotPossible(reference, entry.state, Step.PUBLISH, (Step.SUBMIT,))

    def show(entry: Entry) -> None:
        entry.published, entry.submitted = shown, None
        entry.changed_at = on or now
        entry.first_published_at = entry.first_published_at or entry.changed_at
        entry.completeness = completeness_share(shown.answers()) if shown else None

    return _take(entry, Step.PUBLISH, by=by, now=now, change=show, on=on)


@transaction.atomic
def withdraw(
    reference: str, *, reason: Mapping[str, str], by: Actor, now: dt.datetime, on: dt.datetime | None = None
) -> Entry:
    """Take a published entry out of the register, with the reason that its page will show.

    Raises EntryNotFound, NotAllowed or StepNotPossible.
    """
    entry = locked_entry(reference)
    need_sight(by, entry)
    _need(policies.may_withdraw(by, entry.body.slug), entry, "withdraw")
    return _take(entry, Step.WITHDRAW, by=by, now=now, change=_touch(on or now), on=on, reason=reason)


@transaction.atomic
def archive(reference: str, *, by: Actor, now: dt.datetime, on: dt.datetime | None = None) -> Entry:
    """Move an entry that is no longer current to the archive. Raises as `withdraw` does."""
    entry = locked_entry(reference)
    need_sight(by, entry)
    _need(policies.may_withdraw(by, entry.body.slug), entry, "archive")
    return _take(entry, Step.ARCHIVE, by=by, now=now, change=_touch(on or now), on=on)


def _touch(moment: dt.datetime) -> Callable[[Entry], None]:
    def change(entry: Entry) -> None:
        entry.changed_at = moment

    return change


def _need(allowed: bool, entry: Entry, deed: str) -> None:
    if not allowed:
        raise NotAllowed(entry.reference, deed)


def _take(
    entry: Entry,
    step: Step,
    *,
    by: Actor,
    now: dt.datetime,
    change: Callable[[Entry], None] | None = None,
    on: dt.datetime | None = None,
    reason: Mapping[str, str] | None = None,
) -> Entry:
    state = after(State(entry.state), step)
    if state is None:
        raise StepNotPossible(entry.reference, entry.state, step, possible_steps(State(entry.state)))
    entry.state = state
    if change is not None:
        change(entry)
    entry.save()
    version = entry.published if step in {Step.PUBLISH, Step.WITHDRAW, Step.ARCHIVE} else entry.latest
    details = {"version": version.number} if version else {}
    write_line(Deed(_EVENT[step], entry.reference, details), by=by.name, now=now)
    if _EVENT[step] in events.PUBLIC_STEPS and version is not None:
        shown = PublicStep(entry=entry, version=version, step=step, on=on or now, reason=dict(reason or {}))
        shown.save()
        record_steps([shown_step(shown)], now=now)
        transaction.on_commit(follow_soon)
        transaction.on_commit(seal_soon)
    return entry
