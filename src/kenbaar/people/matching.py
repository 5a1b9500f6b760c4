"""Which organisation is meant by a name in a file? Only a certain answer counts; a near miss is a suggestion. Pure."""

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from kenbaar.people.organisations import Organisation

_LONGEST_NAME = 300
_LEAST_ALIKE = 85
_SUGGESTIONS = 3
_BRACKETED = re.compile(r"^(?P<name>.+?)\s*\((?P<short>[^()]{2,12})\)$")
_APART = re.compile(r"\W+")


class How(StrEnum):
    """How a name was matched."""

    EXACT = "exact"
    OTHER_FORM = "other_form"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Match:
    """The organisation, if certain; else the names that look most like it, best first."""

    organisation: Organisation | None
    how: How
    candidates: tuple[Organisation, ...] = ()


class NameMatcher:
    """Matches names against a list of organisations."""

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self._forms: dict[str, Organisation | None] = {}
        for organisation in organisations:
            for form in _forms_of(organisation):
                # A form that two organisations share is nobody's.
                taken = self._forms.get(form, organisation)
                self._forms[form] = organisation if taken is organisation else None

    def match(self, name: str) -> Match:
        """Match one name. Never raises, whatever the name."""
        name = name[:_LONGEST_NAME].strip()
        found = self._forms.get(folded_name(name)) or self._without_brackets(name)
        if found is None:
            return Match(None, How.NONE, self._alike(name))
        return Match(found, How.EXACT if name in {found.name.nl, found.name.en} else How.OTHER_FORM)

    def _without_brackets(self, name: str) -> Organisation | None:
        """Accept `Name (ABC)` when the name alone is known and ABC is its abbreviation."""
        found = _BRACKETED.match(name)
        if not found:
            return None
        organisation = self._forms.get(folded_name(found["name"]))
        if organisation is None:
            return None
        shorts = {folded_name(name) for name in (organisation.abbreviation, *organisation.aliases)} - {""}
        return organisation if folded_name(found["short"]) in shorts else None

    def _alike(self, name: str) -> tuple[Organisation, ...]:
        key = folded_name(name)
        if not key:
            return ()
        alike = process.extract(key, self._forms.keys(), scorer=fuzz.ratio, limit=8, score_cutoff=_LEAST_ALIKE)
        found = (self._forms[form] for form, _score, _index in alike)
        return tuple(dict.fromkeys(organisation for organisation in found if organisation))[:_SUGGESTIONS]


def folded_name(name: str) -> str:
    """Return a name without case, accents, punctuation and small words that come and go. Idempotent."""
    text = unicodedata.normalize("NFKD", html.unescape(name)).casefold()
    # "DT&V" is one word; without its sign it cannot be read as an HTML entity the next time.
    text = "".join(sign for sign in text if sign != "&" and not unicodedata.combining(sign))
    words = [word for word in _APART.split(text) if word and word not in _SMALL]
    return " ".join(words)


_SMALL = frozenset({"van", "de", "het", "the", "of", "for", "voor", "en", "and", "n", "v"})


def _forms_of(organisation: Organisation) -> set[str]:
    names = [organisation.name.nl, organisation.name.en, organisation.abbreviation, *organisation.aliases]
    return {folded for name in names if name and (folded := folded_name(name))}
