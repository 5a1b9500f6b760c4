"""The laws that pages of the Algoritmekader name: found by name or by the number in a link, and linked to anew.

The table itself is `content/law/kader/laws.yaml`.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from pydantic import TypeAdapter

from kenbaar.law.kader.points import parts_of
from kenbaar.rules.content_files import load_yaml
from kenbaar.values import Frozen, LocalText


class Law(Frozen):
    """A law with its numbers in the official sources, each of them empty where there is none."""

    id: str
    label: LocalText
    celex: str = ""
    bwb: str = ""
    names: tuple[str, ...]
    marks: tuple[str, ...] = ()


class Named(NamedTuple):
    """A law that a text names: its id, whether the text begins with the name, and of how many words that is."""

    law: str
    is_first: bool
    words: int


_CELEX = re.compile(r"CELEX:(?P<number>[0-9A-Z]{5,20}(?:/[0-9A-Z]{1,5}){0,2})", re.IGNORECASE)
# A consolidated text has 0 for the sector and its date behind it.
_CONSOLIDATED = re.compile(r"CELEX:0(?P<number>\d{4}[A-Z]\d{4})-\d{8}", re.IGNORECASE)
_BWB = re.compile(r"\bBWB[RV]\d{7}", re.IGNORECASE)
_OFFICIAL_JOURNAL = re.compile(r"\bOJ:L_\d{9}", re.IGNORECASE)
_SIGNS = re.compile(r"[^a-z0-9]+")
_ENCODED = re.compile(r"%(3A|2F)", re.IGNORECASE)


@cache
def laws() -> Mapping[str, Law]:
    """Return the laws of the table by id."""
    content = (files("kenbaar.content") / "law" / "kader" / "laws.yaml").read_bytes()
    listed = TypeAdapter(list[Law]).validate_python(load_yaml(content))
    return MappingProxyType({law.id: law for law in listed})


def folded(text: str) -> str:
    """Return a text without capitals, accents and signs, with one space between words."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _SIGNS.sub(" ", plain).strip()


def named_in(text: str) -> Named:
    """Return the first law that a text names, the id empty for none; of two names that begin together the longer."""
    found = _names_pattern().search(folded(text))
    return Named(_names()[found[0]], found.start() == 0, found[0].count(" ") + 1) if found else Named("", False, 0)


def law_id(said: str) -> str:
    """Return the id of the law that somebody means by an id or a name; the folded text itself for one unknown here."""
    if said in laws():
        return said
    return _names().get(folded(said), folded(said))


def behind(text: str, named: Named) -> str:
    """Return what stands in a text behind the name of the law that it begins with."""
    name = re.match(rf"(?:[\W_]*+[^\W_]++){{{named.words}}}", text)
    return text[name.end() :] if name else ""


class LinkNumber(NamedTuple):
    """The number of a law in a link: whether the link leads to an official source of law, and to which law if known."""

    is_official: bool
    law: str


def law_of_link(url: str) -> LinkNumber:
    """Find out which law a link leads to."""
    known = _numbers()
    for pattern in (_CONSOLIDATED, _CELEX, _BWB, _OFFICIAL_JOURNAL):
        if found := pattern.search(_plain_signs(url)):
            number = found.groupdict().get("number", found[0]).upper()
            return LinkNumber(True, known.get(f"3{number}" if pattern is _CONSOLIDATED else number, ""))
    return LinkNumber(False, "")


def link_to(law: str, point: str) -> str:
    """Return a link to a place in a law, as `points.py` writes it; to the law as a whole where no nearer is possible.

    Empty for a law without a number. It leads to the text as it was first published in the Official Journal, and for
    Dutch law to the text that holds on the day of reading.
    """
    found = laws().get(law)
    kind, *steps = parts_of(point) or ("",)
    if found is None or not (found.celex or found.bwb):
        return ""
    if found.bwb:
        place = f"&artikel={steps[0]}" if kind == "article" else ""
        return f"https://wetten.overheid.nl/jci1.3:c:{found.bwb}{place}"
    mark = {"article": "art", "annex": "anx", "recital": "rct"}.get(kind)
    place = f"#{mark}_{steps[0]}" if mark else ""
    return f"https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:{found.celex}{place}"


def _plain_signs(url: str) -> str:
    return _ENCODED.sub(lambda found: ":" if found[1].upper() == "3A" else "/", url)


@cache
def _names() -> Mapping[str, str]:
    return MappingProxyType({folded(name): law.id for law in laws().values() for name in law.names})


@cache
def _names_pattern() -> re.Pattern[str]:
    longest_first = sorted(_names(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


@cache
def _numbers() -> Mapping[str, str]:
    return MappingProxyType(
        {number.upper(): law.id for law in laws().values() for number in (law.celex, law.bwb, *law.marks) if number}
    )
