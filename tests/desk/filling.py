"""Filling in as a browser without scripts does it: take the page, change some fields, send the form."""

import re
from html.parser import HTMLParser
from typing import Any

from django.http import QueryDict
from django.test import Client


class _Form(HTMLParser):
    """The fields of the form of a section, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.area = False, ""
        self.fields: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.inside = "sheet__form" in said.get("class", "")
        if not self.inside or not said.get("name"):
            return
        if tag == "textarea":
            self.area = said["name"]
            self.fields.append((self.area, ""))
        elif tag == "input" and (said.get("type") not in {"radio", "checkbox"} or "checked" in said):
            self.fields.append((said["name"], said.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self.area:
            name, before = self.fields.pop()
            self.fields.append((name, before + data))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            name, text = self.fields.pop()
            # A browser leaves out the first line end, and sends every other one as two characters.
            self.fields.append((name, text.removeprefix("\n").replace("\n", "\r\n")))
            self.area = ""
        elif tag == "form":
            self.inside = False


def fields_of(page: str) -> QueryDict:
    """Return what the form on a page would send."""
    form = _Form()
    form.feed(page)
    sent = QueryDict(mutable=True)
    for name, value in form.fields:
        sent.appendlist(name, value)
    return sent


def address(reference: str, section: str = "") -> str:
    """Return the address of a section, or of all of them."""
    return f"/desk/algoritme/{reference}/invullen/{f'{section}/' if section else ''}"


def fill_in(client: Client, reference: str, section: str, *, go: str = "stay", page: str = "", **fields: Any) -> Any:
    """Change fields of a section of the sheet and send all of it."""
    return fill_in_at(client, address(reference, section), page=page, go=go, **fields)


def fill_in_at(client: Client, place: str, *, page: str = "", **fields: Any) -> Any:
    """Change fields of the form at an address and send all of it; `f__name__nl` stands for the field `f.name.nl`."""
    sent = fields_of(page or client.get(place).content.decode())
    for name, value in fields.items():
        several = value if isinstance(value, list) else [value]
        sent.setlist(name.replace("__", "."), several)
    return client.post(place, sent.urlencode(), content_type="application/x-www-form-urlencoded")


def words_on(answer: Any) -> str:
    """Return what a page says, without its tags."""
    text = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", text)
