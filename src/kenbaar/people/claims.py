"""Which roles an identity provider's claims give. Pure: configuration and claims in, roles out.

The configuration is a list of rules with `;` or new lines between them: `value = role@body`, or `value = role` for a
role over all bodies. A value may stand in more rules than one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kenbaar.people.models import WIDE, Role

_RULE = re.compile(r"(?P<value>.+?)\s*=\s*(?P<role>[a-z_]+)(?:@(?P<body>[a-z0-9-]+))?")


class ClaimRulesError(Exception):
    """A rule cannot be read; the message names it."""

    def __init__(self, rule: str) -> None:
        super().__init__(
            f"KENBAAR_OIDC_ROLES: {rule!r} cannot be read. Write `value = role@body`, or `value = role` for the roles "
            f"{', '.join(sorted(WIDE))}. Roles of a body: {', '.join(sorted(set(Role) - WIDE))}."
        )


@dataclass(frozen=True, slots=True)
class ClaimRule:
    """Whoever has `value` in the claim has the role; `body` is a slug, or None for a wide role."""

    value: str
    role: Role
    body: str | None


def read_rules(text: str) -> tuple[ClaimRule, ...]:
    """Return the rules of a configuration. Raises ClaimRulesError."""
    return tuple(_read(rule.strip()) for rule in re.split(r"[;\n]", text) if rule.strip())


def roles_claimed(claims: Mapping[str, Any], claim: str, rules: tuple[ClaimRule, ...]) -> set[tuple[Role, str | None]]:
    """Return the roles, with the slug of their body, that the values of `claim` give.

    A claim inside another is named with dots (`realm_access.roles`); its value is a text or a list of texts, and
    anything else gives nothing.
    """
    found: Any = claims.get(claim)
    if found is None:
        found = claims
        for name in claim.split("."):
            found = found.get(name) if isinstance(found, Mapping) else None
    several = found if isinstance(found, list) else [found]
    values = {each for each in several if isinstance(each, str)}
    return {(rule.role, rule.body) for rule in rules if rule.value in values}


def _read(text: str) -> ClaimRule:
    found = _RULE.fullmatch(text)
    if not found or found["role"] not in set(Role):
        raise ClaimRulesError(text)
    role = Role(found["role"])
    if (role in WIDE) != (found["body"] is None):
        raise ClaimRulesError(text)
    return ClaimRule(found["value"], role, found["body"])
