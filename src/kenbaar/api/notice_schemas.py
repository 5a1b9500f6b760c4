"""Notices in the shapes of the API."""

import datetime as dt
from typing import Any

from ninja import Field, Schema

from kenbaar.api.reading_bodies import Sent
from kenbaar.envelopes.codes import grouped
from kenbaar.letters.mention import Mention
from kenbaar.letters.qr import link_of
from kenbaar.notices.actions.issuing import IssuedNotice
from kenbaar.notices.addresses import code_address
from kenbaar.notices.queries.opening import NoticeState

_EXAMPLE = {
    "reference": "2026-000123",
    "decided_on": "2026-11-20",
    "language": "nl",
    "outcome": "refused",
    "addressee": "Mevrouw Z. de Vries",
    "data": {"income": "31234.56"},
    "weighs": {"income_weight": "-12.5"},
}
_DECISION = (
    "reference, decided_on, language, outcome, addressee, human, reasons, settings and person_class, with the data "
    "used in `data` and the contribution of each parameter in `weighs`, by their ids in the profile"
)


class CorrectionIn(Sent):
    """The decision, said right. It has the same reference."""

    decision: dict[str, Any] = Field(description=_DECISION, examples=[_EXAMPLE])


class NoticeIn(CorrectionIn):
    """A decision to tell somebody of. Its reference is the key: the same decision again gives the same notice."""

    profile: str = Field(description="name of the profile, as in its address at the desk", max_length=60)


class LetterIn(Sent):
    """The code of a notice of your body, as its issue gave it."""

    code: str = Field(description="24 characters, with or without dashes", max_length=100)


class NoticeOut(Schema):
    """A notice that was issued, for the letter. What is in here is for the addressee: keep it out of logs."""

    number: int = Field(description="of its leaf in the notice log; withdraw, correct and erase it by this number")
    new: bool = Field(description="false when this decision had this notice already")
    code: str = Field(description="24 characters in six groups, which lead the addressee to the explanation")
    link: str = Field(description="the address where the code is typed, with the code behind it: for a QR code")
    text: str = Field(description="the mention that stands in the decision, as text")
    html: str = Field(description="the same as HTML: one `div`")
    issued_at: dt.datetime
    commitment: str = Field(description="SHA-256 of what the notice says, as the log has it")
    receipt: str = Field(description="where its receipt is, once the log is sealed: within some seconds")


class StepOut(Schema):
    """Something that happened to a notice. `follower` is the notice that came in its place."""

    step: str
    at: dt.datetime
    follower: int | None


class NoticeStateOut(Schema):
    """How a notice stands. What it says is not in here."""

    number: int
    standing: str = Field(description="valid, withdrawn, corrected or erased")
    profile: str
    version: int = Field(description="of the profile")
    issued_at: dt.datetime
    steps: list[StepOut]
    receipt: str


def notice_out(issued: IssuedNotice, mention: Mention) -> NoticeOut:
    """Return a notice that was issued, with its words."""
    code = grouped(issued.code)
    return NoticeOut(
        number=issued.number,
        new=issued.new,
        code=code,
        link=link_of(code_address(), code),
        text=mention.text,
        html=mention.html,
        issued_at=issued.issued_at,
        commitment=issued.commitment,
        receipt=_receipt(issued.number),
    )


def state_out(state: NoticeState) -> NoticeStateOut:
    """Return how a notice stands."""
    return NoticeStateOut(
        number=state.number,
        standing=state.standing,
        profile=state.version.profile.slug,
        version=state.version.number,
        issued_at=state.issued_at,
        steps=[StepOut(step=each.step, at=each.at, follower=each.follower) for each in state.steps],
        receipt=_receipt(state.number),
    )


def _receipt(number: int) -> str:
    return f"/api/v1/notices/{number}/receipt"
