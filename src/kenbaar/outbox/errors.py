"""What can go wrong with what leaves the site. Each message says what stands in the way and what to do about it."""


class OutboxError(Exception):
    """Base of the errors of the outbox."""


class AddressRefused(OutboxError):
    """The site does not call this address. `why` is one word: scheme, form, unknown or place."""

    def __init__(self, why: str) -> None:
        super().__init__(_WHY[why])
        self.why = why


_WHY = {
    "scheme": "The address must begin with https://. Ask who runs the system for its secure address.",
    "form": "This is no web address without name and password in it. Write it as https://host/path.",
    "unknown": "The name in this address is not known. Check how it is written.",
    "place": (
        "This address leads into a network of its own, where the site does not call. Give an address on the internet, "
        "or have the operator set KENBAAR_WEBHOOK_PRIVATE."
    ),
}


class CallFailed(OutboxError):
    """No whole answer came. `why` is one word: unreachable, insecure, slow or broken."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The other site gave no answer ({why}). Try again later, or ask who runs it.")
        self.why = why


class TooManySubscriptions(OutboxError):
    """The body has as many as it can have."""

    def __init__(self, most: int) -> None:
        super().__init__(f"A body tells at most {most} systems. Remove one that is no longer used, then add this one.")


class EventUnknown(OutboxError):
    """Nothing of this name happens to entries."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no event {name!r} about entries. See the reference of events for their names.")
        self.name = name


class NotActive(OutboxError):
    """A test was asked of a system that was turned off."""

    def __init__(self) -> None:
        super().__init__("This system is turned off. Turn it on first, then send the test message.")
