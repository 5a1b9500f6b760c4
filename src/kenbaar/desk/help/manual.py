"""The manual as safe HTML. Its texts are Markdown in `content/guidance/manual/`; its screens are static files."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from django.templatetags.static import static
from django.urls import reverse
from markupsafe import Markup

from kenbaar.people.models import Role
from kenbaar.values import Language, LocalText, both

# Each guide by its name in the address, with the name of its file in each language, and for whom it is.
GUIDES: Mapping[str, LocalText] = MappingProxyType(
    {
        "redacteur": both("redacteur", "editor"),
        "goedkeurder": both("goedkeurder", "reviewer"),
        "beheerder": both("beheerder", "administrator"),
    }
)
FOR_ROLES: Mapping[str, frozenset[Role]] = MappingProxyType(
    {
        "redacteur": frozenset({Role.EDITOR, Role.SUPPLIER, Role.READER}),
        "goedkeurder": frozenset({Role.APPROVER, Role.CENTRAL_REVIEWER, Role.SUPERVISOR}),
        "beheerder": frozenset({Role.ADMINISTRATOR}),
    }
)


@cache
def guide_in(guide: str, language: Language) -> Markup:
    """Return a guide as HTML; its links and screens lead to where this site has them."""
    # At its first use: idle memory is dear, and most who work here know the way.
    from markdown_it import MarkdownIt  # noqa: PLC0415

    file = files("kenbaar.content").joinpath("guidance", "manual", language, f"{GUIDES[guide].to(language)}.md")
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(file.read_text(encoding="utf-8"))
    for token in (each for block in tokens for each in block.children or ()):
        if token.type == "image":
            token.attrs["src"] = static(f"kenbaar/manual/{language}/{str(token.attrs['src']).rsplit('/', 1)[-1]}")
            token.attrs["loading"] = "lazy"
        elif token.type == "link_open":
            token.attrs["href"] = _address(str(token.attrs["href"]), language)
    # The text is ours, and the reader lets no markup of its own through.
    return Markup(reader.renderer.render(tokens, reader.options, {}))  # noqa: S704


def _address(link: str, language: Language) -> str:
    """Return where a link leads: another guide has its own page here, and everything else stays as it is."""
    for guide, file in GUIDES.items():
        if link == f"{file.to(language)}.md":
            return reverse("desk:guide", kwargs={"guide": guide})
    return link
