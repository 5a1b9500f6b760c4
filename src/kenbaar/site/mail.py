"""The address of a mail server, as one setting: `smtp://`, `smtp+tls://` (STARTTLS) or `smtps://`."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class MailSettings:
    """What Django wants to know of a mail server."""

    backend: str
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    ssl: bool = False
    starttls: bool = False


def mail_settings(url: str) -> MailSettings:
    """Return the settings for an address; none writes mail to the console. Raises ValueError for another scheme."""
    if not url:
        return MailSettings("django.core.mail.backends.console.EmailBackend")
    parts = urlsplit(url)
    if parts.scheme not in _PORTS:
        raise ValueError("KENBAAR_MAIL_URL begins with smtp://, smtp+tls:// or smtps://.")
    return MailSettings(
        "django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname or "localhost",
        port=parts.port or _PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        ssl=parts.scheme == "smtps",
        starttls=parts.scheme == "smtp+tls",
    )
