"""Mail servers that do not do what one hopes, each a small working program."""

import smtplib
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend


class Dead(EmailBackend):
    """Nobody listens there."""

    def open(self) -> bool:
        raise ConnectionRefusedError("nobody listens at mail.lindewaarde.example")


class Fussy(EmailBackend):
    """Knows nobody whose name begins with an x, and has no room for one with a y."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:  # type: ignore[override]  # the stub wants a list
        for message in messages:
            (to,) = message.to
            if to[0] in "xy":
                raise smtplib.SMTPRecipientsRefused({to: (550 if to[0] == "x" else 452, to.encode())})
        return super().send_messages(list(messages))


class Killed(BaseException):
    """The process is gone."""


class Treacherous(EmailBackend):
    """Sends, and then the process is killed."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:  # type: ignore[override]  # as above
        super().send_messages(list(messages))
        raise Killed
