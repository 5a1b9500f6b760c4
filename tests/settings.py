"""The product's own settings, with a data folder that is thrown away."""

import atexit
import os
import shutil
import tempfile

_FOLDER = tempfile.mkdtemp(prefix="kenbaar-tests-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ["KENBAAR_DATA_DIR"] = _FOLDER
os.environ.setdefault("KENBAAR_SECRET_KEY", "only for tests")

from kenbaar.site.settings import *  # noqa: E402, F403
from kenbaar.site.settings import STATIC_ROOT  # noqa: E402

# WhiteNoise looks at it when the first test starts the site; `conftest.py` fills it.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)

# A slow hash keeps passwords from being guessed; of those of the tests everybody knows them.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A test that searches brings the index up to date by itself.
SEARCH_FOLLOWS_JOURNAL = False

# A test that looks at a sealed log seals it by itself.
LOG_SEALS_ITSELF = False

# A test that makes the rounds makes them by itself.
ROUNDS_BY_THEMSELVES = False

# A test that looks at what left sends it by itself.
OUTBOX_SENDS_ITSELF = False
