"""A review as its page shows it: what lies there, what stands in the way, what was said, and what one may do."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kenbaar.casework.deciding import involved, involved_before_check
from kenbaar.casework.gate import Gate
from kenbaar.casework.gathering import gate_of, law_said
from kenbaar.casework.models import Comment, Review
from kenbaar.casework.queries.who_sees import approvers_of, colleagues_who_see
from kenbaar.casework.review_policies import (
    may_approve,
    may_ask,
    may_check_off,
    may_comment,
    may_resolve,
    may_review,
)
from kenbaar.casework.review_sight import Eyes, comments_seen, eyes_on, is_under_review, review_in_hand
from kenbaar.casework.stages import Stage
from kenbaar.notices.lifecycle import ProfileStanding
from kenbaar.notices.queries.profiles import standing_of
from kenbaar.people.actors import Actor
from kenbaar.people.models import Person
from kenbaar.people.queries import by_name, names_of
from kenbaar.register.errors import EntryNotFound
from kenbaar.register.lifecycle import State, Step, after
from kenbaar.register.models import Entry, EntryVersion
from kenbaar.register.policies import may_withdraw
from kenbaar.register.public import public_facts, public_sheet
from kenbaar.register.queries.working import working_copy
from kenbaar.rules.answers import Sheet


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with its answers, and whether the actor may call it resolved."""

    comment: Comment
    answers: tuple[Comment, ...]
    may_resolve: bool


@dataclass(frozen=True, slots=True)
class Can:
    """What the actor may do now. `why_not` says why an approver may not approve: `involved` or `gate`."""

    ask: bool
    take_back: bool
    review: bool
    approve: bool
    why_not: str
    check_off: bool
    comment: bool
    block: bool
    withdraw: bool
    archive: bool


@dataclass(frozen=True, slots=True)
class Dossier:
    """What lies before somebody who looks at a review.

    `review` is the one in hand, else the last one. `version` is what was handed in, and None while nothing is:
    then `sheet` is the working copy. `public` is what the public reads. `notice` says how its notice profiles stand. A
    central reviewer gets public facts only.
    """

    entry: Entry
    eyes: Eyes
    review: Review | None
    version: EntryVersion | None
    sheet: Sheet
    public: Sheet | None
    class_id: str
    notice: ProfileStanding
    gate: Gate
    threads: tuple[Thread, ...]
    can: Can
    colleagues: tuple[Person, ...]
    approvers: tuple[Person, ...]
    names: Mapping[str, str]

    @property
    def asks_notice(self) -> bool:
        """Say whether people should hear of it with a decision: the gate says so, it is about people, or they do."""
        lacks = any(point.id == "notice_missing" for point in self.gate.warnings)
        about_people = self.sheet.value("decides_about_people") is True
        return lacks or about_people or self.notice is not ProfileStanding.NONE


def dossier(actor: Actor, reference: str, *, now: dt.datetime) -> Dossier:
    """Return the review of an entry for who may see it. Raises EntryNotFound."""
    entry = _entry(reference)
    review = review_in_hand(entry)
    eyes = eyes_on(actor, entry, review)
    handed_in = review.version if review is not None and is_under_review(review) else None
    sheet, conflicts = _laid_out(actor, entry, handed_in)
    with_central = eyes is Eyes.CENTRAL
    found = gate_of(entry, sheet, now=now, conflicts=conflicts, with_central=with_central)
    public = entry.published.answers() if entry.published and entry.state == State.PUBLISHED else None
    if review is None:
        review = Review.objects.filter(entry=entry).select_related("version").order_by("-pk").first()
    threads = _threads(actor, entry, eyes)
    at_the_body = eyes is Eyes.BODY
    said_by = (each.by for thread in threads for each in (thread.comment, *thread.answers))
    return Dossier(
        entry=entry,
        eyes=eyes,
        review=review,
        version=handed_in,
        sheet=sheet if at_the_body else public_sheet(sheet),
        public=public if at_the_body or public is None else public_sheet(public),
        class_id=law_said(sheet, now=now).class_id,
        notice=standing_of(entry, sheet),
        gate=found if at_the_body else found.about(public_facts()),
        threads=threads,
        can=_can(actor, entry, review if handed_in else None, found, eyes),
        colleagues=tuple(by_name(colleagues_who_see(actor, entry))) if at_the_body else (),
        approvers=tuple(by_name(approvers_of(actor, entry))) if at_the_body else (),
        names=names_of([*said_by, *_involved_names(review)]),
    )


def threads_on(actor: Actor, reference: str) -> tuple[Thread, ...]:
    """Return the comments on an entry that the actor sees, the oldest first. Raises EntryNotFound."""
    entry = _entry(reference)
    return _threads(actor, entry, eyes_on(actor, entry, review_in_hand(entry)))


def _entry(reference: str) -> Entry:
    related = ("body", "latest", "published", "submitted")
    entry = Entry.objects.filter(reference=reference).select_related(*related).first()
    if entry is None:
        raise EntryNotFound(reference)
    return entry


def _laid_out(actor: Actor, entry: Entry, handed_in: EntryVersion | None) -> tuple[Sheet, int]:
    """Return what is to be looked at, and how many answers somebody must still choose between."""
    if handed_in is not None:
        return handed_in.answers(), 0
    copy = working_copy(actor, entry.reference)
    return copy.sheet, len(copy.conflicts)


def _threads(actor: Actor, entry: Entry, eyes: Eyes) -> tuple[Thread, ...]:
    answers: dict[int, list[Comment]] = {}
    tops = []
    for comment in comments_seen(entry, eyes):
        if comment.parent_id is None:
            tops.append(comment)
        else:
            answers.setdefault(comment.parent_id, []).append(comment)
    as_central = eyes is Eyes.CENTRAL
    return tuple(
        Thread(
            comment=top,
            answers=tuple(answers.get(top.pk, ())),
            may_resolve=top.resolved_at is None
            and may_resolve(
                actor,
                entry.body.slug,
                by=top.by,
                blocking=top.blocking,
                shared=top.shared,
                as_central=as_central,
            ),
        )
        for top in tops
    )


def _can(actor: Actor, entry: Entry, review: Review | None, found: Gate, eyes: Eyes) -> Can:
    body, at_the_body, state = entry.body.slug, eyes is Eyes.BODY, State(entry.state)
    reviews = at_the_body and may_review(actor, body)
    lies_there = review is not None and review.stage == Stage.ASKED
    second = review is not None and may_approve(actor, body, involved=involved(review))
    checks = review is not None and may_check_off(actor, involved=involved_before_check(review))
    why_not = "" if not (reviews and lies_there) else "involved" if not second else "" if found.is_open else "gate"
    public_deeds = at_the_body and may_withdraw(actor, body)
    return Can(
        ask=at_the_body and may_ask(actor, body) and (review is not None or after(state, Step.SUBMIT) is not None),
        take_back=at_the_body and may_ask(actor, body) and review is not None,
        review=(reviews or eyes is Eyes.CENTRAL) and review is not None,
        approve=reviews and lies_there and second and found.is_open,
        why_not=why_not,
        check_off=eyes is Eyes.CENTRAL and checks and found.is_open,
        comment=eyes is Eyes.CENTRAL or may_comment(actor, body),
        block=eyes is Eyes.CENTRAL or reviews,
        withdraw=public_deeds and after(state, Step.WITHDRAW) is not None,
        archive=public_deeds and after(state, Step.ARCHIVE) is not None,
    )


def _involved_names(review: Review | None) -> Iterable[str]:
    if review is None:
        return ()
    return (review.asked_by, review.approved_by, review.checked_by, review.ended_by)
