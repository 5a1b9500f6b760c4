"""Small invented checkouts in the format of the Algoritmekader, and one of the real size made from the facts about it.

The facts hold ids, slugs, labels and references; every sentence is ours. They are not part of the project.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

FACTS = Path(__file__).parents[2].parent / "shared" / "facts" / "algoritmekader-facts.json"
needs_facts = pytest.mark.skipif(not FACTS.is_file(), reason=f"the facts about a real checkout are not there: {FACTS}")

ROOT = "docs/voldoen-aan-wetten-en-regels"
AI_ACT = "https://eur-lex.europa.eu/legal-content/NL/TXT/HTML/?uri=OJ:L_202401689"

Files = list[tuple[str, bytes]]

LOGS = "aia-13-bewaar-logboeken"
HONEST = "awb-02-leg-uit-waarom"
LOGGING = "4-owk-04-schrijf-logboek"


def page(*lines: str, sources: Sequence[str] = (), heading: str = "## Bronnen") -> str:
    """Return a page: its front matter line by line, and its sources."""
    body = ["## Vereiste", "Dit is een verzonnen pagina.", "", heading, *sources, "", "## Risico", "Geen."]
    return "\n".join(["---", *lines, "---", "", *body, ""])


def file(folder: str, slug: str, text: str) -> tuple[str, bytes]:
    return f"{ROOT}/{folder}/{slug}.md", text.encode()


def requirement(
    slug: str, *lines: str, sources: Sequence[str] = ("- Artikel 19(1) AI-verordening",)
) -> tuple[str, bytes]:
    """Return a requirement with a number and a title of its own; a line that names a field again takes its place."""
    return file("vereisten", slug, page(*_front(slug, "ver", lines), sources=sources))


def measure(slug: str, *lines: str) -> tuple[str, bytes]:
    return file("maatregelen", slug, page(*_front(slug.removeprefix(slug[:2]), "mtr", lines)))


def instrument(slug: str, *lines: str) -> tuple[str, bytes]:
    return file("hulpmiddelen", slug, page(f"title: Hulpmiddel {slug}", *lines))


def _front(slug: str, kind: str, lines: Sequence[str]) -> Iterator[str]:
    given = {line.split(":")[0] for line in lines}
    if "title" not in given:
        yield f"title: Pagina {slug}"
    if "id" not in given:
        yield f"id: urn:nl:ak:{kind}:{slug[:6]}"
    yield from lines


def checkout() -> Files:
    """Return a whole and sound little checkout."""
    return [
        requirement(LOGS, "rollen: [jurist]", "risicogroep:", "- hoog-risico-ai-systeem", "rol-ai-act: aanbieder"),
        requirement(HONEST, sources=["- [Artikel 3:46 en 3:47 Awb](https://wetten.overheid.nl/BWBR0005537)"]),
        measure(LOGGING, "vereiste:", f"- {LOGS}", f"- {HONEST}", "levenscyclus:", "- ontwerp"),
        instrument("LOGBOEK", "vereiste:", f"- {LOGS}", "maatregel:", f"- {LOGGING}", "categorie: template"),
        ("docs/levenscyclus/ontwerp.md", b"# Ontwerp"),
        ("docs/onderwerpen/data/index.md", b"# Data"),
        ("docs/rollen/jurist.md", b"# Jurist"),
        (f"{ROOT}/vereisten/index.md", b"# Vereisten"),
        ("README.md", b"# Verzonnen"),
    ]


def facts() -> dict[str, Any]:
    return json.loads(FACTS.read_bytes())


def real_size() -> Files:
    """Return a checkout with the ids, slugs, labels, links and law references of the real one."""
    known = facts()
    slugs = {item["urn"]: item["slug"] for kind in ("requirements", "measures") for item in known[kind]}
    broken: dict[str, list[str]] = {}
    for problem in ("measure -> unknown requirement", "instrument -> unknown requirement"):
        for slug, target in known["problems"][problem]:
            broken.setdefault(slug, []).append(target or "")
    unknown: dict[str, list[str]] = {}
    for slug, target in known["problems"]["instrument -> unknown measure"]:
        unknown.setdefault(slug, []).append(target)
    files = [_real_requirement(item) for item in known["requirements"]]
    for folder, kind in (("maatregelen", "measures"), ("hulpmiddelen", "instruments")):
        for item in known[kind]:
            front = {
                "title": f"Over {item['slug']}",
                "id": item["urn"],
                "vereiste": [*(slugs[urn] for urn in item["requirements"]), *broken.get(item["slug"], [])],
                "maatregel": [*(slugs[urn] for urn in item.get("measures", [])), *unknown.get(item["slug"], [])],
                "categorie": item.get("category"),
                **_labels(item),
            }
            files.append(file(folder, item["slug"], _page(front, item.get("audit_sources"), [])))
    audited = {item["urn"] for item in known["measures"]} - set(known["problems"]["csv: measure missing from mapping"])
    files.append(("relatie-ak-tot-toetsingskaders.csv", ",".join(["nummer", "bron", *sorted(audited)]).encode()))
    for folder, values in (
        ("levenscyclus", known["lifecycle_phases"]),
        ("onderwerpen", known["subjects"]),
        ("rollen", known["org_roles"]),
    ):
        files += [(f"docs/{folder}/{value}.md", b"# Pagina") for value in values]
    return files


def of_the_registry() -> Files:
    """Return the measures as an older copy of the Algoritmekader numbers them."""
    return [
        file("maatregelen", item["file"], page(f"title: Over {item['file']}", f"id: {item['urn']}"))
        for item in facts()["task_registry"]
        if item["kind"] == "measures"
    ]


_AXES = {
    "type": "soort-toepassing",
    "risk_group": "risicogroep",
    "role": "rol-ai-act",
    "transparency": "transparantieverplichting",
    "systemic_risk": "systeemrisico",
    "open_source": "open-source",
    "exceptions": "uitzondering",
}


def _labels(item: Mapping[str, Any]) -> dict[str, Any]:
    return {"levenscyclus": item["lifecycle"], "onderwerp": item["subjects"], "rollen": item["roles_org"]}


def _real_requirement(item: Mapping[str, Any]) -> tuple[str, bytes]:
    front = {
        "title": f"Over {item['slug']}",
        "id": item["urn"],
        **_labels(item),
        **{axis: item["ai_act"][name] for name, axis in _AXES.items()},
        "status_vereiste": item["status"],
    }
    sources = [_source(source) for source in item["sources"]] or ["- Kamerbrieven"]
    return file("vereisten", item["slug"], _page(front, None, sources))


def _source(source: Mapping[str, Any]) -> str:
    # Without a law, it is an opinion about an article; the facts do not tell a protocol from its convention.
    if source["url"] and "BWBV0001676" in source["url"]:
        source = {**source, "law": "Protocol nr. 12 bij het EVRM"}
    text = f"{source['ref'] or ''} {source['law'] or ''}".strip()
    text = text[0].upper() + text[1:] if source["law"] else f"Advies {text}"
    return f"- {text}" if source["url"] is None else f"- [{text}]({source['url']})"


def _page(front: Mapping[str, Any], audit: Mapping[str, Sequence[str]] | None, sources: Sequence[str]) -> str:
    lines: list[str] = []
    for name, value in front.items():
        if isinstance(value, list) and value:
            # An expression in quotation marks needs those of YAML around it.
            lines += [f"{name}:", *(f"- '{text}'" if '"' in text else f"- {text}" for text in value)]
        elif value:
            lines.append(f"{name}: {value}")
    if audit:
        lines.append("sources:")
        for framework, questions in audit.items():
            lines += [f"  {framework}:", *(f"  - {question}" for question in questions)]
    return page(*lines, "hide: navigation", sources=sources)
