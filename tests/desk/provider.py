"""A real OpenID provider on this machine: the npm package `oidc-provider`. It is no part of the project.

    npm install --prefix /tmp/oidc-provider oidc-provider@9.13.3
    KENBAAR_OIDC_PROVIDER=/tmp/oidc-provider pytest tests/desk

`.ci/run` does so. Where node or the package is absent, the tests that need it are skipped, and say so.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.served import wait_for


@contextmanager
def provider(folder: Path, port: int, site: str) -> Iterator[dict[str, str]]:
    """Start a provider for a site; give the settings with which the site finds it."""
    node, package = shutil.which("node"), os.environ.get("KENBAAR_OIDC_PROVIDER", "")
    if node is None or not (Path(package) / "node_modules" / "oidc-provider").is_dir() or not package:
        pytest.skip("there is no OpenID provider: install node and oidc-provider, see tests/desk/provider.py")
    log = folder / "provider.log"
    script = Path(__file__).with_name("provider.js")
    with log.open("wb") as output:
        running = subprocess.Popen([node, str(script), str(port), site, package], stdout=output, stderr=output)
        try:
            wait_for(f"http://localhost:{port}/.well-known/openid-configuration", running, log)
            yield {
                "KENBAAR_OIDC_ISSUER": f"http://localhost:{port}",
                "KENBAAR_OIDC_CLIENT_ID": "kenbaar",
                "KENBAAR_OIDC_CLIENT_SECRET": "secret of the test",
                "KENBAAR_OIDC_NAME": "Rijks-ID van de test",
                "KENBAAR_OIDC_ROLES": "redactie = editor@gemeente-lindewaarde; toezicht = supervisor",
            }
        finally:
            running.terminate()
            running.wait(timeout=30)
