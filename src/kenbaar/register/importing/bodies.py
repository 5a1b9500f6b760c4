"""Which body does a record belong to? Known names are matched; an unknown one gets a body and a repair line."""

import datetime as dt
import re
import unicodedata
from dataclasses import replace
from functools import cache

from kenbaar.people.actions.bodies import BodyFacts, record_bodies
from kenbaar.people.actors import Actor
from kenbaar.people.matching import NameMatcher
from kenbaar.people.models import COMPANY, Body
from kenbaar.people.organisations import Organisation, load_organisations
from kenbaar.register.importing.incoming import Incoming
from kenbaar.register.importing.report import ImportReport, Repair, RepairSink
from kenbaar.standards.files.refusals import shown
from kenbaar.standards.findings import FindingKind
from kenbaar.values import LocalText

# Names that the list of organisations does not know. A foreign standard names bodies of another country.
UNRECOGNISED, FOREIGN = "unrecognised", "foreign"


class ImportedBodies:
    """Finds the body of each record; remembers the names it met."""

    def __init__(self, *, by: Actor, now: dt.datetime, report: ImportReport, note: RepairSink) -> None:
        self._by, self._now, self._report, self._note = by, now, report, note
        self._bodies: dict[str, Body] = {}
        self._met: dict[tuple[str, bool], Body] = {}
        # A company has no entries: a record that names one does not become its entry.
        for body in Body.objects.exclude(type=COMPANY):
            self._remember(body)

    def body_of(self, incoming: Incoming) -> Body:
        """Return the body, made if need be."""
        name, foreign = incoming.body_name, incoming.standard.foreign
        body = self._met.get((name, foreign))
        if body is None:
            body = self._met[name, foreign] = self._found(name, foreign, incoming)
        return body

    def _found(self, name: str, foreign: bool, incoming: Incoming) -> Body:
        if not foreign:
            match = matcher().match(name)
            if match.organisation is not None:
                return self._bodies.get(match.organisation.slug) or self._made(facts_of(match.organisation))
            self._note(_unknown_body(name, incoming, [candidate.name for candidate in match.candidates]))
        kind = FOREIGN if foreign else UNRECOGNISED
        slug = _slug(f"{kind}-{name}")
        if slug in self._bodies:
            return self._bodies[slug]
        called = name[:250] or "?"
        return self._made(BodyFacts(slug=slug, type=kind, name_nl=called, name_en=called, recognised=foreign))

    def _made(self, facts: BodyFacts) -> Body:
        self._report.bodies_added += record_bodies([facts], by=self._by, now=self._now)
        body = Body.objects.get(slug=facts.slug)
        self._remember(body)
        return body

    def _remember(self, body: Body) -> None:
        self._bodies[body.slug] = body
        # A body that is here already is known by its names, also when the list of organisations lacks it.
        for name in (body.name_nl, body.name_en) if body.recognised else ():
            self._met.setdefault((name, body.type == FOREIGN), body)


@cache
def matcher() -> NameMatcher:
    """Return the matcher over the organisations that ship with Kenbaar."""
    return NameMatcher(load_organisations())


def facts_of(organisation: Organisation) -> BodyFacts:
    """Return what is recorded of an organisation by itself; its parent need not be there."""
    return BodyFacts(
        slug=organisation.slug,
        type=organisation.type,
        name_nl=organisation.name.nl,
        name_en=organisation.name.en,
        code=organisation.code or None,
        abbreviation=organisation.abbreviation,
    )


def every_known_body() -> list[BodyFacts]:
    """Return all organisations that ship with Kenbaar, with their parents, ready to be recorded."""
    return [replace(facts_of(organisation), parent=organisation.parent) for organisation in load_organisations()]


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:120] or UNRECOGNISED


def _unknown_body(name: str, incoming: Incoming, candidates: list[LocalText]) -> Repair:
    guess_nl = f" Bedoelt u {candidates[0].nl}?" if candidates else ""
    guess_en = f" Do you mean {candidates[0].en}?" if candidates else ""
    called = shown(name)
    return Repair(
        place=incoming.row.place,
        kind=FindingKind.UNKNOWN_ORGANISATION,
        what=LocalText(
            nl=f"De organisatie ‘{called}’ staat niet in de lijst van overheidsorganisaties.{guess_nl}",
            en=f"The body ‘{called}’ is not in the list of public bodies.{guess_en}",
        ),
        remedy=LocalText(
            nl="Verbeter de naam, of voeg hem toe als andere naam van een organisatie.",
            en="Mend the name, or add it as another name of a body.",
        ),
        reference=incoming.identity.reference,
        name=incoming.name,
        field="organization",
        value=called,
    )
