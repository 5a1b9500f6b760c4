"""Notice profiles at the desk, as a browser without scripts sends them: nothing is lost, and what is wrong is named."""

import re
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from kenbaar.casework.actions.review import ask_review
from kenbaar.decisions.profile import Profile
from kenbaar.decisions.profile_files import profile_of
from kenbaar.desk.notices.form import SectionForm
from kenbaar.desk.notices.sections import sections_of
from kenbaar.notices.taking_over import OF_THE_ENTRY
from kenbaar.people.actors import actor_of
from kenbaar.people.models import Role
from kenbaar.rules.answers import known
from tests import make
from tests.decisions.profiles import content
from tests.desk.filling import words_on
from tests.desk.signing_in import let_in
from tests.notices.profile_world import SLUG, ProfileWorld, deciding_sheet

pytestmark = pytest.mark.django_db


class Desk(ProfileWorld):
    """The same world, with an editor and an approver at their desks."""

    def __init__(self, **answers: Any) -> None:
        super().__init__(**answers)
        editor, approver = (make.somebody(role, at=self.body) for role in (Role.EDITOR, Role.APPROVER))
        self.editor, self.approver = actor_of(editor), actor_of(approver)
        self.writes, self.decides = let_in(editor), let_in(approver)
        self.page = f"/desk/organisatie/{self.slug}/meldingen/{SLUG}/"

    def sent(self, section: str, client: Client | None = None) -> QueryDict:
        """Return what the form of a section would send as it is shown."""
        return _fields(_text((client or self.writes).get(f"{self.page}onderdeel/{section}/")))

    def saves(self, section: str, go: str = "stay", *, sent: QueryDict | None = None, **fields: str) -> Any:
        """Change fields of a section and send all of it; `name__nl` stands for the field `name.nl`."""
        form = self.sent(section) if sent is None else sent
        for name, value in fields.items():
            form[name.replace("__", ".")] = value
        form["go"] = go
        address = f"{self.page}onderdeel/{section}/"
        return self.writes.post(address, form.urlencode(), content_type="application/x-www-form-urlencoded")

    def says(self) -> dict[str, Any]:
        """Return what the draft says now."""
        said: dict[str, Any] = self.version().content
        return said


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.begun()
    return made


def _text(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


_CONTROL = re.compile(
    r"<input(?P<input>[^>]*)>|<textarea(?P<area>[^>]*)>\n?(?P<text>[^<]*)</textarea>"
    r"|<select(?P<select>[^>]*)>(?P<options>.*?)</select>",
    re.DOTALL,
)


def _fields(page: str) -> QueryDict:
    """Return what a browser would send of the form of a profile."""
    form = page.split('id="profile-form"')[1].split("</form>", maxsplit=1)[0]
    sent = QueryDict(mutable=True)
    for found in _CONTROL.finditer(form):
        marks = found["input"] or found["area"] or found["select"]
        name, value = (re.search(rf'\b{mark}="([^"]*)"', marks) for mark in ("name", "value"))
        if name is None or ('type="checkbox"' in marks and " checked" not in marks):
            continue
        if found["select"]:
            value = re.search(r'value="([^"]*)" selected', found["options"]) or re.search(
                r'value="([^"]*)"', found["options"]
            )
        sent.appendlist(name[1], found["text"] if found["area"] else value[1] if value else "")
    return sent


def test_every_part_of_a_profile_is_asked_once_or_is_its_entrys_to_say() -> None:
    asked = [part for section in sections_of(profile_of(content()), "nl") for part in section.parts]
    assert sorted([*asked, *OF_THE_ENTRY, "format"]) == sorted(Profile.model_fields)


@pytest.mark.parametrize("section", [each.id for each in sections_of(profile_of(content()), "nl")])
def test_a_form_that_is_sent_as_it_was_shown_changes_nothing(section: str) -> None:
    desk = Desk(data_links=None, data=known({"nl": "Kenteken", "en": "Number plate"}))
    desk.begun()
    desk.change("parameters", content()["parameters"] and [{**content()["parameters"][0], "data": ["data_1"]}])
    desk.change("selection", {"classes": [{"id": "a", "label": {}, "meaning": {}}], "basis": "policy", "article": ""})
    before = desk.says()
    assert desk.saves(section).status_code == 302
    assert (desk.says(), desk.version().revision) == (before, 2)


def test_a_row_is_added_named_for_systems_and_taken_out(desk: Desk) -> None:
    added = desk.saves("uitkomsten", "add:outcomes", outcomes__0__label__nl="Toegekend")
    assert 'name="outcomes.1.label.nl"' in _text(added) and "autofocus" in _text(added)
    desk.saves("uitkomsten", sent=_fields(_text(added)), outcomes__1__label__nl="Toegekend")
    assert [each["id"] for each in desk.says()["outcomes"]] == ["toegekend", "toegekend_2"]
    desk.saves("uitkomsten", "drop:outcomes.0")
    assert [each["id"] for each in desk.says()["outcomes"]] == ["toegekend_2"]
    inside = desk.saves("mogelijkheden", "add:routes.0.ways", routes__0__ways__0__address="a@b.example")
    assert 'name="routes.0.ways.1.address"' in _text(inside)
    assert desk.says()["routes"][0]["ways"] == [{"channel": "email", "address": "a@b.example"}]
    for nonsense in ("add:", "add:purpose", "add:routes.9.ways", "drop:nothing", "drop:outcomes.x", "to:nowhere"):
        assert desk.saves("uitkomsten", nonsense).status_code in {200, 302, 404}


def test_what_does_not_fit_is_kept_on_the_page_and_named_by_its_field(desk: Desk) -> None:
    wrong = desk.saves(
        "mogelijkheden",
        routes__0__term__count="veel",
        routes__0__ways__0__channel="web",
        routes__0__ways__0__address="x",
    )
    assert wrong.status_code == 400
    assert "Schrijf een heel getal." in words_on(wrong) and 'value="veel"' in _text(wrong)
    assert 'href="#routes.0.term.count"' in _text(wrong) and 'aria-invalid="true"' in _text(wrong)
    assert "Mogelijkheden, regel 1, Hoe" in words_on(wrong)
    assert desk.version().revision == 0
    # What is wrong is elsewhere: the parameter that a row of data leaves behind.
    desk.change("parameters", [{"id": "a", "label": {}, "meaning": {}, "data": ["data_1"]}])
    gone = desk.saves("gegevens", "drop:data.0")
    assert gone.status_code == 400 and "Een kenmerk noemt gegevens" in words_on(gone)


def test_two_people_see_each_others_words_and_neither_is_lost(desk: Desk) -> None:
    form = desk.sent("wat")
    desk.change("purpose", {"nl": "Van een collega."})
    late = desk.saves("wat", sent=form, purpose__nl="Van mij.", consequences__nl="U krijgt minder.")
    assert late.status_code == 409
    assert "Uw collega schreef:" in words_on(late) and "Van een collega." in words_on(late)
    assert "Van mij." in _text(late)
    assert desk.says()["consequences"] == {"nl": "U krijgt minder."}
    assert desk.saves("wat", sent=_fields(_text(late)), purpose__nl="Van ons.").status_code == 302
    assert desk.says()["purpose"] == {"nl": "Van ons."}


def test_the_letter_stands_beside_the_form_with_what_is_typed_and_nothing_is_kept(desk: Desk) -> None:
    def beside(section: str, form: QueryDict) -> str:
        address = f"{desk.page}onderdeel/{section}/voorbeeld/"
        answer = desk.writes.post(address, form.urlencode(), content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 200
        return words_on(answer)

    form = desk.sent("wat")
    form["purpose.nl"] = "Typend <b>geschreven</b>."
    assert "Typend &lt;b&gt;geschreven&lt;/b&gt;." in beside("wat", form)
    del form["languages"]
    assert "Wat u nu typt, past nog niet" in beside("wat", form)
    words = desk.sent("woorden")
    words["wording.own.mention_opening.nl"] = "{naam}"
    assert "in de eigen woorden klopt iets niet" in beside("woorden", words)
    assert desk.version().revision == 0
    assert "Hoe dit besluit is genomen" in words_on(desk.writes.get(f"{desk.page}voorbeeld/?taal=xx"))


def test_own_words_are_asked_per_slot_with_what_may_stand_in_them(desk: Desk) -> None:
    page = words_on(desk.writes.get(f"{desk.page}onderdeel/woorden/"))
    assert "Hooguit 600 tekens." in page and "{body}" in page and "Dit moet erin: {algorithm}." in page
    desk.saves("woorden", wording__own__mention_opening__nl="{naam}")
    shown = words_on(desk.writes.get(f"{desk.page}onderdeel/woorden/"))
    assert "Voordat een collega kan kijken, moet dit nog:" in shown


def test_a_profile_goes_from_hand_to_hand_at_the_desk(desk: Desk) -> None:
    refused = desk.writes.post(f"{desk.page}indienen/", {"revision": "0"})
    assert refused.status_code == 400 and "Er ontbreekt nog iets." in words_on(refused)
    desk.change("data", content()["data"])
    assert desk.writes.post(f"{desk.page}indienen/", {"revision": "x"}).status_code == 400
    assert desk.writes.post(f"{desk.page}indienen/", {"revision": "1"}).status_code == 302
    assert desk.writes.get(f"{desk.page}onderdeel/wat/").status_code == 404
    assert desk.decides.post(f"{desk.page}wijzigen/", {"answer": " "}).status_code == 400
    desk.decides.post(f"{desk.page}wijzigen/", {"answer": "Leg het uit."})
    assert "Leg het uit." in words_on(desk.writes.get(desk.page))
    desk.writes.post(f"{desk.page}indienen/", {"revision": str(desk.version().revision)})
    assert "Het ligt bij een goedkeurder" in words_on(desk.writes.get(desk.page))
    late = desk.decides.post(f"{desk.page}goedkeuren/", {"seen": "0"})
    assert late.status_code == 400 and "Een collega heeft dit net gewijzigd." in words_on(late)
    desk.decides.post(f"{desk.page}goedkeuren/", {"seen": desk.version().digest})
    assert desk.profile().current == desk.version()
    desk.writes.post(f"{desk.page}nieuwe-versie/")
    desk.saves("wat", purpose__nl="Beter.")
    page = words_on(desk.writes.get(desk.page))
    assert "goedgekeurd: versie 1" in page and "gewijzigd" in page
    assert "schreef aan een meldingsprofiel" in page
    assert "Versie 1" in words_on(desk.writes.get(f"{desk.page}versie/1/"))
    desk.writes.post(f"{desk.page}weggooien/", {"revision": str(desk.version().revision)})
    assert desk.version().stage == "approved"


def test_an_approver_is_pointed_at_own_words_about_who_decided(desk: Desk) -> None:
    desk.change("data", content()["data"])
    desk.saves("woorden", wording__own__decided_support__nl="Een mens besliste, met hulp van {algorithm}.")
    desk.writes.post(f"{desk.page}indienen/", {"revision": str(desk.version().revision)})
    assert "zegt in eigen woorden hoe het besluit werd genomen" in words_on(desk.decides.get(desk.page))
    assert "zegt in eigen woorden" not in words_on(desk.writes.get(desk.page))


def test_the_one_who_wrote_it_is_told_that_another_approves(desk: Desk) -> None:
    both = make.somebody(Role.EDITOR, Role.APPROVER, at=desk.body)
    desk.change("data", content()["data"], by=actor_of(both))
    desk.writes.post(f"{desk.page}indienen/", {"revision": "1"})
    client = let_in(both)
    assert "Iemand anders moet het goedkeuren" in words_on(client.get(desk.page))
    refused = client.post(f"{desk.page}goedkeuren/", {"seen": desk.version().digest})
    assert refused.status_code == 400 and "U werkte hier zelf aan mee." in words_on(refused)


def test_a_newer_version_of_the_algorithm_is_offered_and_taken_over(desk: Desk) -> None:
    make.version_of(desk.entry, deciding_sheet(automation=known("sole")))
    assert "Het algoritme heeft een nieuwere versie: 2." in words_on(desk.writes.get(desk.page))
    desk.writes.post(f"{desk.page}overnemen/")
    assert desk.says()["automation"] == "sole"
    make.version_of(desk.entry, deciding_sheet().with_answers({"automation": None}))
    refused = desk.writes.post(f"{desk.page}overnemen/")
    assert refused.status_code == 400 and "welke rol het speelt" in words_on(refused)


def test_a_profile_is_begun_at_the_algorithm_by_name() -> None:
    desk = Desk()
    address = f"/desk/algoritme/{desk.reference}/melding/"
    assert "Helpen beslissen over mensen" in words_on(desk.writes.get(f"/desk/organisatie/{desk.slug}/meldingen/"))
    assert desk.writes.post(f"{address}nieuw/", {"name": " "}).status_code == 400
    made = desk.writes.post(f"{address}nieuw/", {"name": "Besluit over een bijdrage"})
    assert made.headers["Location"] == f"{desk.page}onderdeel/wat/"
    again = desk.writes.post(f"{address}nieuw/", {"name": "Besluit over een bijdrage"})
    assert again.status_code == 400 and "Kies een andere naam." in words_on(again)
    assert SLUG in _text(desk.writes.get(address))
    make.version_of(desk.entry, deciding_sheet().with_answers({"automation": None}))
    assert "welke rol het speelt" in words_on(desk.writes.get(address))
    assert desk.writes.get(f"{desk.page}bestand/").json() == desk.says()


def test_an_approver_of_the_algorithm_sees_how_its_profiles_stand(desk: Desk) -> None:
    ask_review(desk.reference, by=desk.editor, now=make.NOON)
    review = f"/desk/algoritme/{desk.reference}/controle/"
    assert "er wordt aan een profiel gewerkt" in words_on(desk.decides.get(review))
    assert "er staat niet hoe zij dat bij een besluit horen" in words_on(desk.decides.get(review))
    desk.change("data", content()["data"])
    desk.writes.post(f"{desk.page}indienen/", {"revision": "1"})
    desk.decides.post(f"{desk.page}goedkeuren/", {"seen": desk.version().digest})
    assert "goedgekeurd profiel" in words_on(desk.decides.get(review))
    assert "er staat niet hoe zij dat" not in words_on(desk.decides.get(review))


def test_hostile_names_of_fields_change_nothing(desk: Desk) -> None:
    form = desk.sent("gegevens")
    for name in ("data.999999.label.nl", "data.-1.label.nl", "data.0.label.xx", "data.x.y.z", "facts", "automation"):
        form[name] = "x"
    before = desk.says()
    assert desk.saves("gegevens", sent=form).status_code == 302
    assert desk.says() == before
    many = desk.sent("uitkomsten")
    for number in range(300):
        many[f"outcomes.{number}.label.nl"] = f"Uitkomst {number}"
    refused = desk.saves("uitkomsten", sent=many)
    assert refused.status_code == 400 and "Te veel." in words_on(refused)


def test_a_form_reads_rows_and_groups_as_a_profile_has_them() -> None:
    said = profile_of(content()).content()
    (groups,) = (each for each in sections_of(profile_of(content()), "nl") if each.id == "groepen")
    form = SectionForm(groups, said)
    form.take(QueryDict("selection.basis=policy&selection.article="))
    assert form.values == {"selection": None}
    form.take(QueryDict("selection.basis=law&selection.article=Awb&selection.classes.3.label.nl=%C3%89%C3%A9n&x=1"))
    (made,) = form.values["selection"]["classes"]
    assert (made["id"], made["label"]) == ("een", {"nl": "Één"})
