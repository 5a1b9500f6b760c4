"""The Dutch public bodies that ship with Kenbaar, with their names as real files write them. Pure: data in, types out.

It does not say who takes part in a register; that is a body in the database.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kenbaar.values import LocalText


@dataclass(frozen=True, slots=True)
class Organisation:
    """A public body. `code` is its TOOI code or empty; `parent` a slug or empty."""

    slug: str
    code: str
    type: str
    name: LocalText
    abbreviation: str
    parent: str
    aliases: tuple[str, ...]


class OrganisationsError(Exception):
    """The list is broken; the message names the line."""


@cache
def organisation_types() -> dict[str, LocalText]:
    """Return the label of each type of body, in the order in which lists show them."""
    return {row["id"]: LocalText(nl=row["label_nl"], en=row["label_en"]) for row in _rows("types.csv")}


@cache
def load_organisations() -> tuple[Organisation, ...]:
    """Return all organisations. Raises OrganisationsError for a double slug or code, or an unknown type or parent."""
    found: list[Organisation] = []
    slugs: set[str] = set()
    codes: set[str] = set()
    for line, row in enumerate(_rows("organisations.csv"), start=2):
        organisation = Organisation(
            slug=row["slug"],
            code=row["code"],
            type=row["type"],
            name=LocalText(nl=row["name_nl"], en=row["name_en"]),
            abbreviation=row["abbreviation"],
            parent=row["parent"],
            aliases=tuple(filter(None, row["aliases"].split("|"))),
        )
        if organisation.slug in slugs or organisation.code in codes or organisation.type not in organisation_types():
            raise OrganisationsError(f"organisations.csv line {line}: double slug or code, or unknown type")
        slugs.add(organisation.slug)
        codes |= {organisation.code} - {""}
        found.append(organisation)
    orphans = {organisation.parent for organisation in found} - slugs - {""}
    if orphans:
        raise OrganisationsError(f"organisations.csv: unknown parents {sorted(orphans)}")
    return tuple(found)


def _rows(name: str) -> list[dict[str, str]]:
    text = files("kenbaar.content").joinpath("organisations", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))
