"""Slowing down who tries codes, and who sends many messages: counts by django-allauth, in the database of the site.

Nobody can try 115 bits, so this protects the site rather than the codes. It counts what leads nowhere, per address of
the reader and in all, and slows down nothing else: who has a letter always gets in, also from the library where
somebody else tried ten codes.
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


def count_wrong_code(request: HttpRequest) -> bool:
    """Count that a code of this reader led nowhere, and say whether that may be told: not after many."""
    counts = (("notice_code", _reader(request)), ("notice_code_of_all", _ALL))
    if not all(consume(request, action=action, key=key, dry_run=True) for action, key in counts):
        return False
    for action, key in counts:
        consume(request, action=action, key=key)
    return True


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
