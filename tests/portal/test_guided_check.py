"""The guided check: every way through it ends, nothing is lost on the way back, and nothing strange gets in.

None of these tests may touch the database, so that they also show that the check needs none.
"""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kenbaar.portal.check.fields import DONT_KNOW
from kenbaar.portal.check.steps import questionnaire
from kenbaar.rules.facts import FactType, vocabulary
from tests.portal.checking import Visitor, answers

SYSTEM = {"ai_system": "yes", "in_union": True, "exclusions": ["none"]}
HIGH_RISK = {**SYSTEM, "supply": "bought", "organisation_kind": "public_body", "annex_iii": ["5a"], "profiling": True}
_MOST_PAGES = 60


def load(client: Client, content: bytes, language: str = "nl") -> Any:
    return client.post(f"/{language}/check/", {"file": SimpleUploadedFile("antwoorden.json", content)})


@given(st.data())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_way_through_the_check_ends(data: st.DataObject) -> None:
    visitor = Visitor(Client())
    for _ in range(_MOST_PAGES):
        if visitor.at_the_end:
            break
        chosen = {fact: data.draw(_answer(fact), fact) for fact in visitor.asked}
        assert visitor.answer(**chosen).status_code == 200
        assert 'role="alert"' not in visitor.text, chosen
    assert visitor.at_the_end
    assert "geen juridisch advies" in visitor.text


def _answer(fact_id: str) -> st.SearchStrategy[object]:
    fact = vocabulary()[fact_id]
    ids = [option.id for option in fact.options if not option.alone]
    alone = [[option.id] for option in fact.options if option.alone]
    match fact.type:
        case FactType.YES_NO:
            return st.sampled_from(["yes", "no", DONT_KNOW])
        case FactType.CHOICE:
            return st.sampled_from([*ids, DONT_KNOW])
        case FactType.CHOICES:
            several = st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True)
            return st.one_of(several, st.sampled_from([*alone, [DONT_KNOW]]))
        case FactType.DATE:
            return st.sampled_from([("", "", "2024"), ("", "3", "2026"), ("31", "12", "2027"), DONT_KNOW])
        case _:
            return st.sampled_from(["0", "10.000", "25000", DONT_KNOW])


def test_who_knows_nothing_gets_to_the_end_and_reads_what_is_open(client: Client) -> None:
    visitor = Visitor(client)
    pages = 0
    while not visitor.at_the_end and pages < _MOST_PAGES:
        visitor.answer(**dict.fromkeys(visitor.asked, DONT_KNOW))
        pages += 1
    assert "Nog niet te zeggen" in visitor.text
    assert "Plichten die er ook kunnen zijn" in visitor.text
    assert set(visitor.facts.values()) == {"unknown"}


def test_no_ai_never_means_no_duties(client: Client) -> None:
    facts = {"ai_system": "no", "organisation_kind": "public_body", "decides_about_people": True}
    text = Visitor(client, facts=facts).press("result").content.decode()
    assert "Geen AI-systeem" in text
    assert "Andere wetten gelden wel." in text
    assert "Algemene wet bestuursrecht" in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_result_of_a_benefit_system_says_class_role_duties_and_what_changed(client: Client, language: str) -> None:
    visitor = Visitor(client, language, facts=HIGH_RISK)
    text = visitor.press("result").content.decode()
    for words in {
        "nl": ["Hoog risico (bijlage III)", "Gebruiksverantwoordelijke", "Grondrechtentoets: Ja", "EU-databank: Ja",
               "Categorie A", "Onder de tekst van 2024", "2 december 2027", "bijlage III, 5(a)"],
        "en": ["High risk (Annex III)", "Deployer", "Fundamental rights impact assessment: Yes", "EU database: Yes",
               "Category A", "Under the text of 2024", "2 December 2027", "Annex III, 5(a)"],
    }[language]:  # fmt: skip
        assert words in text, words
    assert "https://eur-lex.europa.eu/eli/reg/2024/1689/oj" in text


def test_going_back_loses_nothing_not_even_what_cannot_be_read(client: Client) -> None:
    visitor = Visitor(client, facts=HIGH_RISK)
    visitor.press("page:moments")
    asked = visitor.asked
    assert "first_placed" in asked
    visitor.answer("previous", first_placed=("41", "3", "2026"))
    assert visitor.here != "moments"
    visitor.press("page:moments")
    assert visitor.asked == asked
    assert visitor.form.fields["f.first_placed.day"] == ["41"]
    assert "Deze dag bestaat niet." in visitor.text
    visitor.answer(first_placed=("4", "3", "2026"))
    assert visitor.facts["first_placed"] == "2026-03-04"


def test_previous_walks_to_the_first_page_with_every_answer_in_place(client: Client) -> None:
    visitor = Visitor(client)
    for chosen in ({"ai_system": "yes"}, {"in_union": "yes", "exclusions": ["none"]}):
        visitor.answer(**chosen)
    while visitor.here != "system":
        visitor.press("previous")
    assert ("f.ai_system", "yes") in visitor.form.checked
    assert visitor.facts == SYSTEM


def test_an_answer_that_changes_takes_effect_and_what_falls_away_is_named(client: Client) -> None:
    visitor = Visitor(client, facts={**HIGH_RISK, "prohibited_practices": ["crime_prediction"]})
    visitor.press("page:prohibited_details")
    visitor.answer(crime_prediction_basis="places")
    visitor.press("page:prohibited")
    visitor.answer(prohibited_practices=["none"])
    assert "tellen deze antwoorden niet meer mee" in visitor.text
    assert "Waarop rust de voorspelling?" in visitor.text
    assert "crime_prediction_basis" not in visitor.facts


def test_an_answer_that_brings_a_question_keeps_the_page_and_says_so(client: Client) -> None:
    visitor = Visitor(client, facts=HIGH_RISK)
    visitor.press("page:moments")
    known: dict[str, object] = dict.fromkeys(visitor.asked, DONT_KNOW)
    visitor.answer(**{**known, "first_placed": ("", "", "2024"), "significant_change": "yes"})
    assert visitor.here == "moments"
    assert "significant_change_date" in visitor.asked
    assert "een vraag bij gekomen" in visitor.text


@pytest.mark.parametrize(
    ("page", "chosen", "said"),
    [
        ("system", {}, "Kies een antwoord."),
        ("annex_iii", {"annex_iii": ["5a", "none"]}, "“Geen van deze” past niet"),
        ("annex_iii", {"annex_iii": ["5a", "?"]}, "en ook dat u het niet weet"),
        ("annex_iii", {"annex_iii": []}, "of kies dat niets past"),
        ("annex_iii", {"annex_iii": ["<script>"]}, "of kies dat niets past"),
        ("moments", {"first_placed": ("", "", "")}, "Vul een jaar in."),
        ("moments", {"first_placed": ("", "", "26")}, "vier cijfers"),
        ("moments", {"first_placed": ("", "13", "2026")}, "De maand is een getal"),
        ("moments", {"first_placed": ("3", "", "2026")}, "Vul bij de dag ook de maand in"),
        ("moments", {"first_placed": ("30", "2", "2026")}, "Deze dag bestaat niet."),
        ("moments", {"first_placed": ("³", "2", "2026")}, "Deze dag bestaat niet."),
        ("model", {"training_compute": ""}, "Vul een getal in"),
        ("model", {"training_compute": "veel"}, "Schrijf een heel getal"),
        ("model", {"training_compute": "-1"}, "Schrijf een heel getal"),
    ],
)
def test_a_mistake_is_named_beside_the_field_and_on_top(
    client: Client, page: str, chosen: dict[str, object], said: str
) -> None:
    visitor = Visitor(client, facts={} if page == "system" else {**SYSTEM, "supply": "bought", "gpai_model": "places"})
    visitor.press(f"page:{page}")
    visitor.answer(**chosen)
    assert visitor.here == page
    assert visitor.text.count(said) >= 2
    assert "<title>Fout: " in visitor.text
    assert 'role="alert"' in visitor.text


def test_a_mistake_keeps_what_was_typed(client: Client) -> None:
    visitor = Visitor(client, facts={**SYSTEM, "gpai_model": "places"})
    visitor.press("page:model")
    visitor.answer(training_compute='12"><script>alert(1)</script>')
    assert "<script>alert" not in visitor.text
    assert 'value="12&#34;&gt;&lt;script' in visitor.text


def test_the_language_changes_without_losing_an_answer(client: Client) -> None:
    visitor = Visitor(client, facts=SYSTEM)
    visitor.language = "en"
    visitor.press("stay")
    assert 'lang="en"' in visitor.text
    assert visitor.facts == SYSTEM


def test_a_file_that_was_kept_goes_on_where_it_stopped(client: Client) -> None:
    visitor = Visitor(client, facts={**HIGH_RISK, "in_union": "unknown"})
    before = visitor.facts
    file = visitor.press("next", to="antwoorden.json")
    assert file["Content-Disposition"].startswith("attachment")
    loaded = load(client, file.content)
    assert "Uw bestand heeft 7 antwoorden." in loaded.content.decode()
    visitor.page = loaded
    assert visitor.facts == before


def test_facts_that_the_law_does_not_look_at_are_left_out_and_named(client: Client) -> None:
    file = json.dumps({"facts": {"ai_system": "no", "name": {"nl": "Geheim doel"}}}).encode()
    text = load(client, file).content.decode()
    assert vocabulary()["name"].label.nl in text
    assert "Geheim doel" not in text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "geen bestand dat u hier hebt bewaard"),
        (b"\xff\xfe\x00", "geen bestand dat u hier hebt bewaard"),
        (b"[" * 50_000, "geen bestand dat u hier hebt bewaard"),
        (b"[]", "Er staan geen antwoorden in"),
        (b"{}", "Er staan geen antwoorden in"),
        (b'{"facts": null}', "Er staan geen antwoorden in"),
        (b'{"facts": []}', "Er staan geen antwoorden in"),
        (b'{"facts": {"ai_sistem": "yes"}}', "Bedoelt u ai_system?"),
        (b'{"facts": {"<b>x</b>": 1}}', "Dit gegeven kennen we niet."),
        (b'{"facts": {"ai_system": "maybe"}}', "Kies uit: yes, no, contested."),
        (b'{"facts": {"in_union": 3}}', "Hier hoort true of false."),
        (b'{"facts": {"first_placed": "gisteren"}}', "Hier hoort een datum"),
        (b'{"facts": {"training_compute": 1e400}}', "geen bestand dat u hier hebt bewaard"),
        (b'{"facts": {"training_compute": "veel"}}', "Hier hoort een heel getal, 0 of meer."),
        (json.dumps({"facts": {f"f{n}": 1 for n in range(600)}}).encode(), "te veel antwoorden"),
        (json.dumps({"facts": {f"f{n}": 1 for n in range(60)}}).encode(), "En nog 40 andere."),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_all_that_is_wrong(client: Client, content: bytes, said: str) -> None:
    response = load(client, content)
    text = response.content.decode()
    assert response.status_code == 400
    assert said in text
    assert "<b>x</b>" not in text


def test_a_form_without_a_file_and_a_file_that_is_too_large_get_a_sentence(client: Client) -> None:
    assert "Kies eerst een bestand" in client.post("/nl/check/", {}).content.decode()
    large = load(client, b" " * 100_001)
    assert large.status_code == 413
    assert "hooguit 100 kB" in large.content.decode()
    assert load(client, b" " * 3_000_000).status_code == 413


@pytest.mark.parametrize(
    "field",
    [
        "{",
        "[]",
        "{}",
        '{"facts": []}',
        '{"facts": {"nope": {"value": 1}}}',
        '{"facts": {"ai_system": {"value": "x"}}}',
        '{"facts": {}, "typed": []}',
        '{"facts": {}, "typed": {"nope": ["x"]}}',
        '{"facts": {}, "typed": {"supply": "x"}}',
        '{"facts": {}, "typed": {"supply": [1]}}',
        '{"facts": {}, "typed": {"supply": ["' + "x" * 300 + '"]}}',
        "[" * 30_000,
        "x" * 70_000,
    ],
)
def test_a_form_that_was_tampered_with_gets_a_clear_page(client: Client, field: str) -> None:
    for to in ("vraag/", "uitkomst/", "uitkomst.pdf", "antwoorden.json"):
        response = client.post(f"/nl/check/{to}", {"answers": field})
        assert response.status_code in {400, 413}, to
        assert "begin" in response.content.decode()


def test_a_page_that_is_not_there_gets_a_clear_page_and_one_that_matters_no_more_another_question(
    client: Client,
) -> None:
    assert client.post("/nl/check/vraag/", {"go": "page:<x>"}).status_code == 404
    visitor = Visitor(client, facts={"ai_system": "no"})
    visitor.press("page:annex_iii")
    assert "doet er met uw antwoorden niet meer toe" in visitor.text
    assert visitor.here != "annex_iii"


def test_answers_that_contradict_each_other_are_named_on_the_page_and_in_the_pdf(client: Client) -> None:
    told = {**HIGH_RISK, "significant_change": "no", "significant_change_date": "2028-05"}
    visitor = Visitor(client, facts={**HIGH_RISK, "first_placed": "2028-05", "start_date": "2027"})
    visitor.press("next", to="uitkomst/")
    assert "Antwoorden die niet samengaan" in visitor.text
    assert "Uw eigen start ligt voor de dag" in visitor.text
    assert visitor.press("next", to="uitkomst.pdf").status_code == 200
    # A day of a change that was denied is asked no more, so that it cannot contradict.
    calm = Visitor(client, facts=told)
    calm.press("next", to="uitkomst/")
    assert "Antwoorden die niet samengaan" not in calm.text


def test_a_day_of_the_amendment_leads_to_the_act_that_brought_it(client: Client) -> None:
    visitor = Visitor(client, facts=HIGH_RISK)
    visitor.press("next", to="uitkomst/")
    assert "https://eur-lex.europa.eu/eli/reg/2026/1744/oj" in visitor.text
    assert "gewijzigd door Verordening (EU) 2026/1744" in visitor.text
    assert "https://eur-lex.europa.eu/eli/reg/2024/1689/oj" in visitor.text


def test_who_decides_with_large_effect_is_asked_whether_it_is_adverse_and_in_which_country(client: Client) -> None:
    visitor = Visitor(client, facts={**HIGH_RISK, "decides_about_people": "yes", "significant_effect": "yes"})
    visitor.press("page:people")
    assert vocabulary()["adverse_effect"].label.nl in visitor.text
    assert vocabulary()["countries"].label.nl in visitor.text


def test_a_kept_file_may_begin_with_a_mark_and_hold_the_facts_alone(client: Client) -> None:
    loaded = load(client, b"\xef\xbb\xbf" + json.dumps({"ai_system": "yes", "annex_iii": ["5a"]}).encode())
    assert loaded.status_code == 200
    assert "Uw bestand heeft 2 antwoorden." in loaded.content.decode()


def test_a_form_that_says_it_asked_something_strange_asks_nothing(client: Client) -> None:
    response = client.post("/nl/check/vraag/", {"asked": ["name", "nope", "name"], "f.name": "x", "go": "next"})
    assert response.status_code == 200


def test_a_pdf_is_tagged_and_takes_no_markup(client: Client) -> None:
    for language in ("nl", "en"):
        response = client.post(f"/{language}/check/uitkomst.pdf", {"answers": answers(HIGH_RISK)})
        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF-")
        assert b"/MarkInfo" in response.content or b"pdfuaid" in response.content
    assert client.post("/nl/check/uitkomst.pdf", {"answers": answers({})}).status_code == 200


def test_nothing_is_kept_by_a_server_in_between_and_no_cookie_is_set(client: Client) -> None:
    for to in ("vraag/", "uitkomst/", "uitkomst.pdf", "antwoorden.json"):
        response = client.post(f"/nl/check/{to}", {"answers": answers(SYSTEM)})
        assert "private" in response["Cache-Control"], to
        # With no-store the browser could not go back without asking again.
        assert "no-store" not in response["Cache-Control"], to
        assert not response.cookies
        assert not response.has_header("ETag")


def test_whoever_comes_without_answers_is_led_to_the_start(client: Client, db: None) -> None:
    for to in ("uitkomst/", "uitkomst.pdf", "antwoorden.json"):
        assert client.get(f"/nl/check/{to}")["Location"] == "/nl/check/"
    for to in ("", "vraag/"):
        assert client.get(f"/en/check/{to}").status_code == 200
    for send in (client.put, client.patch, client.delete):
        assert send("/nl/check/vraag/").status_code == 405


def test_answers_are_never_in_an_address(client: Client) -> None:
    visitor = Visitor(client, facts=HIGH_RISK)
    first = client.post("/nl/check/vraag/", {**visitor.form.fields, "go": "result"})
    assert (first.status_code, first["Location"]) == (307, "/nl/check/uitkomst/")


def test_each_page_of_the_check_can_be_shown_in_both_languages(client: Client) -> None:
    facts = {**HIGH_RISK, "gpai_model": "places", "prohibited_practices": ["crime_prediction"], "annex_i": ["toys"]}
    for language in ("nl", "en"):
        visitor = Visitor(client, language, facts=facts)
        for each in questionnaire().pages:
            assert visitor.press(f"page:{each.id}").status_code == 200
