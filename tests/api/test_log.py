"""The API says where each public step stands in the public log."""

import hashlib
import json
from urllib.parse import urlsplit

import pytest
from django.test import Client

from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.sealing import seal
from kenbaar.ledger.verifying import verify
from kenbaar.people.actors import OPERATOR
from kenbaar.register.actions import steps
from kenbaar.register.lifecycle import State
from tests import make

pytestmark = pytest.mark.django_db


def _followed(client: Client, address: str) -> bytes:
    answer = client.get(urlsplit(address).path)
    assert answer.status_code == 200
    return answer.content


def test_a_machine_finds_receipt_and_record_of_each_step(client: Client) -> None:
    make.entry(State.PUBLISHED)
    entry = make.entry(State.PUBLISHED)
    seal(Log.REGISTER, now=make.NOON)
    steps.archive(entry.reference, by=OPERATOR, now=make.NOON)
    said = client.get(f"/api/v1/entries/{entry.reference}/log").json()
    assert (said["log"], said["size"]) == ("register", 2)
    assert [(leaf["number"], leaf["index"], leaf["step"], leaf["sealed"]) for leaf in said["leaves"]] == [
        (1, 1, "publish", True),
        (2, 2, "archive", False),
    ]
    first, second = said["leaves"]
    record = _followed(client, first["links"]["record"])
    assert hashlib.sha256(record).hexdigest() == first["content"]
    assert verify(_followed(client, first["links"]["receipt"]), record).true
    assert verify(_followed(client, said["links"]["receipt"]), None).numbers == (1,)
    assert json.loads(_followed(client, second["links"]["record"]))["step"] == "archive"
    assert "receipt" not in second["links"]


def test_an_entry_names_its_place_in_the_log_and_another_one_is_a_problem(client: Client) -> None:
    entry = make.entry(State.PUBLISHED)
    links = client.get(f"/api/v1/entries/{entry.reference}").json()["links"]
    assert client.get(urlsplit(links["log"]).path).json()["size"] == 0
    for reference in (make.entry(State.DRAFT).reference, "kb-0000000000"):
        answer = client.get(f"/api/v1/entries/{reference}/log")
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
