"""Runs a Python command against a private PostgreSQL server that lives as long as the command.

`python -m tests.support.on_postgres -m pytest tests/register`
"""

import contextlib
import getpass
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path


@contextlib.contextmanager
def private_server() -> Iterator[str]:
    """Start a server on a socket of its own; give its URL. Raises RuntimeError where PostgreSQL is not installed."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="kenbaar-pg-"))
    # PostgreSQL refuses to run as root; Debian makes the user `postgres` with the package.
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    owner = "postgres" if user else getpass.getuser()
    if user:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    _quietly([*user, programs / "initdb", "-D", data, "-A", "trust", "-U", owner, "-E", "UTF8"], folder)
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
    control = [*user, programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
    _quietly([*control, "-o", options, "start"], folder)
    try:
        yield f"postgresql://{owner}@/postgres?host={folder}"
    finally:
        _quietly([*control, "-m", "immediate", "stop"], folder)
        shutil.rmtree(folder, ignore_errors=True)


def _quietly(command: Sequence[str | Path], folder: Path) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    raise RuntimeError("PostgreSQL is not installed. On Debian: apt-get install postgresql")


def main() -> int:
    """Run the command; its exit status is ours."""
    try:
        with private_server() as url:
            environment = {**os.environ, "KENBAAR_DATABASE_URL": url}
            return subprocess.run([sys.executable, *sys.argv[1:]], env=environment, check=False).returncode
    except RuntimeError as problem:
        print(f"PostgreSQL tests skipped: {problem}", file=sys.stderr)
        return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
