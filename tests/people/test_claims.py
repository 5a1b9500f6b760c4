"""What a provider claims becomes roles by rules that the operator wrote, and by nothing else."""

import pytest

from kenbaar.people.claims import ClaimRule, ClaimRulesError, read_rules, roles_claimed
from kenbaar.people.models import Role

RULES = read_rules("redactie = editor@gemeente-a; redactie=reader@gemeente-b\n cn=toezicht,ou=x = supervisor ;")


def test_a_rule_names_a_value_a_role_and_a_body_where_the_role_has_one() -> None:
    assert (
        ClaimRule("redactie", Role.EDITOR, "gemeente-a"),
        ClaimRule("redactie", Role.READER, "gemeente-b"),
        ClaimRule("cn=toezicht,ou=x", Role.SUPERVISOR, None),
    ) == RULES
    assert read_rules("") == ()


@pytest.mark.parametrize("text", ["x", "x = king@gemeente-a", "x = editor", "x = supervisor@gemeente-a", "= editor@a"])
def test_a_rule_that_cannot_be_read_stops_with_its_text(text: str) -> None:
    with pytest.raises(ClaimRulesError, match="KENBAAR_OIDC_ROLES"):
        read_rules(text)


@pytest.mark.parametrize(
    ("claims", "claim", "roles"),
    [
        ({"roles": ["redactie"]}, "roles", {(Role.EDITOR, "gemeente-a"), (Role.READER, "gemeente-b")}),
        ({"roles": "cn=toezicht,ou=x"}, "roles", {(Role.SUPERVISOR, None)}),
        ({"realm": {"roles": ["cn=toezicht,ou=x"]}}, "realm.roles", {(Role.SUPERVISOR, None)}),
        ({"https://site.example/roles": ["cn=toezicht,ou=x"]}, "https://site.example/roles", {(Role.SUPERVISOR, None)}),
        ({"roles": ["editor", 3, None, ["redactie"]]}, "roles", set()),
        ({"roles": 7}, "roles", set()),
        ({"roles": {"redactie": True}}, "roles.none", set()),
        ({}, "roles", set()),
    ],
)
def test_only_values_that_a_rule_names_give_roles(
    claims: dict[str, object], claim: str, roles: set[tuple[Role, str | None]]
) -> None:
    assert roles_claimed(claims, claim, RULES) == roles
