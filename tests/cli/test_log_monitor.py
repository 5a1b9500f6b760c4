"""Somebody outside follows a log, without our database: it only grows, or the proof that it did not is kept."""

import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from kenbaar.cli.main import with_monitor
from kenbaar.ledger.canonical import canonical_bytes
from kenbaar.ledger.checkpoints import Checkpoint, signed_checkpoint
from kenbaar.ledger.cosigning import WitnessSigner, read_key
from kenbaar.ledger.following import read_followed
from kenbaar.ledger.growing import Growing
from kenbaar.ledger.hashing import leaf_hash
from kenbaar.ledger.leaves import RegisterLeaf, content_path
from kenbaar.ledger.notes import Signer
from kenbaar.rules.answers import known

SIGNER = Signer.made("log.example", b"s" * 32)
KEY = SIGNER.verifier.to_text()


def serve(folder: Path, leaves: list[bytes], *, signer: Signer = SIGNER, with_keys: bool = True) -> None:
    """Put a log in a folder, as a web server would have it."""
    shutil.rmtree(folder, ignore_errors=True)
    growing = Growing.empty()
    for file in [*growing.add(leaves), *growing.close()]:
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).write_bytes(file.data)
    folder.mkdir(exist_ok=True)
    (folder / "checkpoint").write_bytes(
        signed_checkpoint(Checkpoint(signer.name, growing.size, growing.root()), [signer])
    )
    if with_keys:
        (folder / "keys").write_text(f"{signer.verifier.to_text()}\n")


def others(count: int, *, other: int | None = None) -> list[bytes]:
    return [b"another" if number == other else b"leaf %d" % number for number in range(count)]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


def monitor(address: object, *words: object, key: str = KEY) -> Result:
    keyed = ("--key", key) if key else ()
    told = ["log", "monitor", address, *keyed, "--speak", "en", *words]
    return CliRunner().invoke(with_monitor(typer.Typer()), [str(word) for word in told])


def test_a_log_is_followed_from_nothing_and_then_only_what_is_new_is_listed(log: Path, tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    for size, told in ((300, "0-255: 256 leaves"), (300, "300 leaves, 0 of them new"), (700, "512-699: 188 leaves")):
        serve(log, others(size))
        done = monitor(log, "--state", state)
        assert done.exit_code == 0, done.output
        assert told in done.output
        assert "The log only grew." in done.output
    assert "0-255" not in done.output
    assert "300-511: 212 leaves" in done.output


@pytest.mark.parametrize("size", [300, 299, 700, 0])
def test_a_rewritten_log_is_named_and_both_checkpoints_are_kept(log: Path, tmp_path: Path, size: int) -> None:
    state = tmp_path / "state.json"
    serve(log, others(300))
    monitor(log, "--state", state)
    kept, before = state.read_bytes(), (log / "checkpoint").read_bytes()
    serve(log, others(size, other=3))
    done = monitor(log, "--state", state)
    assert done.exit_code == 1, done.output
    assert state.read_bytes() == kept
    proofs = {file.read_bytes() for file in tmp_path.glob("state.json.*.checkpoint")}
    assert proofs == {before, (log / "checkpoint").read_bytes()}
    assert "as proof beside" in done.output


def test_an_old_copy_is_no_proof_against_the_log(log: Path, tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    serve(log, others(600))
    old = (log / "checkpoint").read_bytes()
    serve(log, others(700))
    monitor(log, "--state", state)
    (log / "checkpoint").write_bytes(old)
    done = monitor(log, "--state", state)
    assert done.exit_code == 2
    assert "It is older than the one of last time (600 < 700)" in done.output


def test_damaged_files_and_false_signatures_are_told_and_nothing_is_kept(log: Path, tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    for path in ("tile/entries/000", "tile/0/000", "tile/1/000.p/1", "checkpoint"):
        serve(log, others(300))
        data = bytearray((log / path).read_bytes())
        data[20] ^= 1
        (log / path).write_bytes(data)
        done = monitor(log, "--state", state)
        assert done.exit_code == 2, (path, done.output)
        assert "Nothing was kept" in done.output
    serve(log, others(300), signer=Signer.made("log.example", b"x" * 32))
    assert monitor(log, "--state", state).exit_code == 2
    assert not state.exists()


def test_a_key_from_the_log_itself_is_kept_and_said_so(log: Path, tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    serve(log, others(3))
    done = monitor(log, "--state", state, key="")
    assert done.exit_code == 0, done.output
    assert f"compare it with what the body publishes elsewhere: {KEY}" in done.output
    serve(log, others(4), signer=Signer.made("log.example", b"x" * 32))
    assert monitor(log, "--state", state, key="").exit_code == 2
    serve(log, others(4))
    assert "Give it with --key when you have compared it" in monitor(log, "--state", state, key="").output
    assert "compared" not in monitor(log, "--state", state).output
    serve(log, others(4), with_keys=False)
    assert "Give it with --key" in monitor(log, "--state", tmp_path / "new", key="").output


def test_a_rewritten_log_that_hides_what_would_show_it_leaves_what_it_signed(log: Path, tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    serve(log, others(300))
    monitor(log, "--state", state)
    kept, before = state.read_bytes(), (log / "checkpoint").read_bytes()
    serve(log, others(700, other=3))
    shutil.rmtree(log / "tile")
    done = monitor(log, "--state", state)
    assert done.exit_code == 2, done.output
    assert "It cannot be seen whether this log only grew from 300 to 700 leaves" in done.output
    assert "kept beside" in done.output
    assert state.read_bytes() == kept
    proofs = {file.read_bytes() for file in tmp_path.glob("state.json.*.checkpoint")}
    assert proofs == {before, (log / "checkpoint").read_bytes()}


def test_the_key_of_a_witness_leaves_the_key_of_the_log_as_it_is(log: Path, tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    serve(log, others(3))
    witness = WitnessSigner.made("witness.example", b"w" * 32).verifier.to_text()
    done = monitor(log, "--state", state, key=witness)
    assert done.exit_code == 0, done.output
    assert f"compare it with what the body publishes elsewhere: {KEY}" in done.output
    for key in (KEY, witness, ""):
        assert "compared" not in monitor(log, "--state", state, key=key).output
    assert set(read_followed(state.read_bytes()).keys) == {SIGNER.verifier, read_key(witness)}


def test_whoever_was_away_while_a_key_was_replaced_goes_on_with_the_new_one(log: Path, tmp_path: Path) -> None:
    state, new = tmp_path / "state.json", Signer.made("log.example", b"n" * 32)
    serve(log, others(3))
    monitor(log, "--state", state)
    serve(log, others(4), signer=new)
    assert monitor(log, "--state", state).exit_code == 2
    done = monitor(log, "--state", state, key=new.verifier.to_text())
    assert done.exit_code == 0, done.output
    assert "4 leaves, 1 of them new" in done.output


def test_a_folder_of_records_that_was_damaged_is_told(log: Path, tmp_path: Path) -> None:
    publish(log, ["Parkeren"])
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "leaves.sqlite3").write_bytes(b"damaged" * 1000)
    done = monitor(log, "--state", tmp_path / "state.json", "--records", tmp_path / "records")
    assert done.exit_code == 2
    assert "Choose a new folder" in done.output


def test_a_state_that_is_no_state_is_refused(log: Path, tmp_path: Path) -> None:
    serve(log, others(3))
    (tmp_path / "state.json").write_text("{}")
    assert monitor(log, "--state", tmp_path / "state.json").exit_code == 2
    assert monitor(log, "--state", tmp_path / "no" / "state").exit_code == 2
    assert monitor(tmp_path / "nothing", "--state", tmp_path / "new").exit_code == 2
    assert monitor(f"file://{log}", "--state", tmp_path / "new").exit_code == 2


def publish(log: Path, names: list[str], *, skip: int = -1, numbered: bool = True, signer: Signer = SIGNER) -> None:
    """Serve a log in which an entry was published with these names; with `skip`, one leaf is left out.

    When `numbered`, another fact, of that log alone, changes each time.
    """
    entry = "kb-1"
    leaves: list[bytes] = []
    contents = {}
    previous = ""
    for number, name in enumerate(names, 1):
        content = canonical_bytes(
            {"entry": entry, "facts": {"name": known({"nl": name}), "other\x1b[31m": number * numbered}}
        )
        digest = sha256(content).hexdigest()
        at = "2026-11-24T12:00:00Z"
        leaf = RegisterLeaf(entry, number, previous, "publish", at, at, "lindewaarde", digest)
        previous = leaf_hash(leaf.to_bytes()).hex()
        contents[content_path(digest)] = content
        if number != skip:
            leaves.append(leaf.to_bytes())
    serve(log, leaves, signer=signer)
    for path, content in contents.items():
        (log / path).parent.mkdir(parents=True, exist_ok=True)
        (log / path).write_bytes(content)


def test_records_show_which_facts_changed(log: Path, tmp_path: Path) -> None:
    state, records = ("--state", tmp_path / "state.json"), ("--records", tmp_path / "records")
    publish(log, ["Parkeren"])
    assert "0: 2026-11-24 published kb-1 (1) lindewaarde" in monitor(log, *state, *records).output
    publish(log, ["Parkeren", "Handhaven"])
    done = monitor(log, *state, *records)
    assert done.exit_code == 0, done.output
    assert "    Name (nl): Parkeren → Handhaven" in done.output
    assert "\x1b" not in done.output
    assert "No fact changed" not in done.output


def test_a_publication_that_changed_no_fact_says_so(log: Path, tmp_path: Path) -> None:
    publish(log, ["Parkeren", "Parkeren"], numbered=False)
    done = monitor(log, "--state", tmp_path / "state.json", "--records", tmp_path / "records")
    assert done.output.splitlines()[1:3] == ["1: 2026-11-24 published kb-1 (2) lindewaarde", "    No fact changed."]


def test_records_that_are_asked_for_later_or_were_lost_are_read_from_the_first_leaf(log: Path, tmp_path: Path) -> None:
    state, records = tmp_path / "state.json", tmp_path / "records"
    publish(log, ["one"])
    assert monitor(log, "--state", state).exit_code == 0
    publish(log, ["one", "two"])
    for names in (["one", "two"], ["one", "two", "three"]):
        publish(log, names)
        done = monitor(log, "--state", state, "--records", records)
        assert done.exit_code == 0, done.output
        assert f"does not know the leaves 0 to {len(names) - 2} yet" in done.output
        assert f"    Name (nl): {names[-2]} → {names[-1]}" in done.output
        assert "published kb-1 (1)" not in done.output, "what was seen before is not listed as new"
        shutil.rmtree(records)
    assert not monitor(log, "--state", state, "--records", records).exit_code
    assert "does not know" not in monitor(log, "--state", state, "--records", records).output


def test_a_folder_of_records_lags_behind_and_may_serve_two_logs(log: Path, tmp_path: Path) -> None:
    state, records = tmp_path / "state.json", tmp_path / "records"
    publish(log, ["one"])
    monitor(log, "--state", state, "--records", records)
    publish(log, ["one", "two"])
    monitor(log, "--state", state)
    publish(log, ["one", "two", "three"])
    done = monitor(log, "--state", state, "--records", records)
    assert done.exit_code == 0, done.output
    assert "does not know the leaves 1 to 1 yet" in done.output
    other = Signer.made("other.example", b"o" * 32)
    publish(log, ["quite", "another"], signer=other)
    done = monitor(log, "--state", tmp_path / "other", "--records", records, key=other.verifier.to_text())
    assert done.exit_code == 0, done.output


def test_a_record_that_is_not_the_one_of_its_leaf_is_named(log: Path, tmp_path: Path) -> None:
    words = ("--state", tmp_path / "state.json", "--records", tmp_path / "records")
    publish(log, ["Parkeren"])
    (record,) = (log / "content").rglob("*/*")
    kept = record.read_bytes()
    record.unlink()
    done = monitor(log, "--state", tmp_path / "other", "--records", tmp_path / "others")
    assert (done.exit_code, "cannot be fetched" in done.output) == (0, True)
    record.write_bytes(kept.replace(b"Parkeren", b"Anders!!"))
    done = monitor(log, *words)
    assert done.exit_code == 2
    assert "not the record of the leaf" in done.output


def test_a_log_that_leaves_a_version_out_is_named(log: Path, tmp_path: Path) -> None:
    words = ("--state", tmp_path / "state.json", "--records", tmp_path / "records")
    publish(log, ["one", "two", "three"], skip=2)
    done = monitor(log, *words)
    assert done.exit_code == 1
    assert "leaves something out: leaf kb-1: 3" in done.output


def test_a_log_that_begins_an_entry_anew_is_named(log: Path, tmp_path: Path) -> None:
    words = ("--state", tmp_path / "state.json", "--records", tmp_path / "records")
    publish(log, ["one"])
    first = (log / "tile" / "entries" / "000.p" / "1").read_bytes()[2:]
    publish(log, ["two"])
    second = (log / "tile" / "entries" / "000.p" / "1").read_bytes()[2:]
    serve(log, [first, second])
    done = monitor(log, *words)
    assert done.exit_code == 1, done.output
    assert "leaves something out: leaf kb-1: 1" in done.output


class _Handler(http.server.SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/away/"):
            self.send_response(302)
            self.send_header("Location", "http://localhost:1/log/checkpoint")
            self.end_headers()
        elif self.path.startswith("/moved/"):
            self.send_response(301)
            self.send_header("Location", self.path.replace("/moved/", "/log/"))
            self.end_headers()
        elif self.path.startswith("/endless/"):
            self.send_response(200)
            self.end_headers()
            for _ in range(10_000):
                self.wfile.write(b"x" * 65_536)
        elif self.path.startswith("/hidden/tile"):
            self.send_error(403)
        else:
            self.path = self.path.replace("/hidden/", "/log/")
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    handler = partial(_Handler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.handle_error = lambda *_: None  # type: ignore[method-assign]  # whoever hangs up is no news
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_log_is_followed_over_the_web(log: Path, tmp_path: Path, site: str) -> None:
    serve(log, others(300))
    for path in ("log", "log/", "moved"):
        done = monitor(f"{site}/{path}", "--state", tmp_path / "state.json")
        assert done.exit_code == 0, done.output


@pytest.mark.parametrize(
    ("path", "told"), [("away", "points to another"), ("endless", "more than"), ("nothing", "missing")]
)
def test_a_hostile_server_gets_nowhere(log: Path, tmp_path: Path, site: str, path: str, told: str) -> None:
    done = monitor(f"{site}/{path}", "--state", tmp_path / "state.json")
    assert done.exit_code == 2, done.output
    assert told in done.output
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_refuses_the_tiles_does_not_hide_what_it_signed(log: Path, tmp_path: Path, site: str) -> None:
    state = tmp_path / "state.json"
    serve(log, others(300))
    monitor(log, "--state", state)
    serve(log, others(700, other=3))
    done = monitor(f"{site}/hidden", "--state", state)
    assert done.exit_code == 2, done.output
    assert "status 403" in done.output
    assert (log / "checkpoint").read_bytes() in {file.read_bytes() for file in tmp_path.glob("state.json.700-*")}


def test_following_needs_no_database_and_no_settings(log: Path, tmp_path: Path) -> None:
    publish(log, ["one", "two"])
    ran = subprocess.run(
        [Path(sys.executable).parent / "kenbaar", "log", "monitor", "log", "--state", "state", "--records", "records"],
        cwd=tmp_path,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("0: 2026-11-24 gepubliceerd kb-1 (1) lindewaarde\n1: ")
