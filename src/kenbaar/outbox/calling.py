"""Calling an address that somebody typed: such an address is hostile until it was looked at.

Every address that its name has must be on the internet, and the connection goes to the address that was looked at. No
redirect is followed, and neither a slow answer nor an endless one keeps the caller longer, or fills more, than `Limits`
say. Kenbaar calls nobody of its own accord: somebody made a subscription, or a link in an entry, or a setting.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from time import monotonic
from urllib.parse import SplitResult, urlsplit

from kenbaar.outbox.errors import AddressRefused, CallFailed

Ip = IPv4Address | IPv6Address
_AGENT = "Kenbaar"
# What gives out the secrets of a machine in a cloud, also where private networks are allowed: the link-local ones,
# those of AWS over IPv6, of Alibaba and of Oracle.
_METADATA = tuple(map(ip_network, ("169.254.0.0/16", "fe80::/10", "fd00:ec2::/32", "100.100.100.200", "192.0.0.192")))
_TRANSLATED = ip_network("64:ff9b::/96")
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_LONGEST_ADDRESS = 2000


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a call may take as a whole, and how much of an answer is read."""

    seconds: float = 10.0
    answer_bytes: int = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `body` is the beginning of the answer, as far as the limits go; `headers` have small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """What is sent."""

    method: str
    address: str
    body: bytes | None = None
    headers: Mapping[str, str] | None = None


def call(what: Call, *, private: bool = False, plain: bool = False, limits: Limits | None = None) -> Answer:
    """Call an address and return the answer, whatever its status.

    `private` allows addresses in private networks, and on this machine without https; `plain` allows http:// anywhere.
    Raises AddressRefused and CallFailed.
    """
    within = limits or Limits()
    parts = checked_address(what.address, private=private, plain=plain)
    deadline = monotonic() + within.seconds
    last: CallFailed = CallFailed("unreachable")
    for ip in _allowed_addresses(parts, private=private):
        connection = _ToAddress(parts, ip, deadline)
        try:
            connection.connect()
        except ssl.SSLError:
            last = CallFailed("insecure")
            continue
        except OSError:
            last = CallFailed("slow" if monotonic() >= deadline else "unreachable")
            continue
        return _answer_of(connection, what, parts, within, deadline)
    raise last


def checked_address(address: str, *, private: bool = False, plain: bool = False) -> SplitResult:
    """Return the parts of a web address that is written as one. It asks nobody, no name server either.

    Raises AddressRefused.
    """
    if len(address) > _LONGEST_ADDRESS or not address.isascii() or any(sign <= " " for sign in address):
        raise AddressRefused("form")
    try:
        parts = urlsplit(address)
        usable = bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise AddressRefused("form") from error
    may_be_plain = plain or (private and parts.hostname in _THIS_MACHINE)
    if parts.scheme != "https" and not (may_be_plain and parts.scheme == "http"):
        raise AddressRefused("scheme")
    if not usable or parts.username is not None or parts.password is not None or "\\" in address:
        raise AddressRefused("form")
    ip = _written_as_ip(parts.hostname or "")
    if ip is not None and not _is_allowed(ip, private=private):
        raise AddressRefused("place")
    return parts


def is_on_the_internet(ip: Ip) -> bool:
    """Say whether an address is one of the internet, also when it stands inside another one."""
    inner = _inside(ip)
    if inner is not None:
        return is_on_the_internet(inner)
    return ip.is_global and not ip.is_multicast and not _is_metadata(ip)


def _allowed_addresses(parts: SplitResult, *, private: bool) -> list[Ip]:
    """Return the addresses of a name. One that is not allowed spoils them all: a name must not lead to both."""
    try:
        found = socket.getaddrinfo(parts.hostname, _port(parts), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressRefused("unknown") from error
    ips: list[Ip] = list(dict.fromkeys(ip_address(str(address[0]).split("%")[0]) for *_kind, address in found))
    for ip in ips:
        if not _is_allowed(ip, private=private):
            raise AddressRefused("place")
    return ips


def _written_as_ip(host: str) -> Ip | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _is_allowed(ip: Ip, *, private: bool) -> bool:
    return is_on_the_internet(ip) or (private and _is_private(ip))


def _is_private(ip: Ip) -> bool:
    inner = _inside(ip)
    if inner is not None:
        return _is_private(inner)
    return ip.is_private and not (ip.is_multicast or ip.is_unspecified or ip.is_reserved or _is_metadata(ip))


def _is_metadata(ip: Ip) -> bool:
    return any(ip in network for network in _METADATA)


def _inside(ip: Ip) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for."""
    if not isinstance(ip, IPv6Address):
        return None
    if ip in _TRANSLATED:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


class _ToAddress(http.client.HTTPConnection):
    """A connection to the address that was looked at: the name is not looked up again."""

    def __init__(self, parts: SplitResult, ip: Ip, deadline: float) -> None:
        super().__init__(parts.hostname or "", _port(parts))
        # Without this the header Host would name the port of HTTPS.
        self.default_port = _port(parts) if parts.port is None else self.default_port
        self._ip, self._deadline = ip, deadline
        self._context = ssl.create_default_context() if parts.scheme == "https" else None

    def connect(self) -> None:
        """Connect, with what is left of the time."""
        left = max(self._deadline - monotonic(), 0.001)
        self.sock = socket.create_connection((str(self._ip), self.port), timeout=left)
        if self._context is not None:
            self.sock = self._context.wrap_socket(self.sock, server_hostname=self.host)


def _answer_of(connection: _ToAddress, what: Call, parts: SplitResult, limits: Limits, deadline: float) -> Answer:
    # A timeout of a socket begins anew with every byte; this one does not.
    ending = threading.Timer(max(deadline - monotonic(), 0.001), _hang_up, (connection.sock,))
    ending.daemon = True
    ending.start()
    try:
        with closing(connection):
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            headers = {"User-Agent": _AGENT, "Accept-Encoding": "identity", **(what.headers or {})}
            connection.request(what.method, target, body=what.body, headers=headers)
            answer = connection.getresponse()
            read = answer.read(limits.answer_bytes)
            found = {name.lower(): value for name, value in answer.getheaders()}
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise CallFailed("slow" if monotonic() >= deadline else "broken") from error
    finally:
        ending.cancel()
    if monotonic() >= deadline:
        # What was hung up in the middle looks like the end of an answer.
        raise CallFailed("slow")
    return Answer(answer.status, found, read)


def _hang_up(connected: socket.socket) -> None:
    try:
        connected.shutdown(socket.SHUT_RDWR)
    except OSError:
        # It was closed already.
        return
