"""What the database keeps of personal data and secrets: sealed with a key of its own for each purpose.

The keys come from the secret of the site. Who copies the database without that secret reads no name, address or secret.
"""

import base64
import hmac
import os
from functools import cache
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

from kenbaar.people.errors import SealBroken

# What is sealed in another way later can begin with another mark.
_MARK = "s1."
_NONCE_BYTES = 12


def seal(text: str, purpose: str) -> str:
    """Return a text as the database keeps it: each time another one (AES-256-GCM). Nothing stays nothing."""
    if not text:
        return ""
    nonce = os.urandom(_NONCE_BYTES)
    hidden = AESGCM(_key(settings.SECRET_KEY, purpose)).encrypt(nonce, text.encode(), purpose.encode())
    return _MARK + base64.urlsafe_b64encode(nonce + hidden).decode()


def unseal(kept: str, purpose: str) -> str:
    """Return what was sealed for this purpose. Raises SealBroken."""
    if not kept:
        return ""
    if not kept.startswith(_MARK):
        raise SealBroken(purpose)
    raw = base64.urlsafe_b64decode(kept[len(_MARK) :])
    try:
        cipher = AESGCM(_key(settings.SECRET_KEY, purpose))
        return cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], purpose.encode()).decode()
    except InvalidTag as error:
        raise SealBroken(purpose) from error


def key_of(address: str) -> str:
    """Return what an e-mail address is looked up by: always the same, and of no use without the secret of the site."""
    key = _key(settings.SECRET_KEY, "look-up of addresses")
    return hmac.digest(key, address.strip().lower().encode(), "sha256").hex()


if TYPE_CHECKING:
    _Text = models.TextField[str, str]
else:
    # Django's field takes no types at run time.
    _Text = models.TextField


class SealedText(_Text):
    """A text that is sealed in the database and plain in Python. No query can look for it or sort by it."""

    def get_prep_value(self, value: Any) -> Any:
        """Seal."""
        return seal(super().get_prep_value(value) or "", self._purpose)

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> str:
        """Unseal."""
        return unseal(value or "", self._purpose)

    def get_lookup(self, lookup_name: str) -> Any:  # noqa: ARG002  # Django names it
        """Know no look-up: a comparison would find nothing, as every sealing is another one."""
        raise TypeError(f"{self.name} is sealed and cannot be looked up; see `key_of`")

    @property
    def _purpose(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"


@cache
def _key(secret: str, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, None, f"kenbaar {purpose}".encode()).derive(secret.encode())
