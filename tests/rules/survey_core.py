"""The engine of SurveyJS as an oracle. It is no part of the project and of no test that must run.

To compare with it, install the npm package once and say where:

    npm install --prefix /tmp/survey-core survey-core@1.12.20
    KENBAAR_SURVEY_CORE=/tmp/survey-core pytest tests/rules/test_survey_core.py

A package that is found through NODE_PATH does as well. Nothing here uses the network.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

HOW = "install survey-core and set KENBAAR_SURVEY_CORE, see tests/rules/survey_core.py"


def _environment() -> dict[str, str]:
    folder = os.environ.get("KENBAAR_SURVEY_CORE", "")
    paths = [str(Path(folder) / "node_modules")] if folder else []
    return {**os.environ, "NODE_PATH": os.pathsep.join([*paths, os.environ.get("NODE_PATH", "")])}


def ask(question: dict[str, Any]) -> dict[str, Any]:
    """Return what survey-core says; skip the test where it is absent."""
    node = shutil.which("node")
    if node is None:
        pytest.skip(f"there is no node; {HOW}")
    environment = _environment()
    look = [node, "-e", "require.resolve('survey-core')"]
    if subprocess.run(look, env=environment, capture_output=True, check=False).returncode:
        pytest.skip(f"node finds no survey-core; {HOW}")
    script = Path(__file__).with_name("survey_core.js")
    done = subprocess.run(
        [node, str(script)], env=environment, input=json.dumps(question).encode(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return json.loads(done.stdout)
