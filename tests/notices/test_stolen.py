"""Who steals the whole database, or reads every log, learns of no decision: not whom, not what, and no code."""

import logging
import os
import subprocess
from base64 import b64encode, urlsafe_b64encode
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection

from kenbaar.decisions.sample_run import sample_rows
from kenbaar.envelopes.codes import read_code
from kenbaar.journal.log.logs import Log
from kenbaar.journal.log.sealing import seal
from kenbaar.notices.actions.opening import read_notice
from kenbaar.notices.errors import NoticeError
from kenbaar.notices.queries.opening import open_with_code
from kenbaar.people.actors import OPERATOR
from kenbaar.people.models import Scope
from tests import make
from tests.api.test_notices import DECISION
from tests.api.tokens import Service
from tests.notices import world
from tests.support.served import COMMAND
from tests.support.traces import forms, traces

NAME, REFERENCE, INCOME, REASON = "Zonneveld-Kwispel", "2026-000123", "31234.56", "Vreemd genoeg geen zolder"
OTHERS = ("Quirijn Oudewater", "2026-000777", "98765.43")


def whole_database() -> bytes:
    """Return every byte of the database, as somebody has it who copied the file or made a dump."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return bytes(connection.connection.serialize())
        dump = b""
        for table in connection.introspection.table_names(cursor):
            for form in ("text", "binary"):
                with cursor.copy(f'COPY (SELECT * FROM "{table}") TO STDOUT (FORMAT {form})') as rows:
                    dump += b"".join(rows)
        return dump


@pytest.mark.django_db
def test_no_name_value_reference_or_code_is_in_the_database_or_in_a_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    cache.clear()
    version = world.approved()
    key = world.key_of(version.profile.body)
    service = Service(version.profile.body, Scope.ISSUE_NOTICES)

    def send(path: str, **changes: object) -> dict[str, object]:
        body = {"decision": {**DECISION, "addressee": f"Mevrouw {NAME}", "reasons": REASON, **changes}}
        asked = body if "correction" in path else {"profile": "woonbijdrage", **body}
        said: dict[str, object] = service.ask("post", path, asked).json()
        return said

    first = send("/notices")
    send("/notices")
    send("/notices", outcome="granted")
    send("/notices", outcome="perhaps", reference=OTHERS[1], addressee=OTHERS[0], data={"income": OTHERS[2]})
    better = send(f"/notices/{first['number']}/correction", outcome="granted")
    service.ask("post", f"/notices/{better['number']}/withdrawal")
    open_with_code(str(first["code"]))
    read_notice(int(str(better["number"])), [key], by=OPERATOR, now=make.NOON)
    service.ask("delete", f"/notices/{better['number']}/content")
    for wrong in (str(first["code"])[:-1], "0" * 24):
        with pytest.raises((NoticeError, ValueError)):
            open_with_code(wrong)
    seal(Log.NOTICES, now=make.NOON)
    codes = [str(each["code"]) for each in (first, better)]
    sought = [NAME, REFERENCE, INCOME, REASON, *OTHERS, *codes, *map(read_code, codes)]
    assert traces(whole_database(), sought) == []
    assert traces(caplog.text.encode(), sought) == []
    # What is not secret is found, so that the search is known to work.
    assert traces(whole_database(), ["gemeente-lindewaarde"])


def test_every_file_of_a_site_with_notices_is_silent_about_them(tmp_path: Path) -> None:
    here = {"KENBAAR_DATA_DIR": str(tmp_path), "KENBAAR_DATABASE_URL": ""}
    environment = {**os.environ, **here, "DJANGO_SETTINGS_MODULE": "kenbaar.site.settings"}
    subprocess.run([*COMMAND, "setup", "--sample"], env=environment, check=True, capture_output=True)
    rows = list(sample_rows(40, seed=1))
    sought = {row["reference"] for row in rows} | {row["addressee"] for row in rows}
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert any("sqlite" in file.name for file in files)
    assert [(file.name, found) for file in files if (found := traces(file.read_bytes(), sought))] == []


@pytest.mark.parametrize("text", [NAME, REFERENCE, "ab", "Quirijn Oudewater"])
def test_the_search_finds_a_text_in_each_of_its_forms(text: str) -> None:
    for around in (b"", b"x", b"xy", b"xyz"):
        for raw in (text.encode(), text.upper().encode(), text.encode("utf-16-le"), text.encode("utf-16-be")):
            assert traces(around + raw + around, [text])
        for raw in (text.encode(), text.encode("utf-16-le")):
            whole = around + raw + around
            for written in (
                b64encode(whole),
                urlsafe_b64encode(whole),
                whole.hex().encode(),
                whole.hex().upper().encode(),
            ):
                assert traces(written, [text])
    assert traces(b"nothing of it", [text]) == [] and list(forms(text))
