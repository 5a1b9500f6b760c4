"""Reading what templates propose to the entries that follow them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from kenbaar.people.actors import Actor
from kenbaar.people.models import Body, Role
from kenbaar.register.actions.drafting import answer_digest
from kenbaar.register.models import Entry
from kenbaar.register.queries.entries import at_work
from kenbaar.register.queries.working import working_copy
from kenbaar.rules.answers import Answer
from kenbaar.rules.facts import Fact, vocabulary
from kenbaar.suppliers.models import Adoption, Template
from kenbaar.suppliers.proposing import taken_over
from kenbaar.suppliers.queries.standing import answered_so_far, versions_of

_SHOWN = 20
_MOST_WORDS = 10


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a template says of a fact now, beside what it said when that was last answered, and what we say.

    `result` is our answer once it is accepted; `seen` the digest of our answer now; `same` that nothing would change.
    """

    fact: Fact
    was: Answer | None
    proposed: Answer | None
    ours: Answer | None
    result: Answer | None
    seen: str
    same: bool


@dataclass(frozen=True, slots=True)
class EntryProposals:
    """The template that an entry follows, and everything that its latest version proposes and nobody answered."""

    entry: Entry
    template: Template
    number: int
    adopted_at: dt.datetime
    proposals: tuple[Proposal, ...]

    @property
    def open(self) -> tuple[Proposal, ...]:
        """Those that would change something."""
        return tuple(each for each in self.proposals if not each.same)


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """An entry in the list of what waits: how many facts its template says anew."""

    reference: str
    name: dict[str, str]
    body: str
    body_name: dict[str, str]
    template: str
    template_name: dict[str, str]
    keeper: str
    keeper_name: dict[str, str]
    count: int


def proposals_of(actor: Actor, reference: str) -> EntryProposals | None:
    """Return what is proposed to an entry; None when it follows no template. Raises EntryNotFound."""
    copy = working_copy(actor, reference)
    rows = Adoption.objects.filter(entry=copy.entry, ended_at=None)
    adoption = rows.select_related("template__keeper", "template__latest", "seen").first()
    if adoption is None:
        return None
    newest = adoption.template.latest
    assert newest is not None, "a template is made with its first version"
    done = answered_so_far([adoption])[adoption.pk]
    wanted = {newest.number, done.seen, *done.beyond.values()}
    versions = versions_of({adoption.template_id: wanted})[adoption.template_id]
    waiting = versions.open_facts(done, newest.number)
    found = []
    for fact in vocabulary():
        if fact.id not in waiting:
            continue
        ours, proposed = copy.sheet.get(fact.id), newest.sheet.get(fact.id)
        result = taken_over(fact.id, ours, proposed)
        was = versions.sheet(done.at(fact.id)).get(fact.id)
        found.append(Proposal(fact, was, proposed, ours, result, answer_digest(ours), same=result == ours))
    return EntryProposals(copy.entry, adoption.template, newest.number, adoption.adopted_at, tuple(found))


def entries_with_proposals(actor: Actor, *, page: int = 1, size: int = 100) -> list[WaitingLine]:
    """Return a page of the entries of the actor to which a template proposes something, by template and name.

    Three queries, whatever the size of the inventory.
    """
    rows = _behind(actor).order_by("template__name_nl", "template", "entry__name_nl", "id")
    return _lines(list(rows[(page - 1) * size : page * size]))


def entries_after(actor: Actor, number: int, *, limit: int) -> tuple[list[WaitingLine], int | None]:
    """Return the same in an order that never shifts, after an adoption, and where the next page begins, or None."""
    found = list(_behind(actor).filter(pk__gt=number).order_by("pk")[: limit + 1])
    return _lines(found[:limit]), found[limit - 1].pk if len(found) > limit else None


def count_waiting(actor: Actor) -> int:
    """Return for how many entries of the actor a template has a version that nobody answered whole."""
    return _behind(actor).count()


def bodies_to_write_for(actor: Actor) -> list[Body]:
    """Return the bodies for which the actor writes entries, by name."""
    return list(Body.objects.filter(slug__in=_written_by(actor)))


def entries_to_fill(actor: Actor, words: str) -> list[Entry]:
    """Return some entries that the actor writes and that follow no template, with all words in their name."""
    rows = Entry.objects.filter(at_work(actor), body__slug__in=_written_by(actor)).select_related("body")
    for word in words.split()[:_MOST_WORDS]:
        rows = rows.filter(Q(name_nl__icontains=word) | Q(name_en__icontains=word) | Q(reference=word))
    following = Adoption.objects.filter(entry=OuterRef("pk"), ended_at=None)
    return list(rows.exclude(Exists(following)).order_by("name_nl", "id")[:_SHOWN])


def _behind(actor: Actor) -> QuerySet[Adoption]:
    """Return the adoptions of the actor's entries that have not answered the latest version whole."""
    mine: Any = Entry.objects.all() if actor.operator else Entry.objects.filter(at_work(actor))
    rows = Adoption.objects.filter(Q(seen=None) | ~Q(seen=F("template__latest")), entry__in=mine, ended_at=None)
    related = ("entry__body", "template__keeper", "template__latest", "seen")
    keys = ("entry", "template", "seen", "entry__body", "template__keeper", "template__latest")
    columns = ("entry__reference", "entry__name_nl", "entry__name_en", "entry__body__slug")
    more = ("entry__body__name_nl", "entry__body__name_en", "template__slug", "template__name_nl", "template__name_en")
    keeper = ("template__keeper__slug", "template__keeper__name_nl", "template__keeper__name_en")
    numbers = ("template__latest__number", "seen__number")
    return rows.select_related(*related).only(*keys, *columns, *more, *keeper, *numbers)


def _lines(adoptions: Sequence[Adoption]) -> list[WaitingLine]:
    """Return those adoptions that have an open fact.

    The counts come from the templates alone, so that no entry need be read: a fact that an entry says so already is
    counted too, and its page tells that nothing would change.
    """
    done = answered_so_far(adoptions)
    wanted: dict[int, set[int]] = defaultdict(set)
    for adoption in adoptions:
        so_far = done[adoption.pk]
        wanted[adoption.template_id] |= {_newest(adoption), so_far.seen, *so_far.beyond.values()}
    versions = versions_of(wanted)
    counted = (
        (adoption, len(versions[adoption.template_id].open_facts(done[adoption.pk], _newest(adoption))))
        for adoption in adoptions
    )
    return [_line(adoption, count) for adoption, count in counted if count]


def _written_by(actor: Actor) -> list[str]:
    return [slug for slug, held in actor.roles.items() if Role.EDITOR in held]


def _newest(adoption: Adoption) -> int:
    assert adoption.template.latest is not None, "a template is made with its first version"
    return adoption.template.latest.number


def _line(adoption: Adoption, count: int) -> WaitingLine:
    entry, template = adoption.entry, adoption.template
    return WaitingLine(
        reference=entry.reference,
        name=_named(entry.name_nl, entry.name_en),
        body=entry.body.slug,
        body_name=entry.body.name,
        template=template.slug,
        template_name=template.name,
        keeper=template.keeper.slug,
        keeper_name=template.keeper.name,
        count=count,
    )


def _named(name_nl: str, name_en: str) -> dict[str, str]:
    names: Sequence[tuple[str, str]] = (("nl", name_nl), ("en", name_en))
    return {language: name for language, name in names if name}
