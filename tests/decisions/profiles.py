"""A profile as a body would write it."""

from typing import Any


def content(**changes: Any) -> dict[str, Any]:
    """Return a whole profile in Dutch, as JSON."""
    return {
        "format": "kenbaar-profile/1",
        "name": {"nl": "Besluit over een bijdrage"},
        "languages": ["nl"],
        "entry": "kb-1",
        "version": 1,
        "responsible": {
            "name": {"nl": "Gemeente Lindewaarde"},
            "contact": [{"channel": "email", "address": "algoritmes@lindewaarde.example"}],
        },
        "algorithm": {"nl": "Rekenhulp bijdragen"},
        "purpose": {"nl": "Het rekent uit hoeveel bijdrage u krijgt."},
        "automation": "support",
        "data": [
            {
                "id": "income",
                "label": {"nl": "Uw inkomen"},
                "source": {"nl": "De Belastingdienst"},
                "kind": "money",
                "least": "0",
            },
            {"id": "household", "label": {"nl": "Uw huishouden"}, "source": {"nl": "De basisregistratie personen"}},
        ],
        "parameters": [
            {
                "id": "income",
                "label": {"nl": "Inkomen"},
                "meaning": {"nl": "Hoe lager het inkomen, hoe hoger de bijdrage."},
                "weight": "0.75",
                "data": ["income"],
            }
        ],
        "routes": [
            {"kind": "objection", "body": {"nl": "Gemeente Lindewaarde"}, "term": {"count": 6, "unit": "weeks"}}
        ],
        "wording": {"template": "decision/1"},
        **changes,
    }
