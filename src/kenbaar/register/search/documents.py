"""What of an entry goes into the index: the terms to find it by, the values to count, and all that a hit shows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

import orjson
import tantivy

from kenbaar.people.organisations import load_organisations
from kenbaar.register.models import Entry
from kenbaar.register.public import public_sheet
from kenbaar.register.search.analysis import Analysed, analysed, hyphened
from kenbaar.register.search.assessments import assessments_of
from kenbaar.register.search.laws import laws_in
from kenbaar.register.search.words import folded_words
from kenbaar.rules.answers import Sheet
from kenbaar.rules.facts import FactType, vocabulary
from kenbaar.values import Language, text_in

# Every text of an entry, by fact and language, as the index takes it in.
Analyses = Mapping[str, Mapping[str, Analysed]]
# Raise it when the fields below change: indexes are then built anew.
LAYOUT = 4

FACETS: tuple[str, ...] = (
    "body",
    "body_type",
    "publication_category",
    "theme",
    "status",
    "impact_assessments",
    "legal_basis",
    "risk_class",
)
# Facets of which an entry has several values or none. Counting is much faster over a column with one value for every
# entry, so these have a column of their own with all values of an entry as one.
SETS = ("theme", "impact_assessments", "risk_class")
SET_SIGN, EMPTY_SET = "|", "-"
# The facts that tell what an entry is about weigh more than the rest.
_TELLING = ("summary", "purpose")
# For finding similar entries: how much a word of the name counts there, and how many words are looked at.
_NAME_WEIGHT, _MOST_TELLING = 4, 20
# Facts whose words say nothing about the algorithm.
_SILENT = frozenset({"contact", "record_language", "record_uuid", "source_id"})
# A part of a compound stands among the words of a text with this sign, so that a phrase never meets it.
PART_SIGN = "+"


def schema() -> tantivy.Schema:
    """Return the fields of the index.

    `all`, `name` and `by` hold terms (see `analysis.py`): of everything, of the name, of the body. `words` and `title`
    hold words as they are written, for phrases, spelling and suggestions. `card` is what a hit shows.
    """
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("reference", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("codes", tokenizer_name="whitespace", index_option="basic")
    for field in ("all", "name", "by"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    for field in ("words", "title"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="position")
    for field in SETS:
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in (*map(column_of, FACETS), "sort_nl", "sort_en", "body_card"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("changed_at", fast=True)
    builder.add_unsigned_field("completeness", fast=True)
    builder.add_bytes_field("card", stored=True)
    return builder.build()


def column_of(facet: str) -> str:
    """Return the column in which the values of a facet are counted."""
    return f"{facet}_set" if facet in SETS else facet


def document_of(entry: Entry) -> tantivy.Document:
    """Return a published entry, with its body and version at hand, as a document."""
    assert entry.published is not None and entry.changed_at is not None, "a published entry was published"
    sheet = public_sheet(entry.published.answers())
    texts = dict(_texts(sheet))
    analyses = {
        fact_id: {language: analysed(text, Language(language)) for language, text in per_language.items()}
        for fact_id, per_language in texts.items()
    }
    card = {**_card(entry, sheet, texts), "telling": _telling(texts, analyses)}
    document = tantivy.Document()
    for field, contents in _found_by(entry, sheet, texts, analyses).items():
        document.add_text(field, " ".join(contents))
    for facet, values in _counted(entry, sheet).items():
        for value in values:
            document.add_text(facet, value)
        if facet in SETS:
            document.add_text(column_of(facet), SET_SIGN.join(values) or EMPTY_SET)
    for language in Language:
        document.add_text(f"sort_{language.value}", " ".join(folded_words(text_in(card["name"], language)[0])))
    document.add_text("reference", entry.reference)
    document.add_text("body_card", orjson.dumps([card["body"], card["body_name"], entry.body.abbreviation]).decode())
    document.add_unsigned("changed_at", max(0, int(entry.changed_at.timestamp())))
    document.add_unsigned("completeness", entry.completeness or 0)
    document.add_bytes("card", orjson.dumps(card))
    return document


def _texts(sheet: Sheet) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Give every text to search in, per language, what tells most first."""
    order = _searched()
    main = str(text_in(sheet.texts("name"), Language.NL)[1])
    for fact_id in sorted((one for one in sheet if one in order), key=order.__getitem__):
        value = sheet.value(fact_id)
        if isinstance(value, str):
            yield fact_id, {main: value}
        elif isinstance(value, list):
            yield fact_id, _titles(value)
        elif value:
            yield fact_id, value


def _titles(rows: list[dict[str, Any]]) -> dict[str, str]:
    """Return the titles in a list of records as one text per language."""
    found: dict[str, list[str]] = {}
    for row in rows:
        for language, title in row.get("title", {}).items():
            found.setdefault(language, []).append(title)
    return {language: "; ".join(titles) for language, titles in found.items()}


@cache
def _searched() -> dict[str, int]:
    """Return the facts whose words can be searched, with their place in the order of telling."""
    kinds = {FactType.TEXT, FactType.LINE, FactType.RECORDS}
    rest = (fact.id for fact in vocabulary() if fact.type in kinds and fact.id not in _SILENT)
    return {fact_id: place for place, fact_id in enumerate(dict.fromkeys(("name", *_TELLING, *rest)))}


def _card(entry: Entry, sheet: Sheet, texts: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Return what a hit shows, and the texts in which it is marked."""
    assert entry.changed_at is not None
    return {
        "reference": entry.reference,
        "name": texts.get("name", {}),
        "body": entry.body.slug,
        "body_name": entry.body.name,
        "body_type": entry.body.type,
        "status": sheet.value("status") or "",
        "publication_category": sheet.value("publication_category") or "",
        "themes": sheet.value("theme") or [],
        "changed_at": entry.changed_at,
        "completeness": entry.completeness or 0,
        "texts": {fact_id: text for fact_id, text in texts.items() if fact_id != "name"},
    }


def _telling(texts: Mapping[str, Mapping[str, str]], analyses: Analyses) -> dict[str, int]:
    """Return terms of which some tell this entry from others, with how much they count.

    Which of them are rare is known only when the whole index is there; long ones often are.
    """
    counts: Counter[str] = Counter()
    for fact_id, weight in (("name", _NAME_WEIGHT), *((fact_id, 1) for fact_id in _TELLING)):
        _text, language = text_in(texts.get(fact_id, {}), Language.NL)
        if language in analyses.get(fact_id, {}):
            counts.update(dict.fromkeys(analyses[fact_id][language].terms.split(), weight))
    heaviest = sorted(counts, key=len, reverse=True)[:_MOST_TELLING]
    return {term: counts[term] for term in heaviest}


def _found_by(
    entry: Entry, sheet: Sheet, texts: Mapping[str, Mapping[str, str]], analyses: Analyses
) -> dict[str, list[str]]:
    """Return the contents of the text fields."""
    found: dict[str, list[str]] = {field: [] for field in ("all", "name", "words", "title")}
    parts: set[str] = set()
    for fact_id, per_language in texts.items():
        for language, text in per_language.items():
            terms, words, inside = analyses[fact_id][language]
            found["all"].append(terms)
            found["words"].append(words)
            parts |= inside
            if fact_id == "name":
                found["name"].append(terms)
                found["title"] += [words, _signed(inside)]
            elif fact_id in _TELLING:
                found["all"].append(terms)
            if "-" in text:
                found["all"].extend(hyphened(text))
    by = _terms_of_body(entry.body.slug, entry.body.name_nl, entry.body.name_en, entry.body.abbreviation)
    for theme in sheet.value("theme") or ():
        for terms, words, inside in _terms_of_theme(theme):
            found["all"].append(terms)
            found["words"].append(words)
            parts |= inside
    codes = [entry.reference, *filter(None, (sheet.value("source_id"), sheet.value("record_uuid")))]
    return {
        **found,
        "all": [*found["all"], *by],
        "words": [*found["words"], _signed(parts)],
        "by": list(by),
        "codes": ["_".join(code.split()).casefold() for code in codes],
    }


def _signed(parts: Iterable[str]) -> str:
    return " ".join(PART_SIGN + part for part in sorted(parts))


@lru_cache(maxsize=4096)
def _terms_of_body(slug: str, *names: str) -> tuple[str, ...]:
    every = dict.fromkeys((*names, *_aliases().get(slug, ())))
    return tuple(analysed(name, Language.NL).terms for name in every)


@cache
def _terms_of_theme(theme: str) -> tuple[Analysed, ...]:
    """Return the name of a theme in both languages: who types it means the theme."""
    option = vocabulary()["theme"].option(theme)
    return tuple(analysed(option.label.to(language), language) for language in Language) if option else ()


@cache
def _aliases() -> dict[str, tuple[str, ...]]:
    return {organisation.slug: organisation.aliases for organisation in load_organisations()}


def _counted(entry: Entry, sheet: Sheet) -> dict[str, tuple[str, ...]]:
    """Return the values of each facet."""
    legal = [*sheet.texts("legal_basis").values()]
    for row in sheet.value("legal_basis_links") or ():
        legal.extend(row.get("title", {}).values())
    single = {fact_id: sheet.value(fact_id) for fact_id in ("publication_category", "status", "risk_class")}
    return {
        "body": (entry.body.slug,),
        "body_type": (entry.body.type,),
        "theme": tuple(sheet.value("theme") or ()),
        "impact_assessments": tuple(sorted(assessments_of(sheet))),
        "legal_basis": tuple(sorted(laws_in(legal))),
        **{fact_id: (value,) if value else () for fact_id, value in single.items()},
    }
