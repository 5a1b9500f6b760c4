"""Following a template: beginning to, answering what it proposes, and leaving it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body
from kenbaar.register.actions.drafting import Change, answer_digest, changes_of, save_answers
from kenbaar.register.actions.writing import create_entry, locked_entry
from kenbaar.register.errors import NotAllowed as MayNotWrite
from kenbaar.register.models import Entry
from kenbaar.register.policies import may_write
from kenbaar.register.queries.working import need_sight, working_copy
from kenbaar.rules.answers import Sheet, known
from kenbaar.suppliers.errors import FollowsAlready, FollowsNothing, NothingProposed, TemplateRetired
from kenbaar.suppliers.events import ADOPTION_ENDED, PROPOSALS_ANSWERED, TEMPLATE_ADOPTED
from kenbaar.suppliers.models import Adoption, ProposalAnswer, Template, TemplateVersion
from kenbaar.suppliers.proposing import Answered, Versions, taken_over
from kenbaar.suppliers.queries.standing import answered_so_far, versions_of
from kenbaar.suppliers.queries.templates import latest_of, template_for


@dataclass(frozen=True, slots=True)
class AnswersGiven:
    """What came of answers: the facts that were accepted and declined, and those that somebody else changed first."""

    accepted: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


@transaction.atomic
def adopt_as_new(keeper: str, slug: str, *, body: Body, name: str, key: str, by: Actor, now: dt.datetime) -> Entry:
    """Make an entry of a body from a template, under a Dutch name of its own; the rest of the template is its draft.

    `key` is unique for the entry, as in `create_entry`. Raises TemplateNotFound, TemplateRetired or NotAllowed.
    """
    template = _offered(by, keeper, slug)
    entry = create_entry(key, body=body, sheet=Sheet({"name": known({"nl": name})}), by=by, now=now)
    version = latest_of(template)
    # The name is the body's own: a product is often called otherwise where it is used.
    sheet = Sheet({fact: answer for fact, answer in version.answers().items() if fact != "name"})
    _begin(entry, template, version, sheet, filled=sheet.keys(), whole=True, by=by, now=now)
    return entry


@transaction.atomic
def adopt(reference: str, keeper: str, slug: str, *, by: Actor, now: dt.datetime) -> AnswersGiven:
    """Have an entry follow a template: it fills what is empty, and proposes the rest. `accepted` are the filled facts.

    Raises EntryNotFound, NotAllowed, TemplateNotFound, TemplateRetired or FollowsAlready.
    """
    entry = _to_write(reference, by)
    template = _offered(by, keeper, slug)
    if Adoption.objects.filter(entry=entry, ended_at=None).exists():
        raise FollowsAlready(reference)
    version = latest_of(template)
    sheet, ours = version.answers(), working_copy(by, reference).sheet
    empty = [fact for fact in sheet if ours.get(fact) is None]
    same = [fact for fact in sheet if fact in ours and taken_over(fact, ours[fact], sheet[fact]) == ours[fact]]
    filled = [*empty, *same]
    answers = Sheet({fact: sheet[fact] for fact in empty})
    _begin(entry, template, version, answers, filled=filled, whole=len(filled) == len(sheet), by=by, now=now)
    return AnswersGiven(accepted=tuple(empty))


@transaction.atomic
def answer_proposals(
    reference: str,
    number: int,
    *,
    accept: Mapping[str, str],
    decline: Iterable[str] = (),
    by: Actor,
    now: dt.datetime,
) -> AnswersGiven:
    """Answer what version `number` of the template proposes: `accept` has, by fact, the digest of our answer as seen.

    A fact that somebody else changed in the meantime is left open, and named: nobody's words are lost.
    Raises EntryNotFound, NotAllowed, FollowsNothing or NothingProposed.
    """
    entry = _to_write(reference, by)
    adoption = _adoption(entry)
    version = TemplateVersion.objects.filter(template=adoption.template, number=number).first()
    if version is None:
        raise FollowsNothing(reference)
    done = answered_so_far([adoption])[adoption.pk]
    versions = versions_of({adoption.template_id: {number, done.seen, *done.beyond.values()}})[adoption.template_id]
    declined = tuple(dict.fromkeys(decline))
    _need_open([*accept, *declined], versions.open_facts(done, number), reference)

    ours, proposed = working_copy(by, reference).sheet, version.answers()
    changed = tuple(fact for fact, seen in accept.items() if answer_digest(ours.get(fact)) != seen)
    accepted = tuple(fact for fact in accept if fact not in changed)
    source = _source(adoption.template, version)
    taken = {fact: taken_over(fact, ours.get(fact), proposed.get(fact)) for fact in accepted}
    changes = changes_of(ours, taken, source=source)
    changes = [change for change in changes if change.answer != ours.get(change.fact)]
    if changes:
        save_answers(reference, changes, by=by, now=now)
    given = AnswersGiven(accepted, declined, changed)
    if accepted or declined:
        _note(adoption, version, given, by=by, now=now)
        _move_on(adoption, done, versions, version, given)
    return given


@transaction.atomic
def leave_template(reference: str, *, by: Actor, now: dt.datetime) -> None:
    """End the following of a template; what the entry took over stays. Again, it changes nothing.

    Raises EntryNotFound or NotAllowed.
    """
    entry = _to_write(reference, by)
    adoption = Adoption.objects.filter(entry=entry, ended_at=None).select_related("template__keeper").first()
    if adoption is not None:
        adoption.ended_at = now
        adoption.save(update_fields=["ended_at"])
        write_line(Deed(ADOPTION_ENDED, reference, _named(adoption.template)), by=by.name, now=now)


def _begin(
    entry: Entry,
    template: Template,
    version: TemplateVersion,
    sheet: Sheet,
    *,
    filled: Iterable[str],
    whole: bool,
    by: Actor,
    now: dt.datetime,
) -> None:
    """Write what an entry takes over at once, and remember which facts were settled by that."""
    changes = [Change(fact, answer, "", _source(template, version)) for fact, answer in sheet.items()]
    if changes:
        save_answers(entry.reference, changes, by=by, now=now)
    adoption = Adoption.objects.create(
        entry=entry, template=template, seen=version if whole else None, adopted_by=by.name, adopted_at=now
    )
    if not whole:
        ProposalAnswer.objects.bulk_create(_answers(adoption, version, filled, accepted=True, by=by, now=now))
    details = {**_named(template), "version": version.number, "facts": sorted(sheet)}
    write_line(Deed(TEMPLATE_ADOPTED, entry.reference, details), by=by.name, now=now)


def _note(adoption: Adoption, version: TemplateVersion, given: AnswersGiven, *, by: Actor, now: dt.datetime) -> None:
    rows = _answers(adoption, version, given.accepted, accepted=True, by=by, now=now)
    rows += _answers(adoption, version, given.declined, accepted=False, by=by, now=now)
    ProposalAnswer.objects.bulk_create(rows)
    told = {"accepted": sorted(given.accepted), "declined": sorted(given.declined)}
    details = {**_named(adoption.template), "version": version.number, **told}
    write_line(Deed(PROPOSALS_ANSWERED, adoption.entry.reference, details), by=by.name, now=now)


def _move_on(
    adoption: Adoption, done: Answered, versions: Versions, version: TemplateVersion, given: AnswersGiven
) -> None:
    """Once nothing of the newest version is open, count from there: then old answers need not be read again."""
    now_done = Answered(done.seen, {**done.beyond, **dict.fromkeys((*given.accepted, *given.declined), version.number)})
    if version.pk == adoption.template.latest_id and not versions.open_facts(now_done, version.number):
        adoption.seen = version
        adoption.save(update_fields=["seen"])


def _answers(
    adoption: Adoption, version: TemplateVersion, facts: Iterable[str], *, accepted: bool, by: Actor, now: dt.datetime
) -> list[ProposalAnswer]:
    told = {"adoption": adoption, "version": version, "accepted": accepted, "by": by.name, "at": now}
    return [ProposalAnswer(fact=fact, **told) for fact in facts]


def _to_write(reference: str, by: Actor) -> Entry:
    entry = locked_entry(reference)
    need_sight(by, entry)
    if not may_write(by, entry.body.slug):
        raise MayNotWrite(reference, "write")
    return entry


def _offered(by: Actor, keeper: str, slug: str) -> Template:
    template = template_for(by, keeper, slug)
    if template.retired_at is not None:
        raise TemplateRetired(keeper, slug)
    return template


def _adoption(entry: Entry) -> Adoption:
    rows = Adoption.objects.filter(entry=entry, ended_at=None).select_related("template__keeper", "seen", "entry")
    adoption = rows.first()
    if adoption is None:
        raise FollowsNothing(entry.reference)
    return adoption


def _need_open(facts: Sequence[str], open_facts: frozenset[str], reference: str) -> None:
    twice = {fact for fact in facts if facts.count(fact) > 1}
    for fact in facts:
        if fact not in open_facts or fact in twice:
            raise NothingProposed(reference, fact)


def _source(template: Template, version: TemplateVersion) -> str:
    return f"template {template.keeper.slug}/{template.slug} {version.number}"


def _named(template: Template) -> dict[str, str]:
    return {"keeper": template.keeper.slug, "template": template.slug}
