"""Sealing the logs after a command that changed the register, with a bar; the site does so when it is at it."""

from django.utils import timezone

from kenbaar.cli.log import wording
from kenbaar.cli.screen import one_sentence, progress
from kenbaar.journal.errors import LogError
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.queries import head_of, waiting_after
from kenbaar.journal.log.sealing import Sealed, seal
from kenbaar.values import Language


def seal_with_bar(log: Log, speak: Language, *, anew: bool = False) -> Sealed:
    """Seal what waits, `anew` with every file of the log.

    Leaves with one sentence when that cannot be done: nothing is lost, it waits.
    """
    with one_sentence(LogError, speak=speak), progress() as bar:
        task = bar.add_task(wording.SEALING.to(speak), total=waiting_after(head_of(log), log))
        return seal(log, now=timezone.now(), anew=anew, count=lambda done: bar.update(task, completed=done))
