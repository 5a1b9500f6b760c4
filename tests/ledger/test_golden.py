"""What `docs/log-format.md` promises to others stays as it is, to the byte."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from kenbaar.ledger.cosigning import read_key
from kenbaar.ledger.verifying import verify
from tests.support.golden_ledger import FOLDER, vectors

CASES = orjson.loads((FOLDER / "cases.json").read_bytes())
KEYS = orjson.loads((FOLDER / "keys.json").read_bytes())


def test_the_published_vectors_are_what_the_code_makes() -> None:
    stored = {str(path.relative_to(FOLDER)): path.read_bytes() for path in FOLDER.rglob("*") if path.is_file()}

    assert stored == vectors()


def test_the_page_about_the_format_shows_the_checkpoint_of_the_vectors() -> None:
    page = (FOLDER.parents[2] / "docs/log-format.md").read_text()

    assert f"```\n{(FOLDER / 'log/checkpoint').read_text()}```\n" in page


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['receipt']} with {case['record']}")
def test_every_published_case_comes_out_as_it_says(case: dict[str, Any]) -> None:
    record = Path(FOLDER / f"records/{case['record']}.json").read_bytes() if case["record"] else None
    keys = [read_key(KEYS[name]) for name in case["keys"]]
    verdict = verify((FOLDER / f"receipts/{case['receipt']}.json").read_bytes(), record, keys)

    assert verdict.true == case["true"]
    assert [
        {"number": one.number, "passed": one.passed, "why": one.why, "where": one.where} for one in verdict.checks
    ] == case["checks"]
    assert (list(verdict.proven), list(verdict.not_proven)) == (case["proven"], case["not_proven"])
