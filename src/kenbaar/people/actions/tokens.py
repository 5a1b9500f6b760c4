"""Tokens of service accounts: making and revoking them."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actors import Actor
from kenbaar.people.codes import digest_of
from kenbaar.people.errors import NotAllowed, ScopeOutOfPlace, TokenTooLong
from kenbaar.people.events import TOKEN_MADE, TOKEN_REVOKED
from kenbaar.people.models import Body, Scope, Token, scopes_at
from kenbaar.people.policies import may_manage

LONGEST_DAYS = 366


@transaction.atomic
def make_token(
    name: str, body: Body, scopes: Collection[Scope], *, code: str, until: dt.datetime, by: Actor, now: dt.datetime
) -> Token:
    """Give a service account of a body a token. Whoever calls this shows `code`, once; nobody can find it again.

    Raises NotAllowed, ScopeOutOfPlace and TokenTooLong.
    """
    if not may_manage(by, body.slug):
        raise NotAllowed("make a token", body.slug)
    for scope in scopes:
        if scope not in scopes_at(body):
            raise ScopeOutOfPlace(scope, body.slug)
    if not now < until <= now + dt.timedelta(days=LONGEST_DAYS):
        raise TokenTooLong(LONGEST_DAYS)
    token = Token.objects.create(
        name=name.strip(),
        body=body,
        scopes=sorted(set(scopes)),
        code_digest=digest_of(code),
        made_by=by.name,
        made_at=now,
        expires_at=until,
    )
    details = {"body": body.slug, "scopes": token.scopes, "until": until.date().isoformat()}
    write_line(Deed(TOKEN_MADE, str(token), details), by=by.name, now=now)
    return token


@transaction.atomic
def revoke_token(token: Token, *, by: Actor, now: dt.datetime) -> None:
    """Make a token useless from now on; doing it again changes nothing. Raises NotAllowed."""
    if not may_manage(by, token.body.slug):
        raise NotAllowed("revoke a token", token.body.slug)
    if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now):
        write_line(Deed(TOKEN_REVOKED, str(token), {"body": token.body.slug}), by=by.name, now=now)
