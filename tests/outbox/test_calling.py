"""An address that somebody typed leads to the internet and nowhere else, and no answer keeps the caller."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address
from typing import Any

import pytest

from kenbaar.outbox.calling import Call, Limits, call, checked_address, is_on_the_internet
from kenbaar.outbox.errors import AddressRefused, CallFailed
from tests.outbox.listening import System, answer, listening


@pytest.fixture
def system() -> Iterator[System]:
    with listening() as listens:
        yield listens


def _named(monkeypatch: pytest.MonkeyPatch, *ips: str) -> list[tuple[str, int]]:
    """Have every name lead to these addresses; return where connections go."""
    went: list[tuple[str, int]] = []

    def look_up(_host: str, port: int, **_more: Any) -> list[Any]:
        return [(None, None, None, "", (ip, port)) for ip in ips]

    def connect(place: tuple[str, int], **_more: Any) -> Any:
        went.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    return went


INSIDE = [
    "127.0.0.1",
    "127.8.9.1",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "192.0.0.192",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:10.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "2001:db8::1",
]
NEVER = ["169.254.169.254", "100.100.100.200", "fe80::1", "fd00:ec2::254", "::ffff:169.254.169.254", "224.0.0.1"]


@pytest.mark.parametrize("ip", INSIDE)
def test_an_address_inside_is_never_called(monkeypatch: pytest.MonkeyPatch, ip: str) -> None:
    went = _named(monkeypatch, ip)
    with pytest.raises(AddressRefused) as refused:
        call(Call("GET", "https://systeem.example/"))
    assert (refused.value.why, went) == ("place", [])
    assert not is_on_the_internet(ip_address(ip))


@pytest.mark.parametrize("ip", NEVER)
def test_what_gives_out_the_secrets_of_a_cloud_is_not_called_in_private_networks_either(
    monkeypatch: pytest.MonkeyPatch, ip: str
) -> None:
    went = _named(monkeypatch, ip)
    with pytest.raises(AddressRefused):
        call(Call("GET", "https://systeem.example/"), private=True)
    assert went == []


def test_one_address_inside_spoils_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    went = _named(monkeypatch, "93.184.215.14", "10.0.0.1")
    with pytest.raises(AddressRefused):
        call(Call("GET", "https://systeem.example/"))
    assert went == []


def test_the_connection_goes_to_the_address_that_was_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    went = _named(monkeypatch, "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c")
    with pytest.raises(CallFailed, match="unreachable"):
        call(Call("GET", "https://systeem.example:8443/"))
    assert went == [("93.184.215.14", 8443), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", 8443)]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://systeem.example/", "scheme"),
        ("ftp://systeem.example/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("systeem.example", "scheme"),
        ("https://", "form"),
        ("https://anna:geheim@systeem.example/", "form"),
        ("https://systeem.example\\@10.0.0.1/", "form"),
        ("https://systeem.example/a b", "form"),
        ("https://systeem.example/\r\nHost: x", "form"),
        ("https://systeem.example:99999/", "form"),
        ("https://10.1.2.3/", "place"),
        ("https://[::ffff:127.0.0.1]/", "place"),
        ("https://[::1/", "form"),
        ("https://s\u0443steem.example/", "form"),
        ("https://systeem.example/" + "a" * 2000, "form"),
    ],
)
def test_an_address_that_is_not_written_as_one_is_refused(address: str, why: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        checked_address(address)
    assert refused.value.why == why and "geheim" not in str(refused.value)


def test_a_name_that_does_not_exist_is_said_to_be_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: Any, **_more: Any) -> None:
        raise socket.gaierror("no such name")

    monkeypatch.setattr(socket, "getaddrinfo", fails)
    with pytest.raises(AddressRefused) as refused:
        call(Call("GET", "https://systeem.example/"))
    assert refused.value.why == "unknown"


def test_this_machine_is_called_where_that_is_allowed_and_not_otherwise(system: System) -> None:
    got = call(Call("HEAD", system.address), private=True)
    assert (got.status, got.body) == (204, b"")
    headers, _body = system.got[0]
    assert headers["host"] == system.address.split("/")[2] and headers["user-agent"] == "Kenbaar"
    for address, allowed in ((system.address, {}), (system.address, {"plain": True})):
        with pytest.raises(AddressRefused):
            call(Call("HEAD", address), **allowed)
    assert len(system.got) == 1


def test_no_redirect_is_followed(system: System) -> None:
    system.answers = lambda handler: answer(handler, 302, Location="http://169.254.169.254/latest/meta-data/")
    got = call(Call("GET", system.address), private=True)
    assert (got.status, len(system.got)) == (302, 1)
    assert got.headers["location"].startswith("http://169.254")


def test_an_endless_answer_is_read_as_far_as_the_limit(system: System) -> None:
    def pours(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"x" * 65536)
        except OSError:
            return

    system.answers = pours
    got = call(Call("GET", system.address), private=True, limits=Limits(answer_bytes=1000))
    assert (got.status, len(got.body)) == (200, 1000)


@pytest.mark.parametrize("begins", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\nab"])
def test_an_answer_that_never_ends_keeps_nobody_longer_than_the_limit(system: System, begins: bytes) -> None:
    enough = threading.Event()

    def drips(handler: BaseHTTPRequestHandler) -> None:
        # Each byte comes in time for a timeout that begins anew with every byte.
        try:
            handler.wfile.write(begins)
            while not enough.wait(0.02):
                handler.wfile.write(b"a")
        except OSError:
            return

    system.answers = drips
    try:
        with pytest.raises(CallFailed, match="slow"):
            call(Call("GET", system.address), private=True, limits=Limits(seconds=0.3, answer_bytes=10**9))
    finally:
        enough.set()


def test_an_answer_that_is_none_is_said_to_be_broken(system: System) -> None:
    system.answers = lambda handler: handler.wfile.write(b"hello\r\n\r\n") and None
    with pytest.raises(CallFailed, match="broken"):
        call(Call("GET", system.address), private=True)


def test_a_connection_that_is_not_secure_is_not_used(system: System) -> None:
    secure = system.address.replace("http://", "https://")
    with pytest.raises(CallFailed, match="insecure"):
        call(Call("POST", secure, b"geheim"), private=True, limits=Limits(seconds=2))
    assert system.got == []
