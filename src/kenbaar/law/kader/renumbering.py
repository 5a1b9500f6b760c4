"""What became of each page between two tags of the Algoritmekader.

Numbers are given anew now and then, so neither the number nor the name alone says what a page is: the same page is one
with the same name; else the same title; else the same name but for its number; else the same number and a name alike.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from kenbaar.law.kader.findings import Finding, FindingKind, finding
from kenbaar.law.kader.laws import folded
from kenbaar.law.kader.shape import Identity, Kader, KaderItem, Kind

_NUMBER = re.compile(r"(?:\d-)?[a-z]{3}-\d{1,3}-")
_ALIKE = 80


@dataclass(frozen=True, slots=True)
class Renumbering:
    """What changed from one tag to another.

    `now` has the page that each old page is now, None when it is gone. `renumbered` are pages (by their new identity)
    with another URN than before, `reused` the URNs that belong to a page with another name than before, `moved` the
    pages with another name (old and new), `gone` and `new` those that are on one side only.
    """

    old_tag: str
    new_tag: str
    now: Mapping[Identity, Identity | None]
    renumbered: Mapping[Identity, tuple[str, str]]
    reused: Mapping[str, tuple[Identity, Identity]]
    moved: Mapping[Identity, Identity]
    gone: tuple[Identity, ...]
    new: tuple[Identity, ...]
    findings: tuple[Finding, ...]


def renumbered(old: Kader, new: Kader) -> Renumbering:
    """Compare two tags."""
    now = _same_pages(old, new)
    pairs = [(old.by_identity[before], new.by_identity[after]) for before, after in now.items() if after]
    changed = {after.identity: (before.urn, after.urn) for before, after in pairs if before.urn != after.urn}
    moved = {before.identity: after.identity for before, after in pairs if before.slug != after.slug}
    gone = tuple(before for before, after in now.items() if after is None)
    reused = _reused(old, new)
    return Renumbering(
        old_tag=old.tag,
        new_tag=new.tag,
        now=now,
        renumbered=changed,
        reused=reused,
        moved=moved,
        gone=gone,
        new=tuple(identity for identity in new.by_identity if identity not in set(now.values())),
        findings=(
            *(
                finding(FindingKind.RENUMBERED, new.by_identity[identity].file, old=before or "-", new=after or "-")
                for identity, (before, after) in changed.items()
            ),
            *(
                finding(
                    FindingKind.NUMBER_REUSED, new.by_identity[after].file, urn=urn, old=before.slug, new=after.slug
                )
                for urn, (before, after) in reused.items()
            ),
            *(
                finding(FindingKind.MOVED, new.by_identity[after].file, old=before.slug)
                for before, after in moved.items()
            ),
            *(finding(FindingKind.GONE, old.by_identity[identity].file, old=identity.slug) for identity in gone),
        ),
    )


def _reused(old: Kader, new: Kader) -> dict[str, tuple[Identity, Identity]]:
    before, after = _by_urn(old), _by_urn(new)
    return {
        urn: (item.identity, after[urn].identity)
        for urn, item in before.items()
        if urn in after and after[urn].slug != item.slug
    }


def _by_urn(kader: Kader) -> dict[str, KaderItem]:
    """Return the items by URN, the first of those that share one."""
    items: dict[str, KaderItem] = {}
    for item in kader.items:
        if item.urn:
            items.setdefault(item.urn, item)
    return items


def _same_pages(old: Kader, new: Kader) -> dict[Identity, Identity | None]:
    now: dict[Identity, Identity | None] = dict.fromkeys(old.by_identity)
    for kind in Kind:
        before, after = list(old.of(kind)), list(new.of(kind))
        for key, is_same in _SIGNS:
            for left, right in _pairs(before, after, key):
                if is_same(left, right):
                    now[left.identity] = right.identity
            taken = {identity for identity in now.values() if identity}
            before = [item for item in before if now[item.identity] is None]
            after = [item for item in after if item.identity not in taken]
    return now


def _pairs(
    before: Iterable[KaderItem], after: Iterable[KaderItem], key: Callable[[KaderItem], str]
) -> list[tuple[KaderItem, KaderItem]]:
    """Return the items with the same key on both sides, where only one on each side has it."""
    left, right = _only(before, key), _only(after, key)
    return [(item, right[name]) for name, item in left.items() if name in right]


def _only(items: Iterable[KaderItem], key: Callable[[KaderItem], str]) -> dict[str, KaderItem]:
    named = [(name, item) for item in items if (name := key(item))]
    often = Counter(name for name, _item in named)
    return {name: item for name, item in named if often[name] == 1}


def _stem(item: KaderItem) -> str:
    """Return the name of a page without its number."""
    return folded(_NUMBER.sub("", item.slug, count=1))


def _is_alike(left: KaderItem, right: KaderItem) -> bool:
    return fuzz.token_set_ratio(_stem(left), _stem(right)) >= _ALIKE


def _always(_left: KaderItem, _right: KaderItem) -> bool:
    return True


# What tells that a page is the same, the surest sign first, and what must hold besides.
_SIGNS: tuple[tuple[Callable[[KaderItem], str], Callable[[KaderItem, KaderItem], bool]], ...] = (
    (lambda item: item.slug, _always),
    (lambda item: folded(item.title), _always),
    (_stem, _always),
    (lambda item: item.urn, _is_alike),
)
