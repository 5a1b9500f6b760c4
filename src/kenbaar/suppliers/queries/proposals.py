"""Reading what templates propose to the entries that follow them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from kenbaar.people.actors import Actor
from kenbaar.register.actions.drafting import answer_digest
from kenbaar.register.models import Entry
from kenbaar.register.queries.entries import at_work
from kenbaar.register.queries.working import working_copy
from kenbaar.rules.answers import Answer
from kenbaar.rules.facts import Fact, vocabulary
from kenbaar.suppliers.models import Adoption, Template
from kenbaar.suppliers.proposing import taken_over
from kenbaar.suppliers.queries.standing import answered_so_far, far, versions_of


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
    done = far(adoption)
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


def entries_with_proposals(actor: Actor, *, body: str = "") -> list[WaitingLine]:
    """Return the entries of the actor to which a template proposes something, most facts first, in three queries.

    The counts come from the templates alone, so that no entry need be read: a fact that an entry says so already is
    counted too, and its page tells that nothing would change.
    """
    rows = _behind(actor, body)
    adoptions = list(rows)
    done = answered_so_far(adoptions, rows)
    wanted: dict[int, set[int]] = defaultdict(set)
    for adoption in adoptions:
        so_far = done[adoption.pk]
        wanted[adoption.template_id] |= {_newest(adoption), so_far.seen, *so_far.beyond.values()}
    versions = versions_of(wanted)
    counted = (
        (adoption, len(versions[adoption.template_id].open_facts(done[adoption.pk], _newest(adoption))))
        for adoption in adoptions
    )
    lines = [_line(adoption, count) for adoption, count in counted if count]
    return sorted(lines, key=lambda line: (-line.count, line.reference))


def follows(actor: Actor, reference: str) -> Adoption | None:
    """Return the adoption of an entry, with its template, or None. Raises EntryNotFound."""
    entry = working_copy(actor, reference).entry
    rows = Adoption.objects.filter(entry=entry, ended_at=None).select_related("template__keeper", "template__latest")
    return rows.first()


def _behind(actor: Actor, body: str) -> QuerySet[Adoption]:
    """Return the adoptions of the actor's entries that have not answered the latest version whole."""
    mine: Any = Entry.objects.all() if actor.operator else Entry.objects.filter(at_work(actor))
    if body:
        mine = mine.filter(body__slug=body)
    rows = Adoption.objects.filter(entry__in=mine, ended_at=None)
    rows = rows.filter(Q(seen=None) | ~Q(seen=F("template__latest")))
    related = ("entry__body", "template__keeper", "template__latest", "seen")
    keys = ("entry", "template", "seen", "entry__body", "template__keeper", "template__latest")
    columns = ("entry__reference", "entry__name_nl", "entry__name_en", "entry__body__slug")
    more = ("entry__body__name_nl", "entry__body__name_en", "template__slug", "template__name_nl", "template__name_en")
    keeper = ("template__keeper__slug", "template__keeper__name_nl", "template__keeper__name_en")
    numbers = ("template__latest__number", "seen__number")
    return rows.select_related(*related).only(*keys, *columns, *more, *keeper, *numbers)


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
