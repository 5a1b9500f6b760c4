"""The secret that a body and one of its systems share."""

from kenbaar.outbox.cloud_events import SECRET_BEGINNING
from kenbaar.people.codes import new_code


def new_secret() -> str:
    """Return a secret of 256 bits for signing messages to one system."""
    return SECRET_BEGINNING + new_code()
