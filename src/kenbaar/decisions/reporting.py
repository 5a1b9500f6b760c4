"""A check of a notice as data, for the API and for files; the words for what it means are here too."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from kenbaar.decisions.checking import Check, Finding, Means, Verdict, check
from kenbaar.decisions.describing import Described, Remark
from kenbaar.decisions.facts import of_a_decision
from kenbaar.law.answering import classified
from kenbaar.law.notice_shapes import Place
from kenbaar.law.reading import law_book
from kenbaar.law.results import Classification
from kenbaar.rules.telling import operand_told, text_told
from kenbaar.values import LocalText, both

Json = dict[str, Any]
MEANS: Mapping[Means, LocalText] = {
    Means.NULL_RISK: both("ontbreekt; het besluit kan nietig zijn", "lacks; the decision may be void"),
    Means.BREACH: both("ontbreekt; dat is een overtreding", "lacks; that is a breach"),
    Means.BREACH_NO_AUTOMATIC_NULLITY: both(
        "ontbreekt; een overtreding, het besluit is niet vanzelf nietig",
        "lacks; a breach, the decision is not void by itself",
    ),
    Means.INCOMPLETE: both("ontbreekt; niet volledig", "lacks; incomplete"),
    Means.UNSURE: both(
        "ontbreekt; of het moet, is nog niet te zeggen", "lacks; whether it must be there cannot be said yet"
    ),
    Means.WITHHELD: both(
        "geheim op een genoemde grond; laat een jurist ernaar kijken", "withheld on a named ground; ask a lawyer"
    ),
    Means.AWAITS_DECISION: both("komt met elk besluit", "comes with each decision"),
    Means.FULFILLED: both("in orde", "in order"),
    Means.EARLY_VOLUNTARY: both("vroeg, uit uzelf", "early, voluntary"),
    Means.NOT_YET: both("nog niet verplicht", "not owed yet"),
    Means.POLICY: both("beleid, geen wet", "policy, no statute"),
}
VERDICTS: Mapping[Verdict, LocalText] = {
    Verdict.LACKS: both("Er ontbreekt iets dat een wet vraagt.", "Something that a law asks for lacks."),
    Verdict.UNSURE: both(
        "Dat hangt af van feiten die nog niet bekend zijn.", "That depends on facts that are not known yet."
    ),
    Verdict.COMPLETE: both(
        "Alles wat een wet vraagt, staat erin. Of de tekst klopt, weet u zelf het best.",
        "All that a law asks for is there. Whether the words are true, you know best.",
    ),
    Verdict.NOTHING_OWED: both("Op deze dag vraagt geen wet iets.", "No law asks for anything on this day."),
}
PLACES: Mapping[Place, LocalText] = {
    Place.MENTION: both("in het besluit", "in the decision"),
    Place.LINKED: both("op een pagina waar het besluit naar verwijst", "on a page to which the decision leads"),
    Place.ON_REQUEST: both("op verzoek", "on request"),
    Place.PUBLIC: both("openbaar", "in public"),
    Place.BEFOREHAND: both("vooraf", "beforehand"),
    Place.RECORDS: both("in het eigen dossier", "in the records"),
}


def checked(described: Described, *, today: dt.date, on: dt.date | None = None, known: dt.date | None = None) -> Check:
    """Return what the law that ships with Kenbaar says of a notice.

    `on` and `known` go before the days that the description names, and those before `today`. A notice belongs to a
    decision, so that there is one unless the facts say otherwise.
    """
    asked = described.asked
    found = classified(of_a_decision(asked.facts), on=on or asked.on or today, known=known or asked.known or today)
    return check(described.notice, found)


def check_told(found: Check, described: Described) -> Json:
    """Return a check as JSON, as `docs/reference/notice-format.md` describes it."""
    law = found.classification
    named = {} if described.asked.id is None else {"id": described.asked.id}
    return {
        **named,
        "on": law.on.isoformat(),
        "known": law.known.isoformat(),
        "law": {"digest": law.law_digest},
        "facts": {"digest": law.facts_digest},
        "verdict": found.verdict.value,
        "means": text_told(VERDICTS[found.verdict]),
        "regimes": _regimes(found, law),
        "findings": [_finding(each) for each in found.findings],
        "ask_next": list(found.ask_next),
        "assumed": list(found.assumed),
        "remarks": [{"id": each.id, "text": text_told(each.text)} for each in remarks_on(found, described)],
    }


def remarks_on(found: Check, described: Described) -> tuple[Remark, ...]:
    """Return what to look at again: in the description, and answers that cannot all be right."""
    contradictions = (Remark(each.id, each.text) for each in found.classification.contradictions)
    return (*described.remarks, *contradictions)


def _regimes(found: Check, law: Classification) -> list[Json]:
    regimes = law_book().at(law.known).regimes
    return [
        {"regime": name, "label": text_told(shape.label), "verdict": found.of_regime(name).value}
        for name, shape in regimes.items()
    ]


def _finding(each: Finding) -> Json:
    duty = each.duty
    status = duty.status
    return {
        "field": duty.field.id,
        "label": text_told(duty.field.label),
        "level": duty.field.level,
        "regime": status.regime,
        "status": status.status.value,
        "article": status.article,
        "means": each.means.value,
        "told": each.told,
        "where": [place.value for place in status.told_in],
        "elsewhere": [place.value for place in each.elsewhere],
        "lacks_in": list(each.lacking),
        "in_own_letter": each.unseen,
        "withheld": each.withheld,
        "certainty": duty.certainty.value,
        "depends_on": list(duty.missing),
        "binds_from": operand_told(duty.binds_from),
        "note": text_told(status.note),
        "source": status.source,
        "confidence": status.confidence.value,
    }
