"""An invented run of decisions on a family contribution, to try notices with. The same seed gives the same run.

The amounts are invented, as is the body: nobody gets a contribution from it. What each part adds is in euros a month,
so that together they are the contribution.
"""

import datetime as dt
from collections.abc import Iterator
from random import Random

# The run of the sample: the first of four in which the body calculates every contribution again.
SAMPLE_DAY = dt.date(2026, 7, 1)
SETTINGS = "rekenregels 2026.2, tabel 2026"

SAMPLE_COLUMNS = (
    "reference", "decided_on", "language", "outcome", "addressee", "human", "reasons", "settings", "data.income",
    "data.partner", "data.children", "data.youngest", "data.before", "weighs.children", "weighs.young", "weighs.alone",
    "weighs.income",
)  # fmt: skip

_PER_CHILD, _YOUNG, _ALONE = 96_50, 41_00, 58_25
_FREE_ALONE, _FREE_TOGETHER = 27_400_00, 33_900_00
# For every euro of income above what is free, so many thousandths less, over a year.
_LESS_PER_THOUSAND = 62
_YOUNG_YEARS = 6
# Above this change of the monthly amount a colleague looks at it first.
_LOOKED_AT = 100_00
_NAMES = (
    "Lindeboom", "Merenveld", "Kleverkamp", "Oosterzand", "Rietpol", "Duinplas", "Zandermeer", "Brinkhof", "Veenstroom",
    "Heidekamp", "Waterlinde", "Dorpsweide",
)  # fmt: skip
_INITIALS = "ABCDEFGHJKLMNPRSTVWZ"


def sample_rows(count: int, *, seed: int, day: dt.date = SAMPLE_DAY) -> Iterator[dict[str, str]]:
    """Give so many decisions as rows of a file, with the columns of the sample in their order."""
    chance = Random(seed)  # noqa: S311  # an invented run, no secret
    for number in range(1, count + 1):
        yield _row(number, chance, day)


def _row(number: int, chance: Random, day: dt.date) -> dict[str, str]:
    language = "en" if chance.random() < 0.08 else "nl"
    alone = chance.random() < 0.3
    children = 1 + int(3.4 * chance.random() ** 2)
    income = int(chance.triangular(11_000, 98_000, 31_000) * 100)
    born = day - dt.timedelta(days=int(chance.random() * 17.9 * 365))
    adds = _adds(children, alone=alone, income=income, young=(day - born).days < _YOUNG_YEARS * 365)
    amount = sum(adds.values())
    before = _before(amount, chance)
    looked_at = before is not None and abs(amount - before) > _LOOKED_AT
    return {
        "reference": f"GB-{day.year}-{number:07d}",
        "decided_on": day.isoformat(),
        "language": language,
        "outcome": _outcome(amount, before),
        "addressee": f"{chance.choice(_INITIALS)}.{chance.choice(_INITIALS)}. {chance.choice(_NAMES)}",
        "human": _LOOKED[language] if looked_at else "",
        "reasons": _reasons(language, amount=amount, income=income, free=_FREE_ALONE if alone else _FREE_TOGETHER),
        "settings": SETTINGS,
        "data.income": _text(income),
        "data.partner": "no" if alone else "yes",
        "data.children": str(children),
        "data.youngest": born.isoformat(),
        "data.before": "" if before is None else _text(before),
        **{f"weighs.{part}": _text(cents) for part, cents in adds.items()},
    }


def _adds(children: int, *, alone: bool, income: int, young: bool) -> dict[str, int]:
    """Return what each part adds, in cents a month; the income takes away no more than there is."""
    adds = {"children": children * _PER_CHILD, "young": _YOUNG if young else 0, "alone": _ALONE if alone else 0}
    above = max(0, income - (_FREE_ALONE if alone else _FREE_TOGETHER))
    return {**adds, "income": -min(above * _LESS_PER_THOUSAND // 12_000, sum(adds.values()))}


def _before(amount: int, chance: Random) -> int | None:
    """Return what somebody got before: nothing yet, the same, or somewhat more or less."""
    draw = chance.random()
    if draw < 0.1:
        return None
    return amount if draw < 0.6 else max(0, amount + int(chance.triangular(-180_00, 180_00, 0)))


def _outcome(amount: int, before: int | None) -> str:
    if not amount:
        return "nothing"
    if before is None:
        return "granted"
    return "same" if amount == before else "changed"


def _text(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def _reasons(language: str, *, amount: int, income: int, free: int) -> str:
    euros, yearly, without = (_said(language, cents) for cents in (amount, income, free))
    return _REASONS[language].format(amount=euros, income=yearly, free=without)


def _said(language: str, cents: int) -> str:
    text = f"{cents / 100:,.2f}"
    return text if language == "en" else text.translate(_DUTCH)


_DUTCH = str.maketrans(",.", ".,")
_REASONS = {
    "nl": "Uw bijdrage is {amount} euro per maand. Uw jaarinkomen is {income} euro. Tot {free} euro per jaar gaat er "
    "niets van de bijdrage af.",
    "en": "Your contribution is {amount} euros a month. Your yearly income is {income} euros. Up to {free} euros a "
    "year nothing is taken off.",
}
_LOOKED = {
    "nl": "Een medewerker heeft de berekening nagekeken, omdat uw bijdrage meer dan 100 euro per maand verandert.",
    "en": "A member of staff checked the calculation, because your contribution changes by more than 100 euros a "
    "month.",
}
