"""A body with people who write, review and look on, and an entry between them."""

from collections.abc import Callable
from typing import Any

import pytest

from kenbaar.casework.actions.rules import set_rules
from kenbaar.casework.models import Comment, Mention, Review
from kenbaar.journal.models import JournalLine, LogLeaf
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body, Role
from kenbaar.register.actions.drafting import changes_of, save_answers
from kenbaar.register.models import Entry
from kenbaar.rules.answers import Answer, Sheet, known
from tests import make
from tests.make import NOON


class World:
    """A body with an editor, an approver, an administrator, and a central reviewer who works for no body."""

    def __init__(self) -> None:
        self.body: Body = make.body()
        self.editor: Actor = make.person(Role.EDITOR, at=self.body)
        self.approver: Actor = make.person(Role.APPROVER, at=self.body)
        self.administrator: Actor = make.person(Role.ADMINISTRATOR, at=self.body)
        self.central: Actor = make.person(Role.CENTRAL_REVIEWER)
        self.entry: Entry = make.under_review(self.editor, at=self.body)

    @property
    def reference(self) -> str:
        return self.entry.reference

    def review(self) -> Review:
        return Review.objects.filter(entry=self.entry).latest("pk")

    def state(self) -> tuple[str, str]:
        self.entry.refresh_from_db()
        return self.entry.state, self.review().stage

    def central_check(self) -> None:
        set_rules(self.body, target_days=5, required_facts=[], central_check=True, by=self.administrator, now=NOON)

    def mend(self, name: str = "Beter", **answers: Answer) -> None:
        """Write in the draft, as the editor."""
        self.entry.refresh_from_db()
        there = self.entry.latest.answers() if self.entry.latest else Sheet()
        wanted = {"name": known({"nl": name}), **answers}
        save_answers(self.reference, changes_of(there, wanted), by=self.editor, now=NOON)


def unchanged(deed: Callable[[], Any], error: type[Exception]) -> None:
    """Try a deed that is refused, and see that nothing at all was written."""
    before = everything()
    with pytest.raises(error):
        deed()
    assert everything() == before


def everything() -> object:
    return (
        list(Comment.objects.order_by("pk").values()),
        list(Mention.objects.order_by("pk").values()),
        list(Review.objects.order_by("pk").values()),
        list(Entry.objects.order_by("pk").values()),
        JournalLine.objects.count(),
        LogLeaf.objects.count(),
    )
