"""Places in the law as people read them: `Annex III, 5(a)` is bijlage III, 5(a), with a link where one is known."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kenbaar.law.answering import AI_ACT
from kenbaar.law.shapes import Act
from kenbaar.values import LocalText, both

_NAMES = {
    "AI Act": AI_ACT,
    "Annex": AI_ACT,
    "Regulation (EU) 2026/1744": "",
    "GDPR": "gdpr",
    "UAVG": "uavg",
    "Awb": "awb",
    "Woo": "woo",
    "Aanbestedingswet 2012": "aanbestedingswet",
    "Auteurswet": "auteurswet",
    "CRPA": "crpa",
}
_DUTCH = (
    (re.compile(r"\bAI Act\b"), "AI-verordening"),
    (re.compile(r"\bGDPR\b"), "AVG"),
    (re.compile(r"\bRegulation\b"), "Verordening"),
    (re.compile(r"\bDirective on Automated Decision-Making\b"), "Canadese richtlijn"),
    (re.compile(r"\bDirective\b"), "Richtlijn"),
    (re.compile(r"\bAnnex\b"), "bijlage"),
    (re.compile(r"\bChapter\b"), "hoofdstuk"),
    (re.compile(r"\b[Ss]ections\b"), "afdelingen"),
    (re.compile(r"\b[Ss]ection (?=[A-C]\b)"), "deel "),
    (re.compile(r"\b[Ss]ection\b"), "afdeling"),
    (re.compile(r"\brecital\b"), "overweging"),
    (re.compile(r"\bguidelines\b"), "richtsnoeren"),
    (re.compile(r"\badvice\b"), "advies"),
    (re.compile(r"\bcategory\b"), "categorie"),
    (re.compile(r"\bown addition\b"), "eigen toevoeging"),
    (re.compile(r"\bart\. "), "artikel "),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the law, and the address of that law; empty where none is known."""

    text: LocalText
    url: str = ""


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """The same in one language."""

    text: str
    url: str


def places_in(source: str, acts: Mapping[str, Act]) -> tuple[Place, ...]:
    """Return the places that a source names, such as `AI Act art. 3(1), recital 12; GDPR art. 22`."""
    return tuple(_places(source, acts))


def _places(source: str, acts: Mapping[str, Act]) -> Iterator[Place]:
    for part in filter(None, (part.strip() for part in source.split(";"))):
        act = next((act for name, act in _NAMES.items() if part.startswith(name)), "")
        yield Place(_written(part), acts[act].url if act in acts else "")


def place_of(article: str, law: str, acts: Mapping[str, Act]) -> Place:
    """Return the place of an article of a law; an article that names its law by itself is that law's."""
    named = next((act for name, act in _NAMES.items() if article.startswith(name)), "")
    act = acts.get(named or law)
    if act is None:
        return Place(_written(article))
    text = _written(re.sub(r"^(AI Act|GDPR|UAVG|Awb|Woo) ", "", article))
    return Place(both(f"{act.title.nl}, {text.nl}", f"{act.title.en}, {text.en}"), act.url)


@lru_cache(maxsize=2048)
def _written(text: str) -> LocalText:
    numbered = text[:1].isdigit()
    english = f"article {text}" if numbered else text.replace("art. ", "article ")
    dutch = f"artikel {text}" if numbered else text
    for words, said in _DUTCH:
        dutch = words.sub(said, dutch)
    return both(dutch, english)
