"""A body that issues notices: a profile that was approved, a key to read them, and decisions."""

import datetime as dt
from collections.abc import Sequence
from hashlib import sha256

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.profile import Profile
from kenbaar.envelopes.sealing import ReadingKey
from kenbaar.ledger.canonical import canonical_bytes
from kenbaar.notices.actions.issuing import Issued, IssuedNotice, issue_batch
from kenbaar.notices.actions.keys import add_reading_key
from kenbaar.notices.lifecycle import Stage
from kenbaar.notices.models import NoticeProfile, ProfileVersion
from kenbaar.people.actors import OPERATOR, Actor
from kenbaar.people.models import Body
from kenbaar.register.lifecycle import State
from tests import make

NOON = make.NOON
DECISION = Decision(
    reference="2026-000123",
    decided_on=dt.date(2026, 11, 20),
    language="nl",
    outcome="refused",
    addressee="Mevrouw Z. Zonneveld-Kwispel",
    values={"income": "31234.56", "household": "3"},
    contributions={"income_weight": "-12.5"},
    person_class="selected",
    human="Een medewerker keek naar de uitkomst.",
    reasons="Uw inkomen is hoger dan de grens.",
    settings="2.1",
)


def profile_content(**changes: object) -> dict[str, object]:
    """Return a small profile, as JSON."""
    said = {
        "name": {"nl": "Toekenning van de woonbijdrage"},
        "languages": ["nl"],
        "entry": "nl-0001",
        "version": 1,
        "responsible": {"name": {"nl": "Gemeente Lindewaarde"}},
        "algorithm": {"nl": "Rekenhulp woonbijdrage"},
        "automation": "support",
        "data": [
            {"id": "income", "label": {"nl": "Inkomen"}, "source": {"nl": "Belastingdienst"}, "kind": "money"},
            {"id": "household", "label": {"nl": "Huishouden"}, "source": {"nl": "BRP"}, "kind": "number"},
        ],
        "parameters": [
            {"id": "income_weight", "label": {"nl": "Inkomen"}, "meaning": {"nl": "Hoger telt minder."}},
        ],
        "selection": {
            "classes": [{"id": "selected", "label": {"nl": "Gekozen"}, "meaning": {"nl": "Gekozen voor controle."}}],
            "basis": "policy",
        },
        "outcomes": [{"id": "refused", "label": {"nl": "Afgewezen"}}, {"id": "granted", "label": {"nl": "Toegekend"}}],
        "wording": {"template": "decision/1"},
    }
    return Profile.model_validate({**said, **changes}).model_dump(mode="json")


def approved(body: Body | None = None, slug: str = "woonbijdrage", **changes: object) -> ProfileVersion:
    """Make a profile, or a next version of it, that is approved from now on."""
    where = body or make.body()
    profile = NoticeProfile.objects.filter(body=where, slug=slug).first() or NoticeProfile.objects.create(
        body=where, slug=slug, entry=make.entry(State.PUBLISHED, at=where)
    )
    entry = profile.entry
    content = profile_content(entry=entry.reference, **changes)
    profile.versions.filter(stage=Stage.APPROVED).update(stage=Stage.REPLACED)
    profile.current = ProfileVersion.objects.create(
        profile=profile,
        number=profile.versions.count() + 1,
        entry_version=entry.published,
        stage=Stage.APPROVED,
        content=content,
        digest=sha256(canonical_bytes(content)).hexdigest(),
        approved_by="person 1",
        approved_at=NOON,
    )
    profile.save()
    return profile.current


def key_of(body: Body) -> ReadingKey:
    """Give a body a key to read its notices with, and return the private half."""
    key = ReadingKey.made(body.slug)
    add_reading_key(body, key.public, by=OPERATOR, now=NOON)
    return key


def some_decisions(count: int) -> list[Decision]:
    """Return decisions that differ in their reference."""
    return [DECISION._replace(reference=f"2026-{number:06}") for number in range(count)]


def issue(version: ProfileVersion, decisions: Sequence[Decision], *, by: Actor = OPERATOR, **more: object) -> Issued:
    """Issue notices at noon."""
    return issue_batch(version, decisions, by=by, **{"now": NOON, **more})


def issue_one(version: ProfileVersion, decision: Decision = DECISION, **more: object) -> IssuedNotice:
    """Issue one notice at noon."""
    (outcome,) = issue(version, [decision], **more).outcomes
    assert isinstance(outcome, IssuedNotice)
    return outcome
