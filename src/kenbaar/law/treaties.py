"""When a treaty enters into force: computed from who consented on which day (CETS 225, article 30(3))."""

import datetime as dt
from dataclasses import dataclass

from kenbaar.law.compiled import Law

MEMBER_STATE = "member_state"


@dataclass(frozen=True, slots=True)
class EntryIntoForce:
    """The day, or None as long as the consents are too few. `consents` counts all, `member_states` some of them."""

    on: dt.date | None
    consents: int
    member_states: int
    needed: int
    member_states_needed: int


def entry_into_force(law: Law, treaty: str) -> EntryIntoForce:
    """Return when a treaty enters into force, as far as `law` knows of consents.

    The rule: the first day of the month after a number of months from the day on which enough parties had consented,
    among them enough member states. The numbers are parameters of the law: `coe_consents_needed` and so on.
    """
    needed, members, months = (
        int(law.value(name)) for name in ("coe_consents_needed", "coe_member_states_needed", "coe_months_after")
    )
    consents = sorted((each for each in law.ratifications if each.law == treaty), key=lambda each: each.deposited)
    count = found = 0
    on = None
    for consent in consents:
        count += 1
        found += consent.kind == MEMBER_STATE
        if on is None and count >= needed and found >= members:
            on = first_of_month_after(consent.deposited, months=months)
    return EntryIntoForce(on, count, found, needed, members)


def first_of_month_after(day: dt.date, *, months: int) -> dt.date:
    """Return the first day of the month that follows the end of a period of months from `day`."""
    month = day.month - 1 + months + 1
    return dt.date(day.year + month // 12, month % 12 + 1, 1)
