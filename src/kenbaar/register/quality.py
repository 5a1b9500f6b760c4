"""How complete an entry is, by the standard of the Dutch register that is in force. Pure.

Every entry has a body, and a body has a name: whose it is counts as said, as it does at the gate and in an export.
"""

from functools import cache

from kenbaar.register.public import naming_its_body
from kenbaar.rules.answers import Answer, Sheet
from kenbaar.rules.facts import FactType, vocabulary
from kenbaar.standards.completeness import completeness
from kenbaar.standards.fields import Standard, load_standard
from kenbaar.values import Language

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


def lacking_facts(sheet: Sheet) -> frozenset[str]:
    """Return the required facts about which nobody said anything yet in Dutch; an honest blank says something."""
    return frozenset(fact for fact in required_facts() if not _is_said(fact, sheet.get(fact)))


def _is_said(fact: str, answer: Answer | None) -> bool:
    if answer is None or "blank" in answer or vocabulary()[fact].type is not FactType.TEXT:
        return answer is not None
    return Language.NL in answer["value"]


def completeness_share(sheet: Sheet) -> int:
    """Return the percentage of fields with an answer or an honest reason for having none."""
    return completeness(naming_its_body(sheet, _A_NAME), measuring_standard()).share
