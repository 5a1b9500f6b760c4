"""The program in the how-to does what the page says."""

import re
from io import BytesIO
from pathlib import Path
from urllib.request import Request

import pytest
from django.core.cache import cache
from django.test import Client

from kenbaar.people.models import Scope
from kenbaar.register.models import Draft
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


@pytest.mark.django_db
def test_the_program_of_the_page_fills_in_an_entry(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cache.clear()
    code, token = token_for(make.body(), Scope.READ_ENTRIES, Scope.WRITE_ENTRIES)
    monkeypatch.setenv("KENBAAR_SITE", SITE)
    monkeypatch.setenv("KENBAAR_TOKEN", code)
    monkeypatch.setattr("urllib.request.urlopen", _opened)
    found = re.search(r"^```python\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    assert found
    for _again in range(2):
        exec(compile(found[1], str(PAGE), "exec"), {})
    draft = Draft.objects.get()
    assert draft.origins["summary"]["by"] == str(token)
    assert draft.origins["summary"]["from"] == "system application list"
    assert "still" in capsys.readouterr().out
