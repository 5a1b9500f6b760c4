"""Freeze versions of questionnaires and letters: `python -m tools.release` writes the SHA-256 of new files to the lock.

A file that was released never changes: whoever filled it in must find the same questions again, and a notice must read
as it did on the day that it was issued. A change is a new version, in a folder of its own.
"""

import hashlib
import sys
from pathlib import Path

CONTENT = Path(__file__).parents[1] / "src" / "kenbaar" / "content"
LOCK = CONTENT / "released.lock"
_RELEASED = ("questionnaires/*/*/*.yaml", "letters/*/*/*.yaml")


def released() -> dict[str, str]:
    """Return the SHA-256 of every released file, by its path below the content."""
    lines = LOCK.read_text().splitlines() if LOCK.exists() else []
    return {path: digest for digest, path in (line.split("  ", 1) for line in lines)}


def present() -> dict[str, str]:
    """Return the SHA-256 of every file of a questionnaire or a letter, examples aside."""
    files = sorted(file for each in _RELEASED for file in CONTENT.glob(each) if file.name != "cases.yaml")
    return {str(file.relative_to(CONTENT)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def changed() -> list[str]:
    """List the released files that are not what they were."""
    now = present()
    return [path for path, digest in released().items() if now.get(path) != digest]


def main() -> None:
    """Add what is new to the lock. Refuses when something released was changed."""
    if wrong := changed():
        sys.exit(f"{', '.join(wrong)} was released and has changed. Put it back, and make the change in a new version.")
    lock = {**present(), **released()}
    LOCK.write_text("".join(f"{digest}  {path}\n" for path, digest in sorted(lock.items())))


if __name__ == "__main__":
    main()
