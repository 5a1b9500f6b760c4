"""Who wants to know that the journal went on. Rooms above hand in a function; the journal does not know them."""

from collections.abc import Callable

from django.db import transaction

_listeners: list[Callable[[], object]] = []


def call_after_lines(listener: Callable[[], object]) -> None:
    """Have a function called after each commit that wrote lines. It must be quick and must not raise."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell_after_commit() -> None:
    """Call the listeners after the commit of this transaction."""
    for listener in _listeners:
        transaction.on_commit(listener, robust=True)
