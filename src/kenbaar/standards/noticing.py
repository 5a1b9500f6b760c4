"""Noticing something about a field: the finding, with the words that belong to this field of this standard.

It judges nothing; `parsing` and `checking` say what is the matter.
"""

from functools import cache

from kenbaar.standards.fields import Authority, Field, Shape, Standard
from kenbaar.standards.findings import Finding, FindingKind, finding
from kenbaar.values import Language, LocalText

_AUTHORITIES = {
    Authority.API: LocalText(nl="de aanlever-API", en="the delivery API"),
    Authority.SCHEMA: LocalText(nl="het JSON-schema", en="the JSON schema"),
    Authority.MANUAL: LocalText(nl="de handleiding", en="the manual"),
}


def notice(
    kind: FindingKind,
    field: Field,
    value: object,
    language: str,
    standard: Standard,
    *,
    by: Authority = Authority.API,
    part: str = "",
    **details: object,
) -> Finding:
    """Make a finding about a field; `part` names the column of a list, `by` the source whose rule it is."""
    name = f"{field.id}.{part}" if part else field.id
    whose = named(standard, field, by)
    return finding(kind, name, field.label, value, by=whose, **_details(kind, field, language, standard), **details)


def named(standard: Standard, field: Field, by: Authority) -> LocalText:
    """Return whose rule about a field it is. Only where a standard contradicts itself its sources are told apart."""
    contradicts = field.limits or field.required_by or any(part.limits for part in field.parts)
    return _named(standard.title, by) if contradicts else standard.title


@cache
def _named(title: LocalText, by: Authority) -> LocalText:
    whose = _AUTHORITIES[by]
    return LocalText(nl=f"{whose.nl} van {title.nl}", en=f"{whose.en} of {title.en}")


def _details(kind: FindingKind, field: Field, language: str, standard: Standard) -> dict[str, str]:
    match kind:
        case FindingKind.WRONG_OPTION | FindingKind.OWN_WORDS:
            return {"options": _options(field, language)}
        case FindingKind.DEAD_DATE_SHAPE:
            return _date_details(field, standard)
        case FindingKind.DEAD_URL_SHAPE if field.shape is Shape.CONTACT:
            return {"wanted_nl": "het is geen link of e-mailadres", "wanted_en": "it is no link or e-mail address"}
        case FindingKind.DEAD_URL_SHAPE:
            return {"wanted_nl": "het is geen link", "wanted_en": "it is no link"}
        case _:
            return {}


def _options(field: Field, language: str) -> str:
    spellings = (spelling.en if language == Language.EN else spelling.nl for spelling in field.options)
    return ", ".join(dict.fromkeys(spellings)) or "-"


def _date_details(field: Field, standard: Standard) -> dict[str, str]:
    if standard.month_first:
        return {"shape_nl": "m/d/jjjj", "shape_en": "m/d/yyyy", "example": "11/24/2026"}
    if field.shape is Shape.MONTH:
        return {"shape_nl": "jjjj-mm", "shape_en": "yyyy-mm", "example": "2026-11"}
    return {"shape_nl": "jjjj-mm-dd", "shape_en": "yyyy-mm-dd", "example": "2026-11-24"}
