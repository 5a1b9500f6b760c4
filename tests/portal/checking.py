"""A visitor of the guided check without a browser: reads the form on a page as a browser does, and sends it."""

from html.parser import HTMLParser

import orjson
from django.http import HttpResponse
from django.test import Client

from kenbaar.portal.check.steps import questionnaire
from kenbaar.rules.facts import FactType, vocabulary

Fields = dict[str, list[str]]


class Form(HTMLParser):
    """What the form on a page would send when nobody touches it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: Fields = {}
        self.ways: Fields = {}
        self.checked: set[tuple[str, str]] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        field = dict(attrs)
        name, value, kind = field.get("name"), field.get("value") or "", field.get("type")
        if tag != "input" or not name or kind == "file":
            return
        if kind in {"radio", "checkbox"}:
            self.ways.setdefault(name, []).append(value)
            if "checked" not in field:
                return
            self.checked.add((name, value))
        self.fields.setdefault(name, []).append(value)


class Visitor:
    """Somebody who goes through the check."""

    def __init__(self, client: Client, language: str = "nl", facts: dict[str, object] | None = None) -> None:
        self.client, self.language = client, language
        self.page = self.send({"answers": [answers(facts or {})]}, go="next", page="")

    def send(self, fields: Fields, *, go: str, to: str = "vraag/", **more: str) -> HttpResponse:
        sent = {**fields, "go": [go], **{name: [value] for name, value in more.items()}}
        self.page = self.client.post(f"/{self.language}/check/{to}", sent)
        while self.page.status_code == 307:
            self.page = self.client.post(self.page["Location"], sent)
        return self.page

    @property
    def text(self) -> str:
        return self.page.content.decode()

    @property
    def form(self) -> Form:
        return Form(self.text)

    @property
    def here(self) -> str:
        return self.form.fields.get("page", [""])[0]

    @property
    def asked(self) -> list[str]:
        return self.form.fields.get("asked", [])

    @property
    def facts(self) -> dict[str, object]:
        """The answers that the page carries."""
        found = orjson.loads(self.form.fields["answers"][0])["facts"]
        return {fact: answer.get("value", "unknown") for fact, answer in found.items()}

    @property
    def at_the_end(self) -> bool:
        return "asked" not in self.form.fields

    def answer(self, go: str = "next", **chosen: object) -> HttpResponse:
        """Fill in fields as a person would, `?` for not knowing, and press a button."""
        fields = self.form.fields
        for fact, value in chosen.items():
            fields = _filled(fields, fact, value)
        return self.send(fields, go=go)

    def press(self, go: str, to: str = "vraag/") -> HttpResponse:
        return self.send(self.form.fields, go=go, to=to)


def answers(facts: dict[str, object]) -> str:
    """Return the hidden field with some answers."""
    return orjson.dumps({"facts": facts, "typed": {}}).decode()


def every_fact() -> list[str]:
    return [question.fact for question in questionnaire().questions.values()]


def _filled(fields: Fields, fact: str, value: object) -> Fields:
    name, kind = f"f.{fact}", vocabulary()[fact].type
    kept = {field: texts for field, texts in fields.items() if field != name and not field.startswith(f"{name}.")}
    if kind is FactType.DATE:
        day, month, year = value if isinstance(value, tuple) else ("", "", "")
        kept |= {f"{name}.day": [day], f"{name}.month": [month], f"{name}.year": [year]}
        return kept | ({name: ["?"]} if value == "?" else {})
    return kept | {name: list(value) if isinstance(value, list) else [str(value)]}
