"""A decision about one person: what it brings of its own, beside what its profile says of all."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Decision(NamedTuple):
    """One decision, checked against its profile (see `reading.py`).

    `reference` is the body's own name of the decision, `outcome` the id of an outcome of the profile or, where it has
    none, a text; `addressee` whom it concerns (N07), empty where the letter says so. `values` are the data used (N10)
    and `contributions` what each parameter added (N11), both by id and as text in the form of their kind (`1234.50`,
    `2026-11-29`, `yes`). `person_class` is the class into which the person was put (N27), or empty. `human` is what a
    human did with the output (N29), `reasons` the reasons (N24), `settings` the version and settings of the algorithm
    (N34). Texts are in `language`.
    """

    reference: str
    decided_on: dt.date
    language: str
    outcome: str
    addressee: str = ""
    values: Mapping[str, str] = _NOTHING
    contributions: Mapping[str, str] = _NOTHING
    person_class: str = ""
    human: str = ""
    reasons: str = ""
    settings: str = ""
