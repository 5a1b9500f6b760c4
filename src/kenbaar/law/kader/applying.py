"""Whether a requirement applies to a system, by the labels of the Algoritmekader: its own view of the law, not ours.

A requirement fits when it does on every axis, and on an axis when one value is the same. An axis about which the
profile is silent restricts nothing. `niet-van-toepassing` is a value like any other.
"""

from collections.abc import Collection, Mapping

from kenbaar.law.kader.exceptions import ExceptionUnknown, exception_of
from kenbaar.law.kader.shape import PROFILE_AXES, KaderItem, Kind
from kenbaar.rules.conditions import Given, Truth

# What is known of a system: values by axis.
Profile = Mapping[str, Collection[str]]


class ProfileRefused(ValueError):
    """A profile names an axis or a value that does not exist; the message says which there are."""


def applies(item: KaderItem, profile: Profile) -> Truth:
    """Return whether an item applies to a system of this profile.

    None when that cannot be said: the profile leaves open whether an exception holds, the exception cannot be read, or
    the item is a measure or an instrument, which follows the requirements that it names. Raises ProfileRefused.
    """
    known = _checked(profile)
    if item.kind is not Kind.REQUIREMENT:
        return None
    for axis, values in known.items():
        asked = item.labels.get(axis)
        if asked and not values.intersection(asked):
            return False
    excepted = _is_excepted(item, Given(known))
    return None if excepted is None else not excepted


def _is_excepted(item: KaderItem, known: Given) -> Truth:
    """One exception that holds is enough; one that cannot be read may hold."""
    result: Truth = False
    for text in item.exceptions:
        try:
            truth = exception_of(text).truth(known)
        except ExceptionUnknown:
            truth = None
        if truth:
            return True
        result = None if truth is None else result
    return result


def _checked(profile: Profile) -> dict[str, frozenset[str]]:
    for axis, values in profile.items():
        if axis not in PROFILE_AXES:
            raise ProfileRefused(f"There is no axis {axis!r}; use one of: {', '.join(PROFILE_AXES)}.")
        if isinstance(values, str):
            raise ProfileRefused(f"{axis} is one text; give a list of values.")
        if unknown := sorted(set(values) - PROFILE_AXES[axis]):
            existing = ", ".join(sorted(PROFILE_AXES[axis]))
            raise ProfileRefused(f"{axis} has no value {', '.join(unknown)}; use some of: {existing}.")
    return {axis: frozenset(values) for axis, values in profile.items() if values}
