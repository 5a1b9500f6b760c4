"""What the processes of the kill tests of the register do, each on a database of its own."""

# ruff: noqa: I001  # Django is set up before its models are imported: children begin here
from tests.support import processes  # noqa: F401

from itertools import count
from typing import Any
from unittest.mock import patch

from django.core.management import call_command

from kenbaar.people.models import Role
from kenbaar.people.named import actor_named
from kenbaar.register import drafts_of_many
from kenbaar.journal.models import JournalLine
from kenbaar.register.actions.bulk import change_many
from kenbaar.register.actions.drafting import Change, answer_digest, save_answers
from kenbaar.register.actions.preparing import prepare_change
from kenbaar.register.bulk import BulkOrder, What
from kenbaar.register.filtering import Filter
from kenbaar.register.importing.into_drafts import take_in_prepared
from kenbaar.register.models import Draft, DraftConflict, Entry, PreparedChange
from kenbaar.register.preparing import Kind
from kenbaar.register.queries.bulk import plan_of
from kenbaar.register.queries.inventory import entries_chosen
from kenbaar.rules.answers import known
from tests import make
from tests.journal.endings import Ending, die

# Two batches of drafts and a half: a process can be killed between them.
ENTRIES = 1200
_HEAD = "name,organization,description_short,status,goal\r\n"
_CSV = _HEAD + "".join(f"Nummer {number},,Telt iets.,In gebruik,Tellen\r\n" for number in range(ENTRIES))


def prepare(kind: str) -> int:
    """Make a body and an editor, and put a change of many entries ready; return its number."""
    call_command("migrate", verbosity=0)
    body = make.body()
    editor = make.person(Role.EDITOR, at=body)
    if kind == Kind.FILE:
        return prepare_change(body, Kind.FILE, _CSV.encode(), by=editor, now=make.NOON).pk
    Entry.objects.bulk_create(Entry(reference=f"kb-{number}", body=body, state="draft") for number in range(ENTRIES))
    order = BulkOrder(What.FACT, fact="contact", answer=known("a@b.example"))
    everything = entries_chosen(editor, body, references=None, wanted=Filter(), now=make.NOON)
    plan = plan_of(editor, body, everything, order)
    return prepare_change(body, Kind.CHANGE, plan.to_json(), by=editor, now=make.NOON).pk


def do(number: int, *, killed_at: int = 0) -> None:
    """Do what was prepared, and be killed when rows are written for the `killed_at`-th time, if ever."""
    original, calls = drafts_of_many.insert_rows, count(1)

    def dying(*args: Any, **named: Any) -> None:
        original(*args, **named)
        if next(calls) == killed_at:
            die()

    prepared = PreparedChange.objects.get(pk=number)
    by, body = actor_named(prepared.by), make.body()
    with (
        patch("kenbaar.register.drafts_of_many.insert_rows", dying),
        patch("kenbaar.register.importing.new_drafts.insert_rows", dying),
    ):
        if prepared.kind == Kind.FILE:
            take_in_prepared(body, number, by=by, now=make.NOON)
        else:
            change_many(body, number, by=by, now=make.NOON)


def killed_while_doing(number: int, killed_at: int) -> None:
    """Do what was prepared and be killed on the way."""
    do(number, killed_at=killed_at)


def counts() -> tuple[int, int, bool]:
    """Return how many entries and drafts there are, and whether the prepared change was done."""
    return Entry.objects.count(), Draft.objects.count(), PreparedChange.objects.get().outcome is not None


def begin_to_write() -> str:
    """Make an entry that a colleague is writing; return its reference."""
    call_command("migrate", verbosity=0)
    return make.drafted().reference


def save(reference: str) -> None:
    """Save words of which one comes too late, and one is new."""
    late = Change("purpose", known({"nl": "Iets anders."}), answer_digest(None))
    new = Change("impact", known({"nl": "Groot."}), answer_digest(None))
    save_answers(reference, [late, new], by=make.OPERATOR, now=make.NOON)


def save_until(reference: str, ending: Ending) -> None:
    """Save them and be killed on the way."""
    with ending.deadly():
        save(reference)


def draft_of(reference: str) -> tuple[object, ...]:
    """Return everything that saving writes: the answers, what came too late, the count of saves, and the journal."""
    draft = Draft.objects.get(entry__reference=reference)
    late = list(DraftConflict.objects.filter(draft=draft).values_list("fact", flat=True))
    lines = JournalLine.objects.filter(subject=reference).count()
    return sorted(draft.sheet), late, draft.revision, sorted(draft.origins), lines
