"""From the requirements of the Algoritmekader to duties, by law and article, and on to measures and instruments.

A requirement cites "13(1)" and a duty rests on article "13". Of several duties that could be meant the nearest win: the
same place, else the places inside it, else the smallest place around it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kenbaar.law.kader.laws import behind, law_id, named_in
from kenbaar.law.kader.points import parts_of, points_of
from kenbaar.law.kader.shape import Identity, Kader, KaderItem, Kind

_Parts = tuple[str, ...]


class Link(NamedTuple):
    """An item that helps with a duty, by the requirement that cites `cited` where the duty rests on `article`."""

    duty: str
    kind: Kind
    slug: str
    requirement: str
    law: str
    cited: str
    article: str


def linked(kader: Kader, duties: Iterable[tuple[str, str, str]]) -> tuple[Link, ...]:
    """Return every link of items to duties, in the order of the requirements.

    A duty is its id, a law (an id or a name) and an article such as "13", "26(11)", "annex III" or "9; UAVG 22-30". An
    article that cannot be read links to nothing.
    """
    by_law: dict[str, list[tuple[str, str, _Parts]]] = defaultdict(list)
    for duty, law, article in duties:
        for place_law, point in _places(law, article):
            by_law[place_law].append((duty, article, parts_of(point)))
    helping = _helping(kader)
    found: dict[Link, None] = {}
    for requirement in kader.of(Kind.REQUIREMENT):
        for link in _of_requirement(requirement, by_law):
            found[link] = None
            for item in helping.get(requirement.slug, ()):
                found[link._replace(kind=item.kind, slug=item.slug)] = None
    return tuple(found)


def _places(law: str, article: str) -> Iterator[tuple[str, str]]:
    """Give the law and the point of each place that a duty rests on; what follows ";" may name a law of its own.

    A law that is named without a place is meant as a whole; its point is empty.
    """
    for piece in article.split(";"):
        named = named_in(piece)
        place = behind(piece, named).strip(" ,:") if named.is_first else piece
        points = points_of(place)
        for point in points or ("",) * (named.is_first and not place):
            yield (named.law if named.is_first else law_id(law)), point


def _helping(kader: Kader) -> Mapping[str, list[Identity]]:
    helping: dict[str, list[Identity]] = defaultdict(list)
    for item in kader.items:
        for slug in item.requirements:
            helping[slug].append(item.identity)
    return helping


def _of_requirement(item: KaderItem, by_law: Mapping[str, list[tuple[str, str, _Parts]]]) -> Iterator[Link]:
    for reference in item.references:
        # "5(1), under" may mean any letter; the last place is left to a person.
        for cited in reference.points[: -1 if reference.is_cut else None] or ("",) * (not reference.points):
            for duty, article in _nearest(parts_of(cited), by_law.get(reference.law, [])):
                yield Link(duty, item.kind, item.slug, item.slug, reference.law, cited, article)


def _nearest(cited: _Parts, duties: list[tuple[str, str, _Parts]]) -> list[tuple[str, str]]:
    same = [(duty, article) for duty, article, parts in duties if parts == cited]
    # Who names a whole law does not mean every article of it.
    inside = [(duty, article) for duty, article, parts in duties if cited and parts[: len(cited)] == cited]
    if same or inside:
        return same or inside
    around = [(len(parts), duty, article) for duty, article, parts in duties if cited[: len(parts)] == parts]
    nearest = max((length for length, _duty, _article in around), default=0)
    return [(duty, article) for length, duty, article in around if length == nearest]
