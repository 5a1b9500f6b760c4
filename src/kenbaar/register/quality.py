"""How complete an entry is, by the standard of the Dutch register that is in force. Pure.

Every entry has a body, and a body has a name: whose it is counts as said, as it does at the gate and in an export.
"""

from functools import cache

from kenbaar.register.public import naming_its_body
from kenbaar.rules.answers import Sheet
from kenbaar.standards.completeness import completeness
from kenbaar.standards.fields import Standard, load_standard

_A_NAME = {"nl": "…"}


@cache
def measuring_standard() -> Standard:
    """Return the standard by which completeness is measured."""
    return load_standard("publicatiestandaard", "1.0")


@cache
def required_facts() -> frozenset[str]:
    """Return the facts without which the standard takes no entry, beside whose it is."""
    fields = measuring_standard().fields
    asked = frozenset(field.fact for field in fields if field.fact and field.required and not field.default)
    return asked.difference(naming_its_body(Sheet(), _A_NAME))


def lacking_count(sheet: Sheet) -> int:
    """Count the required facts about which nobody said anything yet; an honest blank says something."""
    return len(required_facts().difference(sheet))


def completeness_share(sheet: Sheet) -> int:
    """Return the percentage of fields with an answer or an honest reason for having none."""
    return completeness(naming_its_body(sheet, _A_NAME), measuring_standard()).share
