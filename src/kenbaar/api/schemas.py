"""The shapes that the API answers with. Moments are ISO 8601 with time zone; texts are objects per language."""

import datetime as dt
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from kenbaar.register.search.searching import Sort
from kenbaar.values import Language


class BodyRef(Schema):
    """A body, as named beside an entry."""

    slug: str
    name: dict[str, str]


class EntryOut(Schema):
    """An entry with the facts of its published version. `facts` maps a fact to a value or an honest blank."""

    reference: str
    state: str = Field(description="published, withdrawn or archived")
    body: BodyRef
    version: int
    first_published_at: dt.datetime
    changed_at: dt.datetime
    completeness: int | None = Field(
        description="Share of the fields of the Dutch standard that is filled in, in percent"
    )
    standard: str = Field(description="Standard and language in which the source wrote it, when it was imported")
    facts: dict[str, Any]
    links: dict[str, str]


class EntryPage(Schema):
    """A page of entries; `next` is the cursor of the page after it, or null."""

    items: list[EntryOut]
    next: str | None


class InventoryEntryOut(Schema):
    """An entry as its own body sees it, with the facts of its latest version, also those that are not public."""

    reference: str
    state: str = Field(description="draft, review, published, withdrawn or archived")
    body: BodyRef
    version: int
    published_version: int | None = Field(description="The version that the public sees, or null")
    submitted_version: int | None = Field(description="The version that waits for a second person, or null")
    access: str = Field(description="public, internal or restricted")
    owner: int | None = Field(description="number of the person who looks after it, or null")
    lacking: int = Field(description="required fields of the Dutch standard about which the working copy says nothing")
    touched_at: dt.datetime | None = Field(description="when somebody last worked on it")
    facts: dict[str, Any]


class InventoryPage(Schema):
    """A page of the inventory; `next` is the cursor of the page after it, or null."""

    items: list[InventoryEntryOut]
    next: str | None


class TemplateLineOut(Schema):
    """A template of a supplier in a list."""

    keeper: BodyRef
    template: str = Field(description="Name of the template within its keeper")
    name: dict[str, str]
    product: str
    version: int
    written_at: dt.datetime
    retired: bool = Field(description="Its keeper offers it to nobody else")


class TemplateOut(TemplateLineOut):
    """A template with the facts of its latest version."""

    facts: dict[str, Any]


class TemplatePage(Schema):
    """A page of templates; `next` is the cursor of the page after it, or null."""

    items: list[TemplateLineOut]
    next: str | None


class WaitingOut(Schema):
    """An entry to which its template proposes something, about so many facts."""

    reference: str
    keeper: str
    template: str
    facts: int


class WaitingPage(Schema):
    """A page of entries with proposals; `next` is the cursor of the page after it, or null."""

    items: list[WaitingOut]
    next: str | None


class ProposalOut(Schema):
    """What a template says of a fact now and said before, beside what the entry says; null is no answer."""

    fact: str
    version: int = Field(description="Version of the template that proposes it")
    proposed: dict[str, Any] | None
    before: dict[str, Any] | None
    ours: dict[str, Any] | None
    seen: str = Field(description="send it back as `seen` when you accept")


class VersionLine(Schema):
    """A public step of an entry."""

    version: int
    step: str = Field(description="publish, withdraw or archive")
    on: dt.datetime
    reason: dict[str, str]
    links: dict[str, str]


class VersionOut(Schema):
    """A version as the public saw it."""

    reference: str
    version: int
    facts: dict[str, Any]
    digest: str = Field(description="SHA-256 over the answers, to tell two versions apart")


class LeafOut(Schema):
    """A public step as the public log has it. It has no receipt while it is not sealed yet."""

    number: int = Field(description="Number among the leaves of this entry, from 1")
    index: int = Field(description="Number in the log, from 0")
    sealed: bool = Field(description="A signed checkpoint vouches for it")
    step: str = Field(description="publish, withdraw or archive")
    on: dt.datetime = Field(description="Moment that counts for the public")
    recorded: dt.datetime = Field(description="Moment at which the leaf was written")
    content: str = Field(description="SHA-256 of the canonical bytes of the record, in hexadecimal")
    links: dict[str, str]


class EntryLogOut(Schema):
    """What the public log has about an entry."""

    reference: str
    log: str
    size: int = Field(description="Number of leaves of the whole log that are sealed")
    leaves: list[LeafOut]
    links: dict[str, str]


class BodyOut(Schema):
    """A body with what it published. `completeness` is the average over its entries, in percent."""

    slug: str
    type: str
    code: str = Field(description="TOOI code, or empty")
    name: dict[str, str]
    abbreviation: str
    entries: int
    completeness: int | None
    last_change: dt.datetime | None
    links: dict[str, str]


Value = Annotated[str, Field(max_length=120)]
Chosen = Annotated[list[Value], Field(max_length=50, description="values of this facet; repeat it for more")]


class SearchIn(Schema):
    """A search. Without `sort` it is relevance when there are words, else the latest change."""

    q: str = Field("", max_length=1000, description="words, OR, minus, quotation marks")
    language: Language = Field(Language.NL, description="language that is searched")
    body: Chosen = []
    body_type: Chosen = []
    publication_category: Chosen = []
    theme: Chosen = []
    status: Chosen = []
    impact_assessments: Chosen = []
    legal_basis: Chosen = []
    risk_class: Chosen = []
    sort: Sort | None = Field(None, description="by how well it fits unless said")
    page: int = Field(1, ge=1, le=500, description="number of the page")
    size: int = Field(20, ge=1, le=100, description="hits on a page")


class PieceOut(Schema):
    """A piece of a text; `hit` is true for the words that were asked for."""

    text: str
    hit: bool


class HitOut(Schema):
    """An entry that the search found, with the part of its text that says best why."""

    reference: str
    name: dict[str, str]
    summary: dict[str, str]
    body: BodyRef
    body_type: str
    status: str
    publication_category: str
    themes: list[str]
    completeness: int = Field(description="percentage of the fields that is filled in")
    changed_at: dt.datetime | None
    marked_name: list[PieceOut]
    excerpt: list[PieceOut]
    excerpt_language: str
    links: dict[str, str]


class SearchOut(Schema):
    """What a search found. `relaxed` is true when no entry had all words and these have some of them."""

    total: int
    page: int
    relaxed: bool
    did_you_mean: str | None
    unknown: list[str] = Field(description="pieces of the question that could not be used")
    items: list[HitOut]
    facets: dict[str, dict[str, int]]


class SuggestionOut(Schema):
    """Something to search for or go to while typing."""

    kind: str = Field(description="entry, body or word")
    label: str
    key: str = Field(description="reference of the entry, slug of the body, or the word")
    url: str = Field(description="page of the entry or body; empty for a word")


class MonthOut(Schema):
    """Entries first published in a month."""

    month: dt.date
    entries: int


class FiguresOut(Schema):
    """The register in figures."""

    entries: int
    bodies: int
    bodies_taking_part: int
    withdrawn: int
    completeness: int | None
    months: list[MonthOut]
