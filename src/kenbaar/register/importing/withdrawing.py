"""A file that is the whole register: what is published here and not in it has left, and is withdrawn.

What left comes back when a later file has it again; what people withdrew here does not.
"""

from collections.abc import Collection, Sequence

from kenbaar.journal.actions import Deed, write_lines
from kenbaar.journal.many_rows import insert_rows
from kenbaar.journal.queries import last_details
from kenbaar.people.actors import Actor
from kenbaar.register.events import ENTRY_WITHDRAWN
from kenbaar.register.importing.known import Standing
from kenbaar.register.importing.moments import Moments
from kenbaar.register.lifecycle import State, Step
from kenbaar.register.models import Entry, PublicStep
from kenbaar.register.recording import record_steps, shown_step
from kenbaar.values import both

_BATCH = 500
_REASON = both(
    "Dit algoritme staat niet meer in het register waaruit het is overgenomen.",
    "This entry is no longer in the register from which it was taken over.",
)
# What the journal line of such a withdrawal says, besides the version.
_LEFT = "left_the_source"


def withdraw_others(met: Collection[str], *, by: Actor, moments: Moments) -> int:
    """Withdraw every published entry whose reference is not among `met`; return how many. Memory: a number for each."""
    published = Entry.objects.filter(state=State.PUBLISHED).order_by("pk").values_list("pk", "reference")
    left = [key for key, reference in published.iterator() if reference not in met]
    for start in range(0, len(left), _BATCH):
        _withdraw(left[start : start + _BATCH], by, moments)
    return len(left)


def is_back(standing: Standing) -> bool:
    """Say whether an entry of which a record came in had only left its source, and nobody worked on it since."""
    if standing.state != State.WITHDRAWN or standing.is_edited:
        return False
    return bool(last_details(ENTRY_WITHDRAWN, subject=standing.reference).get(_LEFT))


def _withdraw(keys: Sequence[int], by: Actor, moments: Moments) -> None:
    reason = {"nl": _REASON.nl, "en": _REASON.en}
    steps = [
        PublicStep(
            entry=entry,
            version=entry.published,
            step=Step.WITHDRAW.value,
            on=moments.after(entry.changed_at or moments.seen),
            reason=reason,
        )
        for entry in Entry.objects.filter(pk__in=keys).select_related("body", "published").order_by("pk")
    ]
    insert_rows(
        Entry,
        ("reference", "body_id", "state", "changed_at"),
        ((step.entry.reference, step.entry.body_id, State.WITHDRAWN.value, step.on) for step in steps),
        unique="reference",
        update=("state", "changed_at"),
    )
    rows = ((step.entry_id, step.version_id, step.step, step.on, step.reason) for step in steps)
    insert_rows(PublicStep, ("entry_id", "version_id", "step", "on", "reason"), rows)
    record_steps(map(shown_step, steps), now=moments.now)
    deeds = (
        Deed(ENTRY_WITHDRAWN, step.entry.reference, {"version": step.version.number, _LEFT: True}) for step in steps
    )
    write_lines(deeds, by=by.name, now=moments.now)
