"""Options that the commands of the log share."""

from typing import Annotated

import typer

from kenbaar.journal.log.logs import Log
from kenbaar.values import Language

# Where a hash, a key or a path has to be read whole.
LONG = 400

Speak = Annotated[Language, typer.Option(help="Language of the report.")]
WhichLog = Annotated[Log | None, typer.Option(help="Which log; all of them unless said.")]
OneLog = Annotated[Log, typer.Option(help="Which log.")]


def chosen(log: Log | None) -> tuple[Log, ...]:
    """Return the log that was asked for, or all."""
    return (log,) if log else tuple(Log)
