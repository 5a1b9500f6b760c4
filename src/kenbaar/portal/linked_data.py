"""An entry as linked data: a dcat:Resource that is a schema:SoftwareApplication as well."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from kenbaar.register.models import Entry
from kenbaar.register.public import public_sheet
from kenbaar.rules.facts import vocabulary
from kenbaar.values import Language

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "adms": "http://www.w3.org/ns/adms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MACHINE_FORMS = (("json", "application/json"), ("csv", "text/csv"))


def linked_data(entry: Entry, language: str) -> dict[str, Any]:
    """Return the JSON-LD document of a public entry; the labels of its choices are in `language`."""
    version = entry.published
    assert version is not None and entry.first_published_at and entry.changed_at, "public entries were published"
    sheet = public_sheet(version.answers())
    address = _address("portal:entry", language=Language.NL, reference=entry.reference)
    document: dict[str, Any] = {
        "@context": _CONTEXT,
        "@id": address,
        "@type": ["dcat:Resource", "schema:SoftwareApplication"],
        "dct:identifier": entry.reference,
        "dct:title": _texts(sheet.texts("name")),
        "dct:description": _texts(sheet.texts("summary")),
        "schema:keywords": _labels("theme", sheet.value("theme") or (), language),
        "dct:publisher": _publisher(entry),
        "dct:issued": _moment(entry.first_published_at.isoformat()),
        "dct:modified": _moment(entry.changed_at.isoformat()),
        "adms:status": _labels("status", [sheet.value("status")], language),
        "schema:applicationCategory": _labels("publication_category", [sheet.value("publication_category")], language),
        "dcat:version": str(version.number),
        "dcat:landingPage": {"@id": address},
        "dcat:distribution": [_distribution(entry.reference, language, *form) for form in _MACHINE_FORMS],
    }
    return {key: value for key, value in document.items() if value}


def _address(view: str, **arguments: str) -> str:
    return f"{settings.PUBLIC_URL}{reverse(view, kwargs=arguments)}"


def _publisher(entry: Entry) -> dict[str, Any]:
    return {
        "@id": _address("portal:body", language=Language.NL, slug=entry.body.slug),
        "@type": ["foaf:Agent", "schema:GovernmentOrganization"],
        "foaf:name": _texts(entry.body.name),
    }


def _distribution(reference: str, language: str, form: str, media_type: str) -> dict[str, Any]:
    where = {
        "json": _address("api:one_entry", reference=reference),
        "csv": _address("portal:entry_as_csv", language=language, reference=reference),
    }[form]
    return {"@type": "dcat:Distribution", "dcat:accessURL": {"@id": where}, "dcat:mediaType": media_type}


def _texts(texts: dict[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in texts.items()]


def _labels(fact_id: str, chosen: Any, language: str) -> list[dict[str, str]]:
    options = (vocabulary()[fact_id].option(option_id) for option_id in chosen if option_id)
    return [{"@value": option.label.to(language), "@language": language} for option in options if option]


def _moment(iso: str) -> dict[str, str]:
    return {"@value": iso, "@type": "xsd:dateTime"}
