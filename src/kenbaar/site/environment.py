"""What the environment tells Kenbaar; secrets come from nowhere else. `docs/reference/settings.md` lists all."""

import secrets
from functools import cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(BaseSettings):
    """Every setting, read from variables that start with `KENBAAR_`."""

    model_config = SettingsConfigDict(env_prefix="KENBAAR_", frozen=True)

    database_url: str = Field(default="", description="Database; empty means SQLite in the data folder.")
    data_dir: Path = Field(default=Path("var"), description="Folder for the embedded database and the search index.")
    secret_key: str = Field(default="", description="Secret for signing and sealing; empty: the one that setup made.")
    hosts: str = Field(default="localhost,127.0.0.1", description="Host names that the site answers to, with commas.")
    public_url: str = Field(default="http://localhost:8000", description="Address that permanent links start with.")
    debug: bool = Field(default=False, description="Show error details; never on a public site.")
    https: bool = Field(default=False, description="The site is served over HTTPS: adds HSTS and secure cookies.")
    theme: str = Field(
        default="kenbaar/theme.css", description="Static file with the design tokens of the house style."
    )
    page_cache_mb: int = Field(default=32, ge=0, description="Memory for ready public pages, in megabytes.")
    import_limit_mb: int = Field(default=512, ge=1, description="Largest file that an import takes, in megabytes.")

    evidence_limit_mb: int = Field(default=10, ge=1, le=100, description="Largest file that is evidence, in megabytes.")
    scan_command: str = Field(default="", description="Command that scans a file on its input; status 0: clean.")
    central_check: bool = Field(default=False, description="A central reviewer checks all that bodies publish.")
    check_links: bool = Field(default=False, description="Call the web addresses in entries, to see if they work.")

    log_store: str = Field(default="", description="Where the logs are kept: a folder or s3://bucket/prefix.")
    log_keys: str = Field(default="", description="Private keys of the logs, with spaces; empty reads the key file.")
    log_key_file: Path | None = Field(default=None, description="File with the private keys of the logs.")
    log_witnesses: str = Field(default="", description="Witnesses of the logs: a public key and an address a line.")

    notice_secret: str = Field(default="", description="Secrets of the notices, newest first; empty reads the file.")
    notice_secret_file: Path | None = Field(default=None, description="File with the secrets of the notices.")
    notice_reading_keys: Path | None = Field(
        default=None, description="Folder with the keys by which officials read notices at the desk; empty: none."
    )

    oidc_issuer: str = Field(default="", description="Address of the identity provider; empty: none.")
    oidc_client_id: str = Field(default="", description="Name of this site at the identity provider.")
    oidc_client_secret: str = Field(default="", description="Secret of this site at the identity provider.")
    oidc_name: str = Field(default="", description="What people call the identity provider.")
    oidc_roles_claim: str = Field(default="roles", description="Claim whose values give roles; dots lead inside.")
    oidc_roles: str = Field(default="", description="Which value gives which role: value = role@body; ...")
    trusted_proxies: int = Field(default=0, ge=0, description="Proxies of your own before the site.")
    mail_url: str = Field(default="", description="Mail server; empty writes mail to the console.")
    mail_from: str = Field(default="kenbaar@localhost", description="Sender of mail.")
    webhook_private: bool = Field(default=False, description="Messages to systems may go into private networks.")

    @property
    def secret_file(self) -> Path:
        """The file with the signing secret, for when none is given."""
        return self.data_dir / "secret-key.txt"

    def secret(self) -> str:
        """Return the signing secret: the one that is given, or the one that `kenbaar setup` made.

        Without either, sessions and second factors end when the process ends, which is safe.
        """
        if self.secret_key:
            return self.secret_key
        return self.secret_file.read_text().strip() if self.secret_file.exists() else secrets.token_urlsafe(48)


@cache
def environment() -> Environment:
    """Return the environment, read once."""
    return Environment()
