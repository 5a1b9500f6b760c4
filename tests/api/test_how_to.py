"""The programs in the how-to do what the page says."""

import re
from io import BytesIO
from pathlib import Path
from urllib.request import Request

import pytest
from django.core.cache import cache
from django.test import Client

from kenbaar.casework.models import Review
from kenbaar.people.models import Role, Scope
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Draft, Entry
from tests import make
from tests.api.tokens import token_for

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "use-the-api-of-your-body.md"
SITE = "https://kenbaar.example"


def _opened(request: Request) -> BytesIO:
    """Answer as the site would, without a network."""
    answer = Client().generic(
        request.get_method(),
        request.full_url.removeprefix(SITE),
        request.data or b"",
        headers=dict(request.header_items()),
    )
    assert answer.status_code in {200, 201}, answer.content
    return BytesIO(answer.content)


@pytest.fixture
def programs() -> list[str]:
    """The programs of the page, in their order."""
    return re.findall(r"^```python\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL)


def _run(program: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setenv("KENBAAR_SITE", SITE)
    monkeypatch.setenv("KENBAAR_TOKEN", code)
    monkeypatch.setattr("urllib.request.urlopen", _opened)
    exec(compile(program, str(PAGE), "exec"), {})


@pytest.mark.django_db
def test_the_program_of_the_page_fills_in_an_entry(
    programs: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, token = token_for(make.body(), Scope.READ_ENTRIES, Scope.WRITE_ENTRIES)
    for _again in range(2):
        _run(programs[0], code, monkeypatch)
    draft = Draft.objects.get()
    assert draft.origins["summary"]["by"] == str(token)
    assert draft.origins["summary"]["from"] == "system application list"
    assert "still" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_programs_of_the_page_hand_in_and_approve(
    programs: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fill_in, hand_in, decide, *_of_many = programs
    body = make.body()
    writing, _token = token_for(body, Scope.READ_ENTRIES, Scope.WRITE_ENTRIES)
    for _again in range(2):
        _run(fill_in + hand_in, writing, monkeypatch)
    assert (Entry.objects.get().state, Review.objects.count()) == (State.REVIEW, 1)
    approver = make.person(Role.ADMINISTRATOR, at=body)
    approving, _token = token_for(body, Scope.READ_ENTRIES, Scope.APPROVE_ENTRIES, by=approver)
    the_same_ask = fill_in[: fill_in.index("# (1)")]
    for said, state in (("no", State.REVIEW), ("yes", State.PUBLISHED)):
        monkeypatch.setattr("builtins.input", lambda _question, said=said: said)
        _run(the_same_ask + decide, approving, monkeypatch)
        assert Entry.objects.get().state == state
    assert f"{Entry.objects.get().reference}: published" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_programs_of_the_page_change_many_and_bring_a_file(
    programs: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    fill_in, _hand_in, _decide, change_many, bring = programs
    the_same_ask = fill_in[: fill_in.index("# (1)")]
    writing, _token = token_for(make.body(), Scope.WRITE_ENTRIES)
    make.entry()
    _run(the_same_ask + change_many, writing, monkeypatch)
    assert Draft.objects.get().sheet["contact"] == {"value": "algoritmes@lindewaarde.example"}
    file = tmp_path / "list.csv"
    file.write_bytes(b"name,description_short,status,goal\r\nUit de lijst,Telt iets.,Bijna af,Tellen\r\n")
    monkeypatch.setenv("KENBAAR_FILE", str(file))
    _run(the_same_ask + bring, writing, monkeypatch)
    assert Entry.objects.filter(name_nl="Uit de lijst", state=State.DRAFT).exists()
    said = capsys.readouterr().out
    assert "1 entries changed." in said and "row 2, status: This is none of the options" in said and "Taken in" in said
