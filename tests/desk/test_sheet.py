"""Filling in at the desk, without any script: what is typed is saved, and nobody's words are lost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kenbaar.assessments.models import Classification
from kenbaar.desk.sheet.reading import Mistake, read
from kenbaar.desk.sheet.typed import Typed, typed_of
from kenbaar.journal.models import JournalLine
from kenbaar.people.models import Person, Role
from kenbaar.register.actions.drafting import answer_digest
from kenbaar.register.lifecycle import Access
from kenbaar.register.models import Draft, DraftConflict, Editing, Entry
from kenbaar.rules.answers import Answer, known, not_applicable, not_yet, unknown
from kenbaar.rules.facts import vocabulary
from kenbaar.rules.filling import filling
from tests import make
from tests.desk.filling import address, fields_of, fill_in, words_on
from tests.desk.signing_in import let_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_tries_yet")]


@pytest.fixture
def entry() -> Entry:
    return make.entry(at=make.body())


@pytest.fixture
def ann(entry: Entry) -> Client:
    return _colleague("Ann", entry)


def _colleague(name: str, entry: Entry, role: Role = Role.EDITOR) -> Client:
    person = make.somebody(role, at=entry.body)
    Person.objects.filter(pk=person.pk).update(name=name)
    return let_in(Person.objects.get(pk=person.pk))


def _says(entry: Entry, fact: str) -> Answer | None:
    draft = Draft.objects.filter(entry=entry).first()
    latest = Entry.objects.get(pk=entry.pk).latest
    sheet = draft.sheet if draft else latest.sheet if latest else {}
    answer: Answer | None = sheet.get(fact)
    return answer


ANSWERS: list[tuple[str, Answer]] = [
    ("purpose", known({"nl": "Twee\n\nalinea's", "en": "Two"})),
    ("purpose", not_applicable({"nl": "Het is een rekenblad."})),
    ("contact", known("algoritmes@lindewaarde.example")),
    ("public_page", known("https://www.lindewaarde.example/x?y=1")),
    ("status", known("in_use")),
    ("status", unknown()),
    ("theme", known(["traffic", "law"])),
    ("theme", not_yet("2027-03")),
    ("experiment", known(False)),
    ("experiment", not_yet("")),
    ("start_date", known("2025")),
    ("start_date", known("2025-03")),
    ("start_date", known("2025-03-09")),
    ("people_affected", known(4200)),
    ("legal_basis_links", known([{"title": {"nl": "Gemeentewet"}, "link": "https://wetten.overheid.nl/BWBR0005416"}])),
    ("used_in", known([{"decision": {"nl": "Vergunning"}}, {"service": {"en": "Parking"}, "per_year": "4000"}])),
]


@pytest.mark.parametrize(("fact_id", "answer"), ANSWERS)
def test_an_answer_stands_in_its_fields_and_comes_back_the_same(fact_id: str, answer: Answer) -> None:
    fact = vocabulary()[fact_id]
    assert read(fact, typed_of(fact, answer)) == answer


@pytest.mark.parametrize(
    ("fact_id", "typed", "said"),
    [
        ("start_date", Typed({"month": "3"}), "jaar"),
        ("start_date", Typed({"day": "31", "month": "2", "year": "2025"}), "bestaat niet"),
        ("people_affected", Typed({"": "veel"}), "heel getal"),
        ("public_page", Typed({"": "onze site"}), "heel adres"),
        ("purpose", Typed({"how": "not_applicable"}), "waarom"),
        ("purpose", Typed({"nl": "Iets", "how": "unknown"}), "er staat ook een antwoord"),
        ("annex_iii", Typed(chosen=("5a", "none")), "past niet bij een ander antwoord"),
        ("status", Typed({"": "gestolen"}), "past niet bij de vraag"),
        ("purpose", Typed({"nl": "x" * 20_001}), "te lang"),
        ("contact", Typed({"": "x" * 2_001}), "te lang"),
    ],
)
def test_what_cannot_be_saved_says_what_to_do(fact_id: str, typed: Typed, said: str) -> None:
    with pytest.raises(Mistake, match=said):
        read(vocabulary()[fact_id], typed)


def test_an_address_without_its_beginning_gets_it() -> None:
    answer = read(vocabulary()["public_page"], Typed({"": "www.lindewaarde.example/parkeren"}))
    assert answer == known("https://www.lindewaarde.example/parkeren")


def test_a_reason_without_a_tick_counts_as_not_applicable() -> None:
    assert read(vocabulary()["purpose"], Typed({"why.nl": "Een rekenblad."})) == not_applicable(
        {"nl": "Een rekenblad."}
    )


@pytest.mark.parametrize("section", [each.id for each in filling().sections])
def test_sending_a_page_that_nobody_changed_saves_nothing(ann: Client, entry: Entry, section: str) -> None:
    answers = dict(ANSWERS) | {"public_page": known("geen adres"), "ai_system": known("yes")}
    version = make.version_of(entry, make.sheet(**answers))
    assert fill_in(ann, entry.reference, section).status_code == 302
    assert not Draft.objects.exists()
    assert Entry.objects.get(pk=entry.pk).latest == version


def test_an_editor_fills_in_a_page_without_any_script(ann: Client, entry: Entry) -> None:
    answer = fill_in(
        ann,
        entry.reference,
        "waarvoor",
        go="to:besluiten",
        f__purpose__nl="Bewoners wachten korter.",
        f__legal_basis__how="unknown",
        **{"f.legal_basis_links.0.title.nl": "Gemeentewet", "f.legal_basis_links.0.link": "wetten.overheid.nl"},
    )
    assert answer.headers["Location"] == f"{address(entry.reference, 'besluiten')}?bewaard=waarvoor"
    assert _says(entry, "purpose") == known({"nl": "Bewoners wachten korter."})
    assert _says(entry, "legal_basis") == unknown()
    assert _says(entry, "legal_basis_links") == known(
        [{"title": {"nl": "Gemeentewet"}, "link": "https://wetten.overheid.nl"}]
    )
    page = words_on(ann.get(answer.headers["Location"]))
    assert "Bewaard: Waarvoor?" in page
    assert "Ingevuld door u" in words_on(ann.get(address(entry.reference, "waarvoor")))


def test_what_is_wrong_is_named_and_the_rest_is_saved(ann: Client, entry: Entry) -> None:
    answer = fill_in(ann, entry.reference, "mensen", f__contact="a@b.example", f__public_page="onze site")
    assert answer.status_code == 400
    assert _says(entry, "contact") == known("a@b.example")
    assert _says(entry, "public_page") is None
    page = answer.content.decode()
    assert 'value="onze site"' in page and 'href="#f.public_page"' in page
    assert "De rest is bewaard." in page


def test_a_row_can_be_added_and_taken_away_without_any_script(ann: Client, entry: Entry) -> None:
    first = fill_in(
        ann, entry.reference, "waarvoor", go="row:legal_basis_links", **{"f.legal_basis_links.0.title.nl": "Awb"}
    )
    page = first.content.decode()
    assert 'name="f.legal_basis_links.2.title.nl"' in page
    fill_in(ann, entry.reference, "waarvoor", page=page, **{"f.legal_basis_links.2.title.nl": "Woo"})
    assert _says(entry, "legal_basis_links") == known([{"title": {"nl": "Awb"}}, {"title": {"nl": "Woo"}}])
    fill_in(ann, entry.reference, "waarvoor", **{"f.legal_basis_links.0.drop": "1"})
    assert _says(entry, "legal_basis_links") == known([{"title": {"nl": "Woo"}}])


def _typing(client: Client, entry: Entry, section: str, fact: str, page: str, **fields: str) -> str:
    sent = fields_of(page)
    for name, value in fields.items():
        sent[name.replace("__", ".")] = value
    sent["only"] = fact
    content = {"content_type": "application/x-www-form-urlencoded", "headers": {"HX-Request": "true"}}
    answer = client.post(address(entry.reference, section), sent.urlencode(), **content)
    assert answer.status_code == 200
    assert answer.headers["X-Kenbaar-Field"] == fact
    return answer.content.decode()


def test_typing_saves_one_question_and_says_when(ann: Client, entry: Entry) -> None:
    page = ann.get(address(entry.reference, "waarvoor")).content.decode()
    told = _typing(ann, entry, "waarvoor", "purpose", page, f__purpose__nl="Korter wachten.", f__legal_basis__nl="Woo")
    assert "Bewaard om" in told and "15 van 2.500 tekens" in told and "Nog geen Engelse vertaling." in told
    assert answer_digest(known({"nl": "Korter wachten."})) in told
    assert _says(entry, "purpose") == known({"nl": "Korter wachten."})
    assert _says(entry, "legal_basis") is None, "only the question that was typed in is saved"


def test_typing_what_cannot_be_saved_says_so_and_keeps_the_answer(ann: Client, entry: Entry) -> None:
    page = ann.get(address(entry.reference, "wat")).content.decode()
    told = _typing(ann, entry, "wat", "start_date", page, f__start_date__month="13", f__start_date__year="2025")
    assert "1 tot en met 12" in told
    assert not Draft.objects.exists()


def test_a_hard_text_is_measured_and_gets_plainer_words(ann: Client, entry: Entry) -> None:
    hard = (
        "De gemeente implementeert een algoritme teneinde aanvragen te prioriteren. "
        "Conform de vigerende regelgeving wordt door de medewerker een integrale afweging gemaakt. "
        "De burger ontvangt ter zake van zijn aanvraag vervolgens een besluit van de gemeente. "
        "Hiertegen kan conform de wet bezwaar worden gemaakt bij het college van burgemeester en wethouders. "
    )
    page = ann.get(address(entry.reference, "waarvoor")).content.decode()
    told = _typing(ann, entry, "waarvoor", "purpose", page, f__purpose__nl=hard)
    assert "teneinde" in told and "Gewoner:" in told and "Flesch-Douma" in told
    assert "is dit niet" in told, "it says what the measure is not"


def test_two_editors_at_once_lose_nothing_and_one_of_them_chooses(ann: Client, entry: Entry) -> None:
    bert = _colleague("Bert", entry)
    pages = [client.get(address(entry.reference, "waarvoor")).content.decode() for client in (ann, bert)]
    fill_in(ann, entry.reference, "waarvoor", page=pages[0], f__purpose__nl="Woorden van Ann")
    answer = fill_in(
        bert,
        entry.reference,
        "waarvoor",
        page=pages[1],
        f__purpose__nl="Woorden van Bert",
        f__impact__nl="Minder wachten",
    )
    assert answer.headers["Location"].endswith("#veld-purpose")
    assert _says(entry, "purpose") == known({"nl": "Woorden van Ann"})
    assert _says(entry, "impact") == known({"nl": "Minder wachten"})
    page = words_on(bert.get(address(entry.reference, "waarvoor")))
    assert "Woorden van Ann" in page and "Woorden van Bert" in page and "terwijl u schreef" in page

    conflict = DraftConflict.objects.get()
    # Whoever chooses had typed elsewhere on the page too: that is saved with it.
    go = f"settle:{conflict.pk}:late:{make.choice(entry)}"
    fill_in(bert, entry.reference, "waarvoor", go=go, f__considerations__nl="Afgewogen")
    assert _says(entry, "purpose") == known({"nl": "Woorden van Bert"})
    assert _says(entry, "considerations") == known({"nl": "Afgewogen"})
    assert not DraftConflict.objects.exists()


def test_a_conflict_of_another_entry_cannot_be_settled_from_here(ann: Client, entry: Entry) -> None:
    other = make.drafted()
    draft = Draft.objects.get(entry=other)
    conflict = DraftConflict.objects.create(draft=draft, fact="purpose", by="person 0", at=make.NOON)
    fill_in(ann, entry.reference, "waarvoor", go=f"settle:{conflict.pk}:late")
    assert DraftConflict.objects.filter(pk=conflict.pk).exists()


def test_it_shows_who_else_is_at_work_and_where(ann: Client, entry: Entry) -> None:
    bert = _colleague("Bert", entry)
    assert bert.get(address(entry.reference, "gegevens")).status_code == 200
    assert not Editing.objects.exists(), "looking changes nothing"
    bert.post(f"{address(entry.reference, 'gegevens')}aanwezig/")
    told = words_on(ann.post(f"{address(entry.reference, 'wat')}aanwezig/"))
    assert "Bert werkt nu aan: Gegevens" in told
    assert not JournalLine.objects.filter(actor__startswith="person", event__startswith="register").exists()


def test_a_reader_reads_the_answers_and_finds_no_form(entry: Entry) -> None:
    reader = _colleague("Rita", entry, Role.READER)
    page = reader.get(address(entry.reference, "wat"))
    assert "Parkeercontrole" in words_on(page) and b'<form method="post" action="/desk/algoritme' not in page.content
    assert reader.post(address(entry.reference, "wat"), {"f.name.seen": "", "f.name.nl": "Gekaapt"}).status_code == 403
    assert reader.post(f"{address(entry.reference, 'wat')}aanwezig/").status_code == 200
    assert not Editing.objects.exists()


def test_nobody_of_another_body_finds_the_entry(entry: Entry) -> None:
    stranger = let_in(make.somebody(Role.EDITOR, at=make.body("gemeente-elders")))
    here = f"/desk/algoritme/{entry.reference}/"
    for part in ("invullen/", "invullen/wat/", "voorbeeld/", "volledig/", "versies/", "versies/1/1/", "overnemen/"):
        assert stranger.get(here + part).status_code == 404, part
    assert stranger.post(f"{here}invullen/wat/", {"f.name.seen": "", "f.name.nl": "Gekaapt"}).status_code == 404
    assert stranger.post(f"{here}vastleggen/").status_code == 404


def test_a_link_to_a_fact_leads_to_its_section_also_when_it_waits_for_another_answer(ann: Client, entry: Entry) -> None:
    answer = ann.get(f"{address(entry.reference)}?veld=stop_reason")
    assert answer.headers["Location"] == f"{address(entry.reference, 'wat')}?veld=stop_reason#veld-stop_reason"
    assert 'id="veld-stop_reason"' in ann.get(answer.headers["Location"]).content.decode()
    assert 'id="veld-stop_reason"' not in ann.get(address(entry.reference, "wat")).content.decode()
    # Without a fact it leads to the first section that lacks something that the register needs.
    assert ann.get(address(entry.reference)).headers["Location"] == address(entry.reference, "mensen")


def test_the_law_asks_only_what_still_matters(ann: Client, entry: Entry) -> None:
    page = ann.get(address(entry.reference, "wet")).content.decode()
    assert 'id="veld-ai_system"' in page and "Nog niet te zeggen" in page
    fill_in(ann, entry.reference, "wet", page=page, f__ai_system="no")
    after = ann.get(address(entry.reference, "wet"))
    assert "Geen AI-systeem" in words_on(after)
    assert 'id="veld-annex_iii"' not in after.content.decode()
    # The answer can still be changed, below those that are open.
    assert "1 beantwoorde vraag" in words_on(after)


def test_the_outcome_moves_with_each_answer(ann: Client, entry: Entry) -> None:
    page = ann.get(address(entry.reference, "wet")).content.decode()
    told = _typing(ann, entry, "wet", "ai_system", page, f__ai_system="no")
    assert 'id="outcome"' in told and "Geen AI-systeem" in told and 'id="progress"' in told


def test_an_outcome_is_kept_with_a_version_and_not_with_a_draft(ann: Client, entry: Entry) -> None:
    fill_in(ann, entry.reference, "wet", f__ai_system="no")
    ann.post(f"/desk/algoritme/{entry.reference}/vastleggen/")
    assert not Classification.objects.exists()
    assert "zodra u dit ter controle geeft" in words_on(ann.get(address(entry.reference, "wet")))
    Draft.objects.all().delete()
    ann.post(f"/desk/algoritme/{entry.reference}/vastleggen/")
    assert Classification.objects.get().version == entry.latest
    assert "Vastgelegd bij versie 1" in words_on(ann.get(address(entry.reference, "wet")))


def test_the_preview_shows_the_draft_and_nothing_internal(ann: Client, entry: Entry) -> None:
    fill_in(ann, entry.reference, "waarvoor", f__purpose__nl="Bewoners wachten korter.")
    fill_in(ann, entry.reference, "wet", f__steers_treatment="yes", f__ai_system="contested")
    page = words_on(ann.get(f"/desk/algoritme/{entry.reference}/voorbeeld/"))
    assert "Bewoners wachten korter." in page and "Wat betekent dit voor u?" in page
    assert "Is het een AI-systeem?" not in page
    english = words_on(ann.get(f"/desk/algoritme/{entry.reference}/voorbeeld/?taal=en"))
    assert "What does this mean for you?" in english


def test_the_last_page_leads_on_to_what_is_missing(ann: Client, entry: Entry) -> None:
    page = ann.get(address(entry.reference, "beheer"))
    assert "Bewaar en kijk of alles klaar is" in words_on(page)
    answer = ann.post(address(entry.reference, "beheer"), {"go": "complete"})
    assert answer.headers["Location"] == f"/desk/algoritme/{entry.reference}/volledig/"


def test_each_register_says_what_it_misses_with_the_way_there(ann: Client, entry: Entry) -> None:
    page = ann.get(f"/desk/algoritme/{entry.reference}/volledig/")
    assert "nog 1 voor het Nederlandse register" in words_on(page)
    assert "gegevens zijn ingevuld. Dat telt ook mee wat leeg mag blijven." in words_on(page)
    assert f"{address(entry.reference)}?veld=contact" in page.content.decode()
    fill_in(ann, entry.reference, "wat", f__name__nl="N" * 120)
    fill_in(ann, entry.reference, "mensen", f__contact="a@b.example")
    page = ann.get(f"/desk/algoritme/{entry.reference}/volledig/")
    assert "nog 1 voor het Nederlandse register" in words_on(page) and "120 tekens" in words_on(page)


def test_the_eu_database_is_measured_when_the_law_asks_for_it(ann: Client, entry: Entry) -> None:
    here = f"/desk/algoritme/{entry.reference}/volledig/"
    assert "EU-databank" not in words_on(ann.get(here))
    high_risk = {
        "ai_system": known("yes"),
        "in_union": known(True),
        "exclusions": known(["none"]),
        "supply": known("bought"),
        "organisation_kind": known("public_body"),
        "prohibited_practices": known(["none"]),
        "annex_iii": known(["5a"]),
        "profiling": known(True),
    }
    make.version_of(entry, make.sheet(**high_risk))
    page = ann.get(here)
    assert "nog 3 voor de EU-databank" in words_on(page)
    assert f"{address(entry.reference)}?veld=fria_summary" in page.content.decode()


def test_two_versions_stand_side_by_side_and_the_draft_is_one_of_them(ann: Client, entry: Entry) -> None:
    make.version_of(entry, make.sheet("Parkeercontrole in de stad"))
    fill_in(ann, entry.reference, "waarvoor", f__purpose__nl="Eerlijk parkeren.")
    listed = words_on(ann.get(f"/desk/algoritme/{entry.reference}/versies/"))
    assert "Versie 2" in listed and "Concept" in listed
    chosen = ann.get(f"/desk/algoritme/{entry.reference}/versies/?van=1&naar=concept")
    page = words_on(ann.get(chosen.headers["Location"]))
    assert "Van versie 1 naar het concept" in page and "2 gegevens zijn anders" in page
    assert "Eerlijk parkeren." in page and "in de stad" in page
    for nowhere in ("1/9", "9/1", "1/nergens", "1/99999999999999999999"):
        assert ann.get(f"/desk/algoritme/{entry.reference}/versies/{nowhere}/").status_code == 404


def test_answers_are_taken_over_from_another_entry_and_say_so(ann: Client, entry: Entry) -> None:
    other = make.entry(at=entry.body, says=make.sheet("Parkeerhulp", purpose=known({"nl": "Sneller parkeren."})))
    here = f"/desk/algoritme/{entry.reference}/overnemen/"
    assert "Parkeerhulp" in words_on(ann.get(f"{here}?q=parkeerhulp"))
    page = ann.get(f"{here}?van={other.reference}").content.decode()
    assert "Sneller parkeren." in page
    ann.post(here, {"van": other.reference, "fact": ["purpose"], "f.purpose.seen": ""})
    assert _says(entry, "purpose") == known({"nl": "Sneller parkeren."})
    assert f"Komt uit algoritme {other.reference}" in words_on(ann.get(address(entry.reference, "waarvoor")))


def test_nothing_is_taken_over_from_an_entry_that_one_may_not_see(ann: Client, entry: Entry) -> None:
    elsewhere = make.entry(at=make.body("gemeente-elders"), says=make.sheet(purpose=known({"nl": "Geheim."})))
    restricted = make.entry(at=entry.body, says=make.sheet("Parkeergeheim", purpose=known({"nl": "Geheim."})))
    Entry.objects.filter(pk=restricted.pk).update(access=Access.RESTRICTED)
    here = f"/desk/algoritme/{entry.reference}/overnemen/"
    for hidden in (elsewhere, restricted):
        assert "Geheim." not in words_on(ann.get(f"{here}?van={hidden.reference}"))
        ann.post(here, {"van": hidden.reference, "fact": ["purpose"], "f.purpose.seen": ""})
    assert "Parkeergeheim" not in words_on(ann.get(f"{here}?q=parkeergeheim"))
    assert _says(entry, "purpose") is None


def test_words_that_look_like_markup_stay_words(ann: Client, entry: Entry) -> None:
    nasty = "<script>alert(1)</script>{{ 7*7 }}\x00"
    fill_in(ann, entry.reference, "waarvoor", f__purpose__nl=nasty)
    assert _says(entry, "purpose") == known({"nl": nasty.rstrip("\x00")})
    for part in ("invullen/waarvoor/", "voorbeeld/", "versies/1/concept/"):
        page = ann.get(f"/desk/algoritme/{entry.reference}/{part}").content.decode()
        assert "<script>alert" not in page and "49" not in page.split("<main")[1].split("alert(1)")[1][:40]


def test_a_fact_of_another_section_or_of_no_vocabulary_is_not_saved(ann: Client, entry: Entry) -> None:
    fields = {"f.name.seen": "", "f.name.nl": "Gekaapt", "f.nonsense.seen": "", "f.nonsense": "x", "only": "nonsense"}
    assert ann.post(address(entry.reference, "waarvoor"), fields, headers={"HX-Request": "true"}).status_code == 302
    assert not Draft.objects.exists()
    assert ann.get(address(entry.reference, "bestaat-niet")).status_code == 404


def test_a_save_without_the_token_of_the_form_is_refused(entry: Entry) -> None:
    person = make.somebody(Role.EDITOR, at=entry.body)
    known_client = let_in(person)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = known_client.cookies
    sent = {"f.name.seen": "", "f.name.nl": "Gekaapt", "csrfmiddlewaretoken": ""}
    for part in ("invullen/wat/", "invullen/wat/aanwezig/", "overnemen/", "vastleggen/"):
        assert strict.post(f"/desk/algoritme/{entry.reference}/{part}", sent).status_code == 403, part


def test_the_number_of_queries_does_not_grow_with_the_body(ann: Client, entry: Entry) -> None:
    pages = [f"/desk/algoritme/{entry.reference}/{part}" for part in ("invullen/wat/", "invullen/wet/", "voorbeeld/")]
    pages += [f"/desk/algoritme/{entry.reference}/{part}" for part in ("volledig/", "versies/")]
    before = [_queries(ann, page) for page in pages]
    for number in range(5):
        make.entry(at=entry.body, says=make.sheet(f"Nog een {number}"))
        make.version_of(entry, make.sheet(f"Versie {number}"))
    assert [_queries(ann, page) for page in pages] == before
    assert max(before) <= 10


def _queries(client: Client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked.captured_queries)
