"""Slowing down who tries codes, and who sends many messages: counts by django-allauth, in the database of the site.

Nobody can try 115 bits, so this protects the site rather than the codes. It counts what leads nowhere, per address of
the reader and in all. When many addresses try at once, each may be wrong once: so who has a letter always gets in, as a
code that was misread is told from one that does not exist without looking it up.
"""

import hmac
from ipaddress import IPv6Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from allauth.core.ratelimit import consume
from django.conf import settings
from django.http import HttpRequest

WAIT_SECONDS = 600

_ALL = "all"
# A household or an office has a network of this size of its own.
_PREFIX_OF_IPV6 = 64


def may_try_code(request: HttpRequest) -> bool:
    """Say whether this reader may try a code now."""
    reader = _reader(request)
    if not consume(request, action="notice_code", key=reader, dry_run=True):
        return False
    if consume(request, action="notice_code_of_all", key=_ALL, dry_run=True):
        return True
    return bool(consume(request, action="notice_code_in_a_rush", key=reader, dry_run=True))


def count_wrong_code(request: HttpRequest) -> None:
    """Count that a code of this reader led nowhere."""
    reader = _reader(request)
    consume(request, action="notice_code", key=reader)
    consume(request, action="notice_code_in_a_rush", key=reader)
    consume(request, action="notice_code_of_all", key=_ALL)


def may_send_message(request: HttpRequest) -> bool:
    """Say whether this reader may send a message now, and count it."""
    return bool(consume(request, action="notice_message", key=_reader(request)))


def _reader(request: HttpRequest) -> str:
    """Return what tells readers apart: a keyed hash of their address, from which nobody gets the address back."""
    address = get_adapter().get_client_ip(request)
    known = ip_address(address)
    if isinstance(known, IPv6Address) and not known.ipv4_mapped:
        address = str(ip_network(f"{address}/{_PREFIX_OF_IPV6}", strict=False))
    return hmac.digest(settings.SECRET_KEY.encode(), f"reader {address}".encode(), "sha256").hex()
