"""Places in a law, read from how people write them: "Artikel 9(6 en 8)", "art. 5 lid 1 onder a en b", "bijlage III".

A point is written here as "13(1)(a)", "annex III(2)", "recital 29", "division 3.1" or "chapter 12.4". Articles are
what one mostly means, so they go without a word.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

_KINDS = {
    "article": r"artikel(?:en)?|art\.?|articles?",
    "annex": r"bijlagen?|annex(?:es)?",
    "recital": r"overweging(?:en)?|recitals?",
    "division": r"afdeling(?:en)?|afd\.?|divisions?|sections?",
    "chapter": r"hoofdstuk(?:ken)?|chapters?",
}
_ORDINALS = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende")
_TOKEN = re.compile(
    r"\s*(?:"
    + "|".join(f"(?P<{kind}>(?:{words})(?![\\w.]))" for kind, words in _KINDS.items())
    + r"|(?P<below>(?:lid|leden|sub|aanhef en onder|onder|onderdelen|onderdeel|punten|punt|letter|paragraph|point)"
    r"(?!\w))"
    rf"|(?P<ordinal>(?:{'|'.join(_ORDINALS)})\s+lid(?!\w))"
    r"|(?P<until>(?:-|–|t/m|tot en met)(?!\w*/))"
    r"|(?P<also>(?:,|;|en|jo\.?|and)(?!\w))"
    r"|(?P<open>\()|(?P<close>\))"
    r"|(?P<number>\d{1,4}(?:[.:]\d{1,4}){0,3}[a-z]{0,2})(?![\w/])"
    r"|(?P<roman>[IVXL]{1,8})(?!\w)"
    r"|(?P<letter>[a-z](?!\w)|(?<=\()[a-z]{2}(?=\)))"
    r")",
    # Without ASCII, "eerſte" would be a word that is in no list.
    re.IGNORECASE | re.ASCII,
)
_START = re.compile(rf"(?:{'|'.join(_KINDS.values())})(?![\w.])", re.IGNORECASE | re.ASCII)
_BARE = re.compile(r"[0-9]")
_WRITTEN = re.compile(
    r"(?:(?P<kind>annex|recital|division|chapter) )?(?P<first>[\w:.]+)(?P<rest>(?:\(\w+\))*)", re.ASCII
)
_SUB = re.compile(r"(?P<number>\d+)(?P<letter>[a-z])")
_MOST_TOKENS = 60
_MOST_IN_RANGE = 100


class Points(NamedTuple):
    """The places that a text begins with, and whether the last of them breaks off."""

    points: tuple[str, ...]
    is_cut: bool


@dataclass
class _Reading:
    """The place that is being read: its kind, its steps, and the level at which the next step goes.

    A step is taken where one `may_follow` only: in "Artikel 5 A" the A belongs to something else. People who write
    freely mean paragraph 1, letter c by "55(1c)"; in a table of law, "6(1a)" is a paragraph with that number.
    """

    is_free: bool
    kind: str = "article"
    steps: list[str] = field(default_factory=list)
    level: int = 0
    found: list[tuple[str, ...]] = field(default_factory=list)
    is_range: bool = False
    is_joined: bool = False
    may_follow: bool = False
    must_follow: bool = False

    def start(self, kind: str) -> None:
        self.kind, self.steps, self.level = kind, [], 0
        self.may_follow = self.must_follow = True

    def deepen(self, *, must_follow: bool) -> bool:
        self.level, self.may_follow, self.must_follow = len(self.steps), True, must_follow
        return bool(self.steps)

    def open(self) -> bool:
        self.deepen(must_follow=False)
        # "13(1) en (3)": what is joined to a step stands beside it.
        self.level -= self.is_joined and len(self.steps) > 1
        return bool(self.steps)

    def go_on(self, *, is_range: bool) -> bool:
        self.may_follow, self.is_range, self.is_joined = True, is_range, True
        return bool(self.steps)

    def step(self, text: str) -> bool:
        if not self.may_follow:
            return False
        if self.is_free and self.level and (both := _SUB.fullmatch(text)):
            self._place(both["number"])
            self.level += 1
            self._place(both["letter"])
        else:
            self._beside(text)
        return True

    def _beside(self, text: str) -> None:
        # "(2 sub e en 3)": after a letter, a number stands beside the number above it.
        while self.level > 1 and len(self.steps) > self.level and text.isdigit() != self.steps[self.level].isdigit():
            self.level -= 1
        self._place(text)

    def _place(self, text: str) -> None:
        before = tuple(self.steps)
        self.steps = [*self.steps[: self.level], text]
        here = (self.kind, *self.steps)
        if self.is_range:
            self.found += [(self.kind, *self.steps[:-1], step) for step in _between(before[-1:], text)]
        if self.found and self.found[-1] == (self.kind, *before) and len(self.steps) > len(before):
            self.found.pop()
        self.found.append(here)
        self.is_range = self.is_joined = self.may_follow = self.must_follow = False


def points_in(text: str) -> Points:
    """Return the places that a text begins with; none when it begins with something else."""
    if not _START.match(text):
        return Points((), False)
    return _read(text, is_free=True)


def points_of(said: str) -> tuple[str, ...]:
    """Return the places that somebody means who may leave the word "article" out: "13(1)", "3:46", "Annex III"."""
    said = said.strip()
    return _read(said, is_free=False).points if _START.match(said) or _BARE.match(said) else ()


def parts_of(point: str) -> tuple[str, ...]:
    """Return a point in steps, the kind first: ("article", "13", "1"); nothing for what is no point."""
    found = _WRITTEN.fullmatch(point)
    if not found:
        return ()
    below = found["rest"][1:-1].split(")(") if found["rest"] else ()
    return (found["kind"] or "article", found["first"], *below)


def _read(text: str, *, is_free: bool) -> Points:
    # What leaves the word "article" out begins with its number.
    reading = _Reading(is_free, may_follow=True)
    at = 0
    for _count in range(_MOST_TOKENS):
        token = _TOKEN.match(text, at)
        if token is None or not _taken(reading, token.lastgroup or "", token[0].strip()):
            break
        at = token.end()
    points = tuple(dict.fromkeys(_written(place) for place in reading.found))
    return Points(points, reading.must_follow)


def _taken(reading: _Reading, group: str, word: str) -> bool:
    """Take one word; say whether it belongs to the place."""
    match group:
        case "number":
            return reading.step(word.lower())
        case "roman" if reading.kind in {"annex", "chapter"} and not reading.level:
            return reading.step(word.upper())
        case "roman" | "letter":
            return bool(reading.level) and reading.step(word.lower())
        case "ordinal":
            return reading.deepen(must_follow=False) and reading.step(str(_ORDINALS.index(word.lower().split()[0]) + 1))
        case "below":
            reading.is_joined = False
            return reading.deepen(must_follow=True)
        case "open":
            return reading.open()
        case "close":
            reading.level = 0
            return True
        case "until" | "also":
            return reading.go_on(is_range=group == "until")
        case _:
            reading.start(group)
            return True


def _written(place: tuple[str, ...]) -> str:
    kind, first, *below = place
    return ("" if kind == "article" else f"{kind} ") + first + "".join(f"({step})" for step in below)


def _between(before: tuple[str, ...], text: str) -> list[str]:
    """Return what lies between the ends of a range of numbers or letters, of a length that a law can have."""
    first = before[0] if before else ""
    if first.isdigit() and text.isdigit():
        inside = range(int(first) + 1, int(text))
        return [str(number) for number in inside] if len(inside) <= _MOST_IN_RANGE else []
    if len(first) == len(text) == 1 and first.isalpha() and text.isalpha():
        return [chr(letter) for letter in range(ord(first) + 1, ord(text))]
    return []
