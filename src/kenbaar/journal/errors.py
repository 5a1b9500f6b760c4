"""What can go wrong with a log. Each message says what stands in the way and what to do about it."""


class LogError(Exception):
    """Base of the errors of the logs."""


class StorageUnreachable(LogError):
    """The storage of the log cannot be read or written now. Nothing is lost: the leaves are in the database."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(
            f"The storage of the log cannot be used ({place}: {why}). Nothing is lost: what waits is in the database "
            "and is sealed as soon as the storage works again, by itself or with `kenbaar log seal`."
        )
        self.place = place


class NoKey(LogError):
    """No key signs for this log."""

    def __init__(self, log: str, where: str) -> None:
        super().__init__(
            f"There is no key for the log {log} in {where}. Run `kenbaar setup` to make one, or set KENBAAR_LOG_KEYS."
        )


class KeyNotUsable(LogError):
    """A key cannot be read, or belongs to another log. The message never holds the key itself."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"A key of the log in {where} cannot be used: {why}. Put the right key there.")


class WitnessNotUsable(LogError):
    """A witness in the settings that cannot be read."""

    def __init__(self, line: str) -> None:
        super().__init__(
            f"KENBAAR_LOG_WITNESSES has no good witness in '{line}'. Give each on a line of its own: its public key "
            "(name+id+base64), a space and its address (https://...)."
        )


class LeavesChanged(LogError):
    """The leaves in the database are not those that were signed: somebody changed them, and nothing is signed."""

    def __init__(self, log: str, size: int) -> None:
        super().__init__(
            f"The first {size} leaves of the log {log} in the database are not those that were signed. Nothing was "
            "signed or published. Run `kenbaar log audit` to see which one differs, and put the database back."
        )


class LogWentBack(LogError):
    """What was published is longer than what the database has: an older database was put back."""

    def __init__(self, log: str, published: int, known: int) -> None:
        super().__init__(
            f"The published checkpoint of the log {log} counts {published} leaves and the database has {known}: an "
            "older database was put back. A log never goes back, so nothing was signed. Put a newer database back."
        )


class NotInLog(LogError):
    """The log has no such leaf."""

    def __init__(self, log: str, subject: str) -> None:
        super().__init__(f"The log {log} has no such leaf about {subject}. See its history for what there is.")


class NotSealedYet(LogError):
    """The leaf is written and waits for its place in a signed checkpoint."""

    def __init__(self, log: str, subject: str) -> None:
        super().__init__(f"What the log {log} says about {subject} is being sealed. Ask again in a minute.")


class LogDamaged(LogError):
    """A file of the log, or a leaf in the database, is not what it should be."""

    def __init__(self, log: str, why: str) -> None:
        super().__init__(f"The log {log} is damaged: {why} Run `kenbaar log audit` to see what else is.")
