"""`kenbaar links check`: progress, counts, and a clear sentence when it is off."""

from typing import Any

import pytest
from typer.testing import CliRunner

from kenbaar.casework.links import asking
from kenbaar.casework.models import LinkState
from kenbaar.cli.main import app, with_commands
from tests import make
from tests.casework.links_world import naming, website

pytestmark = pytest.mark.django_db


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(with_commands(app), ["links", "check", "--speak", "en", *arguments])
    return result.exit_code, "\n".join(line.strip() for line in result.output.splitlines()) + "\n"


def test_an_operator_checks_links_now_and_reads_how_they_stand(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.CHECK_LINKS = True
    with website(gone=404) as site:
        monkeypatch.setattr("kenbaar.cli.links.Asker", site.asker)
        naming(f"{site.root}/here", f"{site.root}/gone")
        status, said = _run()
        assert status == 0 and "1 work\n" in said and "1 not certain" in said and "0 do not work any more" in said
        status, said = _run("--body", make.body().slug)
        assert status == 0 and "0 work\n" in said
        assert {path for _method, path in site.asked} == {"/here", "/gone"} and len(site.asked) == 3


def test_where_links_are_not_checked_nothing_is_called_and_the_way_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "call", lambda *_all, **_more: pytest.fail("somebody was called"))
    naming("https://a.example/")
    status, said = _run()
    assert status == 1 and "KENBAAR_CHECK_LINKS=true" in said
    assert not LinkState.objects.exists()


def test_a_body_that_is_not_there_is_named(settings: Any) -> None:
    settings.CHECK_LINKS = True
    status, said = _run("--body", "nergens")
    assert status == 1 and "There is no body nergens" in said
