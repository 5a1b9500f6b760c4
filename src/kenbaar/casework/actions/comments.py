"""Comments: on an entry or one of its facts, with answers, with colleagues who should see them."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import QuerySet

from kenbaar.casework import events
from kenbaar.casework.deciding import entry_with_review, words
from kenbaar.casework.models import Comment, Mention
from kenbaar.casework.models.review import MOST_WORDS
from kenbaar.casework.queries.who_sees import who_see
from kenbaar.casework.review_errors import CommentNotFound, NotAColleague
from kenbaar.casework.review_policies import may_comment, may_resolve, may_review
from kenbaar.casework.review_sight import Eyes, comments_seen, eyes_on
from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actors import Actor
from kenbaar.people.named import person_number
from kenbaar.register.errors import NotAllowed
from kenbaar.rules.facts import Visibility, vocabulary

_MOST_MENTIONS = 20


@transaction.atomic
def add_comment(
    reference: str,
    text: str,
    *,
    by: Actor,
    now: dt.datetime,
    fact: str = "",
    parent: int | None = None,
    blocking: bool = False,
    mentions: Sequence[int] = (),
) -> Comment:
    """Comment on an entry, on one of its facts, or in answer to `parent`; `mentions` are numbers of colleagues.

    Whoever asked for the review, and whoever is answered, gets to see it anyway. Only who reviews blocks, and an answer
    never does. Raises EntryNotFound, NotAllowed, CommentNotFound, WordsTooLong
    or NotAColleague.
    """
    entry, review = entry_with_review(reference)
    eyes = eyes_on(by, entry, review)
    if eyes is Eyes.BODY and not may_comment(by, entry.body.slug):
        raise NotAllowed(reference, "comment on")
    if blocking and eyes is Eyes.BODY and not may_review(by, entry.body.slug):
        raise NotAllowed(reference, "block the publication of")
    above = _seen_comment(comments_seen(entry, eyes).filter(parent=None), parent) if parent is not None else None
    about = above.fact if above else fact
    if about and not _is_seen(about, eyes):
        raise NotAllowed(reference, "comment on that fact of")
    comment = Comment.objects.create(
        entry=entry,
        version=review.version if review else entry.latest,
        fact=about,
        text=words(text, most=MOST_WORDS, empty=False),
        by=by.name,
        at=now,
        parent=above,
        blocking=blocking and above is None,
        shared=above.shared if above else eyes is Eyes.CENTRAL,
    )
    told = {above.by if above else "", review.asked_by if review else ""}
    if mentions and eyes is Eyes.CENTRAL:
        # Who works at a body is not for a central reviewer to choose from.
        raise NotAColleague
    _mention(comment, mentions, told=told, by=by)
    details = {"comment": comment.pk, **({"fact": about} if about else {}), "blocking": comment.blocking}
    write_line(Deed(events.COMMENT_ADDED, reference, details), by=by.name, now=now)
    return comment


@transaction.atomic
def resolve_comment(reference: str, number: int, *, by: Actor, now: dt.datetime) -> None:
    """Say that a comment needs nothing more. Raises EntryNotFound, CommentNotFound or NotAllowed."""
    entry, review = entry_with_review(reference)
    eyes = eyes_on(by, entry, review)
    comment = _seen_comment(comments_seen(entry, eyes).filter(parent=None), number)
    if not may_resolve(
        by,
        entry.body.slug,
        by=comment.by,
        blocking=comment.blocking,
        shared=comment.shared,
        as_central=eyes is Eyes.CENTRAL,
    ):
        raise NotAllowed(reference, "resolve this comment on")
    if comment.resolved_at is not None:
        return
    comment.resolved_by, comment.resolved_at = by.name, now
    comment.save(update_fields=["resolved_by", "resolved_at"])
    write_line(Deed(events.COMMENT_RESOLVED, reference, {"comment": comment.pk}), by=by.name, now=now)


@transaction.atomic
def see_mention(number: int, *, by: Actor, now: dt.datetime) -> None:
    """Say that one saw what a comment asks one to see. Raises CommentNotFound."""
    waiting = Mention.objects.select_for_update(of=("self",)).select_related("comment__entry")
    mention = waiting.filter(pk=number, person=by.person).first() if by.person is not None else None
    if mention is None:
        raise CommentNotFound(number)
    if mention.seen_at is not None:
        return
    mention.seen_at = now
    mention.save(update_fields=["seen_at"])
    details = {"comment": mention.comment_id}
    write_line(Deed(events.MENTION_SEEN, mention.comment.entry.reference, details), by=by.name, now=now)


def _seen_comment(comments: QuerySet[Comment], number: int) -> Comment:
    comment = comments.filter(pk=number).first()
    if comment is None:
        raise CommentNotFound(number)
    return comment


def _is_seen(fact: str, eyes: Eyes) -> bool:
    if fact not in vocabulary():
        return False
    return eyes is Eyes.BODY or vocabulary()[fact].visibility is Visibility.PUBLIC


def _mention(comment: Comment, numbers: Sequence[int], *, told: Iterable[str], by: Actor) -> None:
    """Ask for the eyes of colleagues who were chosen, and of those whom it concerns anyway."""
    wanted = set(numbers)
    concerned = {number for number in map(person_number, told) if number is not None} - {by.person}
    if not wanted and not concerned:
        return
    there = set(who_see(comment.entry).values_list("pk", flat=True))
    if len(wanted) > _MOST_MENTIONS or not wanted <= there:
        raise NotAColleague
    rows = sorted(wanted | (concerned & there))
    Mention.objects.bulk_create(Mention(comment=comment, person_id=number) for number in rows)
