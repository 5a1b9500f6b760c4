"""The sample with which a system checks a message, as the documentation shows it, agrees with what is sent."""

import re
from pathlib import Path
from typing import Any

import pytest

from kenbaar.outbox.cloud_events import signature
from kenbaar.outbox.lifecycle import DELIVERY_DELAYS
from tests import make

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "webhooks.md").read_text()
NOW = make.NOON.timestamp()


@pytest.fixture
def check() -> Any:
    (sample,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    names: dict[str, Any] = {}
    exec(sample, names)
    return names["comes_from_kenbaar"]


def test_the_sample_believes_what_kenbaar_sends_and_nothing_else(check: Any) -> None:
    body, secret = b'{"id": "1"}', "kbw_een geheim"
    header = signature(body, secret, at=make.NOON)
    assert check(header, body, secret, NOW) and check(header, body, secret, NOW + 300)
    for wrong in (
        (header, body + b" ", secret, NOW),
        (header, body, "kbw_een ander", NOW),
        (header, body, secret, NOW + 301),
        (header.replace("t=1", "t=2"), body, secret, NOW),
        (header.split(",")[0], body, secret, NOW),
        ("", body, secret, NOW),
        ("t=x,v1=\u00e9", body, secret, NOW),
    ):
        assert not check(*wrong)


def test_the_page_says_how_often_a_message_is_tried() -> None:
    assert len(DELIVERY_DELAYS) == 8 and "after the ninth time" in PAGE
