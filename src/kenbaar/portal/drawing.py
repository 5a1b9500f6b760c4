"""Drawing charts outside the web process: the engine is a browser's, and its memory ends with the child process.

A drawing is kept until the numbers change. `python -m kenbaar.portal.drawing` is the child: specifications in, SVG out.
"""

import json
import logging
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

_LONGEST_SECONDS = 60
# The charts in both languages, for this journal line and the one before.
_MOST_KEPT = 4
_kept: OrderedDict[str, Mapping[str, str]] = OrderedDict()
_lock = threading.Lock()
_log = logging.getLogger(__name__)


class DrawingFailed(Exception):
    """The charts could not be drawn; the log says why."""


def drawn(specs: Mapping[str, Mapping[str, Any]]) -> Mapping[str, str]:
    """Return each Vega-Lite specification as SVG, by the same names. Raises DrawingFailed."""
    wanted = json.dumps(specs)
    with _lock:
        if wanted not in _kept:
            _kept[wanted] = _drawn_by_child(wanted)
            while len(_kept) > _MOST_KEPT:
                _kept.popitem(last=False)
        return _kept[wanted]


def _drawn_by_child(wanted: str) -> dict[str, str]:
    command = [sys.executable, "-m", "kenbaar.portal.drawing"]
    try:
        done = subprocess.run(  # noqa: S603  # our own interpreter and module
            command, input=wanted.encode(), capture_output=True, timeout=_LONGEST_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        _log.exception("charts could not be drawn: %s", getattr(error, "stderr", b""))
        raise DrawingFailed from error
    images: dict[str, str] = json.loads(done.stdout)
    return images


def _child() -> None:
    import vl_convert  # noqa: PLC0415  # only the child may load the engine

    wanted = json.load(sys.stdin)
    json.dump({name: vl_convert.vegalite_to_svg(spec) for name, spec in wanted.items()}, sys.stdout)


if __name__ == "__main__":
    _child()
