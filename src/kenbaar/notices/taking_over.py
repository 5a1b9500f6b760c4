"""What a profile takes over from its entry, so that nobody types it twice. Pure: a sheet in, parts of a profile out.

What the law looks at and where the entry is are always those of the entry. Texts are a beginning: whoever writes the
profile makes them fit a letter, and a text that they left as it was follows the entry.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kenbaar.decisions.profile import MOST_CHARACTERS, MOST_OF_A_KIND, Automation, Channel, RouteKind
from kenbaar.law.reading import law_book
from kenbaar.law.term_shapes import TermUnit
from kenbaar.rules.answers import Sheet
from kenbaar.rules.facts import vocabulary

# The parts of a profile that are the entry's own to say.
OF_THE_ENTRY = ("entry", "version", "public_page", "facts", "automation")
# Texts of a profile and the facts that they begin with.
_TEXTS = {
    "algorithm": "name",
    "purpose": "purpose",
    "consequences": "impact",
    "human_part": "human_intervention",
    "operations": "decision_process",
    "logic": "methods",
    "choices": "considerations",
}
_TERM = re.compile(r"\b(\d{1,3})\s*(dag(?:en)?|days?|we(?:e)?k(?:en|s)?|maand(?:en)?|months?)\b", re.IGNORECASE)
_COURT = re.compile(r"rechtbank|rechter|\bcourt\b|raad van state", re.IGNORECASE)
_UNITS = {"d": TermUnit.DAYS, "w": TermUnit.WEEKS, "m": TermUnit.MONTHS}
_LONGEST_TERM, _LONGEST_LINE, _MOST_ROUTES = 120, 250, 20
_TEMPLATE = "decision/1"


@dataclass(frozen=True, slots=True)
class Source:
    """A version of an entry as a profile sees it. `public_page` is the address of the public page of the entry."""

    reference: str
    number: int
    sheet: Sheet
    body: Mapping[str, str]
    public_page: str


def says_its_part(sheet: Sheet) -> bool:
    """Say whether the sheet says that the algorithm takes part in decisions, and how."""
    return sheet.value("automation") in {Automation.SUPPORT, Automation.SOLE}


def taken_over(source: Source) -> dict[str, Any]:
    """Return the content of a profile, but for its name, as far as the entry says it."""
    sheet = source.sheet
    texts = {part: _short(sheet.texts(fact)) for part, fact in _TEXTS.items()}
    return {
        **of_the_entry(source),
        **texts,
        "languages": ["nl"],
        "responsible": {
            "name": _short(sheet.texts("organisation_name") or source.body),
            "contact": list(_contact(sheet.value("contact") or "")),
        },
        "data": list(_data(sheet)),
        "high_risk": sheet.value("risk_class") == "high_risk",
        "routes": list(_routes(sheet, source.body)),
        "sole_ground": _option("sole_ground", sheet.value("sole_ground")),
        "withheld": [
            {"what": _option("withheld", each), "law": "", "article": ""}
            for each in sheet.value("withheld") or ()
            if each != "none"
        ],
        "wording": {"template": _TEMPLATE},
    }


def of_the_entry(source: Source) -> dict[str, Any]:
    """Return the parts that are the entry's own to say."""
    return {
        "entry": source.reference,
        "version": source.number,
        "public_page": source.public_page,
        "facts": law_facts(source.sheet),
        "automation": source.sheet.value("automation"),
    }


def law_facts(sheet: Sheet) -> dict[str, Any]:
    """Return the values of the facts that the law looks at."""
    looked_at = law_book().latest.facts
    return {fact: answer["value"] for fact, answer in sheet.items() if fact in looked_at and "value" in answer}


def brought_up_to(content: Mapping[str, Any], *, old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return a content in which every part that still says what the old version of the entry said follows the new one.

    `old` and `new` are contents as a profile has them, made of the two versions.
    """
    followed = {part: new[part] for part in new if part in OF_THE_ENTRY or content.get(part) == old.get(part)}
    return {**content, **followed, "name": content["name"], "wording": content["wording"]}


def _short(texts: Mapping[str, str]) -> dict[str, str]:
    return {language: text[:MOST_CHARACTERS] for language, text in texts.items() if text}


def _contact(written: str) -> Iterator[dict[str, str]]:
    address = written.strip()
    if not address or len(address) > _LONGEST_LINE:
        return
    if re.fullmatch(r"https://[^\s<>\"]+", address):
        yield {"channel": Channel.WEB, "address": address}
    elif re.fullmatch(r"[^\s@]+@[^\s@]+", address):
        yield {"channel": Channel.EMAIL, "address": address}
    elif re.fullmatch(r"\+?[\d ()-]{3,}", address):
        yield {"channel": Channel.PHONE, "address": address}


def _data(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Give a row for each source that the entry names. What is taken from there, only a person can say."""
    links = [row for row in sheet.value("data_links") or () if row.get("title")]
    for number, row in enumerate(links[:MOST_OF_A_KIND], start=1):
        yield {"id": f"data_{number}", "label": {}, "source": _short(row["title"])}
    if not links and (said := sheet.texts("data")):
        yield {"id": "data_1", "label": {}, "meaning": _short(said), "source": {}}


def _routes(sheet: Sheet, body: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    rows = sheet.value("objection_route") or ()
    for row in rows[:_MOST_ROUTES]:
        term = _term(row.get("term", {}))
        yield {
            "kind": RouteKind.COURT if _COURT.search(" ".join(row.get("body", {}).values())) else RouteKind.OBJECTION,
            "body": _short(row.get("body", {})) or dict(body),
            "term": term,
            "note": _together(row.get("channel", {}), {} if term else row.get("term", {})),
            "cost": _short(row.get("cost", {})),
        }
    if not rows and (said := sheet.texts("objection_procedure")):
        yield {"kind": RouteKind.OBJECTION, "body": dict(body), "note": _short(said)}


def _term(texts: Mapping[str, str]) -> dict[str, Any] | None:
    """Return a term that the words name, such as "6 weken"; None for words that name none, or more than one."""
    found = {(int(number), unit[0].lower()) for text in texts.values() for number, unit in _TERM.findall(text)}
    if len(found) != 1:
        return None
    ((count, unit),) = found
    return {"count": count, "unit": _UNITS[unit]} if 0 < count <= _LONGEST_TERM else None


def _together(*several: Mapping[str, str]) -> dict[str, str]:
    languages = {language for texts in several for language in texts}
    return _short(
        {language: " ".join(filter(None, (texts.get(language) for texts in several))) for language in languages}
    )


def _option(fact: str, chosen: object) -> dict[str, str]:
    """Return what an option of a fact is called; empty for one that is not there, and for none of them."""
    option = next((each for each in vocabulary()[fact].options if each.id == chosen and chosen != "none"), None)
    return {"nl": option.label.nl, "en": option.label.en} if option else {}
