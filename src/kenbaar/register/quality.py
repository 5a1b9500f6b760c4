"""How complete an entry is, by the standard of the Dutch register that is in force. Pure."""

from functools import cache

from kenbaar.rules.answers import Sheet
from kenbaar.standards.completeness import completeness
from kenbaar.standards.fields import Standard, load_standard


@cache
def measuring_standard() -> Standard:
    """Return the standard by which completeness is measured."""
    return load_standard("publicatiestandaard", "1.0")


def completeness_share(sheet: Sheet) -> int:
    """Return the percentage of fields with an answer or an honest reason for having none."""
    return completeness(sheet, measuring_standard()).share
