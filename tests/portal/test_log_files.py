"""Anybody reads the logs with tools of their own, from plain files, and nothing else of the machine."""

import hashlib
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from kenbaar.journal.log.keys import signers_of
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import head_of
from kenbaar.journal.log.sealing import seal
from kenbaar.journal.log.storage.folder import Folder
from kenbaar.journal.models import LogContent, LogLeaf
from kenbaar.ledger.checkpoints import open_checkpoint
from kenbaar.ledger.leaves import RegisterLeaf, content_path
from kenbaar.ledger.proofs import TileHashes, inclusion_proof, verify_inclusion
from kenbaar.ledger.tiles import EntriesName, read_entries
from kenbaar.portal.views import log_files
from kenbaar.register.lifecycle import State
from kenbaar.site.middleware import log_files as middleware
from tests import make

pytestmark = pytest.mark.django_db
LOG = "/log/register"


@pytest.fixture
def own_log(settings: LazySettings) -> Path:
    return Path(settings.LOG_STORE) / "register"


def publish_and_seal(count: int = 1) -> None:
    for _ in range(count):
        make.entry(State.PUBLISHED)
    seal(Log.REGISTER, now=make.NOON)


def test_who_begins_to_follow_the_log_finds_its_public_keys_beside_it(client: Client) -> None:
    publish_and_seal()
    (signer,) = signers_of(Log.REGISTER)
    answer = client.get(f"{LOG}/keys")
    assert answer.content.decode() == f"{signer.verifier.to_text()}\n"
    assert answer["Cache-Control"] == "no-cache"


def test_an_outsider_follows_the_log_from_its_checkpoint_to_the_record(client: Client) -> None:
    publish_and_seal(3)

    def read(path: str) -> bytes | None:
        answer = client.get(f"{LOG}/{path}")
        return answer.content if answer.status_code == 200 else None

    keys = [signer.verifier for signer in signers_of(Log.REGISTER)]
    checkpoint, _ = open_checkpoint(read("checkpoint") or b"", keys)
    leaves = [RegisterLeaf.from_bytes(data) for data in read_entries(EntriesName(0, checkpoint.size), read)]
    assert len(leaves) == 3
    hashes = TileHashes(checkpoint.size, read)
    for index, leaf in enumerate(leaves):
        proof = inclusion_proof(index, checkpoint.size, hashes)
        assert verify_inclusion(leaf.hash, index, checkpoint.size, proof, checkpoint.root)
        record = read(content_path(leaf.content)) or b""
        assert hashlib.sha256(record).hexdigest() == leaf.content
        assert json.loads(record)["entry"] == leaf.entry


def test_each_file_says_what_it_is_and_how_long_it_stays(client: Client) -> None:
    publish_and_seal()
    record = content_path(LogContent.objects.get().digest)
    for path, kind, keeping in [
        ("checkpoint", "text/plain; charset=utf-8", "no-cache"),
        ("tile/0/000.p/1", "application/octet-stream", "public, max-age=31536000, immutable"),
        ("tile/entries/000.p/1", "application/octet-stream", "public, max-age=31536000, immutable"),
        (record, "application/json", "public, max-age=300"),
    ]:
        first = client.get(f"{LOG}/{path}")
        assert (first.headers["Content-Type"], first.headers["Cache-Control"]) == (kind, keeping)
        assert first.headers["Access-Control-Allow-Origin"] == "*"
        assert not first.cookies
        assert client.head(f"{LOG}/{path}").headers["Content-Length"] == str(len(first.content))
        again = client.get(f"{LOG}/{path}", headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "place",
    [
        "tile/../../../keys.txt",
        "tile/..%2f..%2f..%2fkeys.txt",
        "tile/%2e%2e/%2e%2e/keys.txt",
        "tile/0/000.p/0",
        "tile/0/000.p/257",
        "tile/0/000.p/01",
        "tile/0/x000/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/0/" + "x999/" * 7 + "999",
        "tile/0/" + "9" * 5000,
        "tile/entries/٠٠٠",
        "tile/0/000%00",
        "tile//etc/passwd",
        "tile/0/001",
        "tile/0/999",
        "content/../../../keys.txt",
        "content/%2e%2e%2fkeys.txt",
        "content/ab/" + "ab" * 32,
        "content/cd/" + "ab" * 32,
        "content/ab/" + "AB" * 32,
        "content/ab/" + "ab" * 3200,
        "content/ab/",
        ".lock",
        ".unfinished/x",
        "keys.txt",
        "tile",
        "checkpoint/",
    ],
)
def test_no_path_leads_out_of_the_log(client: Client, place: str) -> None:
    publish_and_seal()
    assert client.get(f"{LOG}/{place}").status_code == 404


@pytest.mark.parametrize("log", ["people", "registers", "..", "register%2f..", ""])
def test_no_other_log_is_served(client: Client, log: str) -> None:
    assert client.get(f"/log/{log}/checkpoint").status_code == 404


def test_a_log_that_was_never_sealed_has_no_checkpoint_and_says_so(client: Client) -> None:
    answer = client.get(f"{LOG}/checkpoint")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-cache")
    assert "no such file" in answer.content.decode()


def test_what_the_register_log_vouches_for_is_not_served_as_that_of_the_notices(client: Client) -> None:
    publish_and_seal()
    assert client.get(f"/log/notices/{content_path(LogContent.objects.get().digest)}").status_code == 404


def test_nothing_can_be_written_to_a_log(client: Client) -> None:
    publish_and_seal()
    for path in ("checkpoint", "tile/0/000.p/1", content_path(LogContent.objects.get().digest)):
        assert client.post(f"{LOG}/{path}").status_code == client.put(f"{LOG}/{path}").status_code == 405


def test_a_tile_asks_the_database_nothing(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    publish_and_seal()
    with django_assert_num_queries(0):
        assert client.get(f"{LOG}/tile/0/000.p/1").status_code == 200


def test_who_reads_the_checkpoint_while_leaves_wait_has_them_sealed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(log_files, "seal_soon", lambda: asked.append(True))
    publish_and_seal()
    client.get(f"{LOG}/checkpoint")
    assert not asked
    make.entry(State.PUBLISHED)
    client.get(f"{LOG}/checkpoint")
    assert asked


def test_a_storage_that_cannot_be_read_is_said_without_naming_places(client: Client, own_log: Path) -> None:
    publish_and_seal()
    (own_log / "checkpoint").unlink()
    (own_log / "checkpoint").mkdir()
    answer = client.get(f"{LOG}/checkpoint")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert str(own_log) not in answer.content.decode()


def test_a_checkpoint_that_goes_on_gets_another_tag(client: Client) -> None:
    publish_and_seal()
    first = client.get(f"{LOG}/checkpoint").headers["ETag"]
    publish_and_seal()
    head = head_of(Log.REGISTER)
    second = client.get(f"{LOG}/checkpoint", headers={"If-None-Match": first})
    assert head is not None and second.content == head.checkpoint
    assert head.size == LogLeaf.objects.count() == 2


def test_the_served_files_are_those_of_the_storage(client: Client, own_log: Path) -> None:
    publish_and_seal(2)
    for path in ("checkpoint", "tile/0/000.p/2", "tile/entries/000.p/2"):
        assert client.get(f"{LOG}/{path}").content == Folder(own_log).read(path)


def test_an_address_below_the_logs_that_is_not_open_to_everyone_goes_the_long_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    closed = SimpleNamespace(func=lambda _request: HttpResponse("secret"), args=(), kwargs={})
    monkeypatch.setattr(middleware, "_found", lambda _path: closed)
    site = middleware.LogFiles(lambda _request: HttpResponse("the long way"))
    answer = site(RequestFactory().get("/log/register/checkpoint"))
    assert isinstance(answer, HttpResponse) and answer.content == b"the long way"
