"""How a line of the journal is written down for another system: CloudEvents 1.0, as JSON, and signed. Pure.

https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md
"""

import datetime as dt
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

CONTENT_TYPE = "application/cloudevents+json"
SIGNATURE_HEADER = "Kenbaar-Signature"
TYPE_BEGINNING = "nl.kenbaar."
# Tools that look for leaked secrets know one by its beginning.
SECRET_BEGINNING = "kbw_"  # noqa: S105  # no secret: what every secret begins with


@dataclass(frozen=True, slots=True)
class Happening:
    """What is told: the event, what it is about, when, what the journal says of it, and where more is to be read."""

    sequence: int
    event: str
    subject: str
    at: dt.datetime
    details: Mapping[str, Any]
    links: Mapping[str, str]


def written(happening: Happening, *, source: str) -> bytes:
    """Return the message. Its `id` is the line of the journal, so that a system knows what it has had already."""
    return orjson.dumps(
        {
            "specversion": "1.0",
            "id": str(happening.sequence),
            "source": source,
            "type": TYPE_BEGINNING + happening.event,
            "subject": happening.subject,
            "time": happening.at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z"),
            "datacontenttype": "application/json",
            "data": {"details": happening.details, "links": happening.links},
        }
    )


def signature(body: bytes, secret: str, *, at: dt.datetime) -> str:
    """Return what stands in the header: the moment of sending, and HMAC-SHA256 over that, a dot and the message."""
    moment = str(int(at.timestamp()))
    proof = hmac.digest(secret.encode(), moment.encode() + b"." + body, "sha256").hex()
    return f"t={moment},v1={proof}"
