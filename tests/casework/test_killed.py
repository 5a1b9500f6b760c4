"""Killed in the middle of a publication: nothing of it happened, and the next attempt does all of it."""

import pytest

from tests.casework import children
from tests.journal.endings import Call
from tests.support.processes import Site, killed

_STEPS = "kenbaar.register.actions.steps"
ENDINGS = {
    "approved and nothing written": Call("kenbaar.casework.actions.review.write_line"),
    "the approval is on its line": Call("kenbaar.casework.actions.review.publish_when_ready"),
    "the review is over and the entry not public": Call(f"{_STEPS}.publish"),
    "the entry is public without a line": Call(f"{_STEPS}.write_line"),
    "the line is there and the leaf not": Call(f"{_STEPS}.record_steps"),
    "all is written and nothing committed": Call(f"{_STEPS}.record_steps", after=True),
    "right before the end of the deed": Call("kenbaar.casework.actions.review.publish_when_ready", after=True),
}


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS)
def test_a_publication_that_is_killed_is_all_or_nothing(ending: Call, site: Site) -> None:
    reference, approver = site.ask(children.hand_in)
    before = site.ask(children.look_around, reference)
    assert killed(site.start(children.approve_until, reference, approver, ending))
    assert site.ask(children.look_around, reference) == before
    site.ask(children.publish, reference, approver)
    state, published, stage, approved_by, events, steps, leaves = site.ask(children.look_around, reference)
    assert (state, stage, approved_by) == ("published", "published", f"person {approver}") and published
    assert (steps, leaves) == (1, 1)
    assert events[-2:] == ["casework.review.approved", "register.entry.published"]
