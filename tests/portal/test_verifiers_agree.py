"""The verifier in the browser says of every receipt, sound or tampered with, what the offline verifier says."""

import json
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kenbaar.ledger.cosigning import read_key
from kenbaar.ledger.verifying import Verdict, Why, verify
from tests.portal.tampered import Case, cases
from tests.support.golden_ledger import FOLDER

pytestmark = pytest.mark.browser
_AT_ONCE = 200
_VERIFY = """async (cases) => {
    const bytes = (text) => text === null ? null : Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
    const found = [];
    for (const { receipt, record, keys } of cases) {
        found.push(await KenbaarVerifier.verify(bytes(receipt), bytes(record), keys));
    }
    return found;
}"""


@pytest.fixture(scope="module")
def page(site: str, browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    opened.goto(f"{site}/nl/controleren/")
    yield opened
    opened.close()


def _published() -> Iterator[Case]:
    """Give the published test vectors, which their own test holds against the offline verifier."""
    keys = json.loads((FOLDER / "keys.json").read_bytes())
    for case in json.loads((FOLDER / "cases.json").read_bytes()):
        record = (FOLDER / f"records/{case['record']}.json").read_bytes() if case["record"] else None
        receipt = (FOLDER / f"receipts/{case['receipt']}.json").read_bytes()
        given = tuple(keys[name] for name in case["keys"])
        yield Case(f"published {case['receipt']} with {case['record']}", receipt, record, given)


def _sent(case: Case) -> dict[str, Any]:
    record = None if case.record is None else b64encode(case.record).decode()
    return {"receipt": b64encode(case.receipt).decode(), "record": record, "keys": case.keys}


def _said_here(verdict: Verdict) -> dict[str, Any]:
    # Where in a file that cannot be read is told in other words.
    checks = [[check.number, check.passed, check.why, check.number > 1 and check.where] for check in verdict.checks]
    return {
        "checks": json.loads(json.dumps(checks)),
        "proven": list(verdict.proven),
        "not_proven": list(verdict.not_proven),
        "keys": list(verdict.keys),
        "entry": verdict.entry,
        "numbers": list(verdict.numbers),
        "matching": list(verdict.matching),
        "notice": "" if verdict.notice is None else str(verdict.notice),
        "steps": [[one.step, one.at, one.follower] for one in verdict.steps],
        "witnesses": [[one.name, one.at_unix] for one in verdict.witnesses],
        "size": str(verdict.checkpoint.size) if verdict.checkpoint else "",
    }


def _said_there(verdict: dict[str, Any]) -> dict[str, Any]:
    return {
        "checks": [
            [one["number"], one["passed"], one.get("why"), one["number"] > 1 and one.get("where", "")]
            for one in verdict["checks"]
        ],
        "proven": verdict["proven"],
        "not_proven": verdict["notProven"],
        "keys": verdict["keys"],
        "entry": verdict.get("entry", ""),
        "numbers": verdict["numbers"],
        "matching": verdict["matching"],
        "notice": verdict["notice"],
        "steps": [[one["step"], one["at"], one["follower"]] for one in verdict["steps"]],
        "witnesses": [[one["name"], one["at"]] for one in verdict["witnesses"]],
        "size": verdict.get("size", ""),
    }


def test_the_two_verifiers_agree_on_everything_that_can_be_done_to_a_receipt(page: Page) -> None:
    every = [*_published(), *cases()]
    differences = []
    reasons = set()
    for first in range(0, len(every), _AT_ONCE):
        some = every[first : first + _AT_ONCE]
        for case, there in zip(some, page.evaluate(_VERIFY, [_sent(case) for case in some]), strict=True):
            verdict = verify(case.receipt, case.record, [read_key(key) for key in case.keys])
            reasons |= {check.why for check in verdict.checks}
            if _said_here(verdict) != _said_there(there):
                differences.append((case.what, _said_here(verdict), _said_there(there)))
    assert differences == []
    # The table holds each way in which a check can end.
    assert reasons == {None, *Why}
    assert len(every) > 1000
