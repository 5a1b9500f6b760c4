"""The facets of a search as a form shows them: groups of choices with labels and counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from kenbaar.people.organisations import organisation_types
from kenbaar.portal import asking
from kenbaar.register.queries.bodies import body_names
from kenbaar.register.search.assessments import assessment_label
from kenbaar.register.search.laws import law_label
from kenbaar.register.search.searching import FACETS, SearchRequest, SearchResult
from kenbaar.rules.facts import vocabulary
from kenbaar.values import LocalText, text_in

# More than this is no choice any more; the list of bodies and the search words are better tools then.
_MOST_CHOICES = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to tick. `leave` is the address of the same search without it, for one that is ticked."""

    value: str
    label: str
    count: int
    ticked: bool
    leave: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A group of choices. `more` says how many there are beyond those shown."""

    id: str
    choices: tuple[Choice, ...]
    more: int

    @property
    def ticked(self) -> tuple[Choice, ...]:
        """The choices that are in force."""
        return tuple(choice for choice in self.choices if choice.ticked)


def facets_of(request: SearchRequest, result: SearchResult) -> tuple[Facet, ...]:
    """Return every facet that offers something to choose, or in which something was chosen."""
    names = body_names(_offered(request, result, "body"))
    found = []
    for facet in FACETS:
        counts = result.facets.get(facet, {})
        offered = _offered(request, result, facet)
        ticked = request.chosen.get(facet, frozenset())
        choices = tuple(
            Choice(
                value=value,
                label=_label(facet, value, request.language, names),
                count=counts.get(value, 0),
                ticked=value in ticked,
                leave=asking.address_of(asking.without(request, facet, value)) if value in ticked else "",
            )
            for value in offered
        )
        if choices:
            found.append(Facet(facet, choices, max(0, len(counts) - len(offered))))
    return tuple(found)


def facet_label(facet: str, value: str) -> LocalText:
    """Return the label of a facet value; the value itself when nobody gave it one."""
    bare = LocalText(nl=value, en=value)
    match facet:
        case "body_type":
            return organisation_types().get(value, bare)
        case "legal_basis":
            return law_label(value)
        case "impact_assessments":
            return assessment_label(value)
    option = vocabulary()[facet].option(value) if facet in vocabulary() else None
    return option.label if option else bare


def counted(facet: str, counts: Mapping[str, int]) -> tuple[tuple[str, LocalText, int], ...]:
    """Return (value, label, count) for figures and for ways in."""
    return tuple((value, facet_label(facet, value), count) for value, count in counts.items())


def _label(facet: str, value: str, language: str, names: Mapping[str, Mapping[str, str]]) -> str:
    if facet == "body":
        return text_in(names.get(value, {}), language)[0] or value
    return facet_label(facet, value).to(language)


def _offered(request: SearchRequest, result: SearchResult, facet: str) -> tuple[str, ...]:
    """Return the values to show: what was chosen first, then the most frequent."""
    chosen = sorted(request.chosen.get(facet, ()))
    return tuple(dict.fromkeys((*chosen, *islice(result.facets.get(facet, {}), _MOST_CHOICES))))
