"""Which logs there are. One code keeps both; only what their leaves say differs (see `ledger/leaves.py`)."""

from enum import StrEnum

# Every log is below this address, as files (C2SP tlog-tiles).
LOGS_ADDRESS = "/log/"


class Log(StrEnum):
    """A public, append-only log. The value is its place in addresses and in the name of its key."""

    REGISTER = "register"
    NOTICES = "notices"
