"""Addresses are put together when a template is compiled; a reader follows the same ones as ever."""

from typing import Any

import pytest
from django.template import engines
from django.urls import reverse


def _page(template: str, language: str = "nl", **values: Any) -> str:
    engine: Any = engines[language]
    return str(engine.env.from_string(template).render(values))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_address_with_open_values_is_the_one_that_the_site_answers_to(language: str) -> None:
    asked = {"reference": "12345678", "number": 3}
    page = _page(
        "<a href=\"{{ url('portal:version', number=n, reference=entry.id) }}\">",
        language,
        n=3,
        entry={"id": "12345678"},
    )
    assert page == f'<a href="{reverse("portal:version", kwargs={"language": language, **asked})}">'
    page = _page("{% set pair = [url('portal:body', slug=body), 'x'] %}{{ pair[0] }}", language, body="gemeente-elders")
    assert page == reverse("portal:body", kwargs={"language": language, "slug": "gemeente-elders"})
    page = _page("{{ url('portal:entry', language='en', reference=entry) }}", language, entry="kb-1")
    assert page == "/en/algoritme/kb-1/"


def test_an_address_whose_value_may_need_rewriting_is_made_when_the_page_is() -> None:
    page = _page("{{ url('portal:old_address', rest=rest) }}", rest="een twee")
    assert page == "/nl/algoritme/een%20twee"


def test_a_hostile_value_stays_inside_its_address() -> None:
    page = _page("<a href=\"{{ url('portal:entry', reference=entry) }}\">", entry='"><script>')
    assert page == '<a href="/nl/algoritme/&#34;&gt;&lt;script&gt;/">'


def test_a_text_that_is_marked_as_safe_keeps_the_text_beside_it_unsafe() -> None:
    page = _page("{{ safe|link ~ plain }}", safe="https://site.example", plain="<b>")
    assert page.startswith("<a href=") and page.endswith("&lt;b&gt;")
