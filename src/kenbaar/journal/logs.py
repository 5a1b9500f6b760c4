"""Which logs there are. One code keeps both; only what their leaves say differs (see `ledger/leaves.py`)."""

from enum import StrEnum


class Log(StrEnum):
    """A public, append-only log. The value is its place in addresses and in the name of its key."""

    REGISTER = "register"
    NOTICES = "notices"
