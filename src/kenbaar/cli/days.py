"""Days as they are given on the command line of the law. They need no Django: the computer says what day it is."""

import datetime as dt

import typer

from kenbaar.cli.screen import complain
from kenbaar.law.requesting import day_of

WRONG = 2


def day_given(text: str, option: str) -> dt.date | None:
    """Return the day of an option; None when it was left out. What is no day ends the command."""
    try:
        return day_of(text) if text else None
    except ValueError as error:
        complain(f"{option}: {error}.")
        raise typer.Exit(WRONG) from error


def today() -> dt.date:
    """Return the day that it is here."""
    return dt.datetime.now().astimezone().date()
