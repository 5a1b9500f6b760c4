"""What stands in the way of publication, in the shape of the API: in a review, and in a refusal."""

from collections.abc import Iterable

from ninja import Schema
from pydantic import Field

from kenbaar.casework.gate import Point


class PointOut(Schema):
    """One thing that stands in the way, or that who approves should know."""

    id: str
    message: dict[str, str]
    remedy: dict[str, str]
    facts: list[str]
    source: str = Field(description="where the rule comes from; empty for what your own body asks")


def points_out(points: Iterable[Point]) -> list[PointOut]:
    """Return points of the gate with their words in both languages."""
    return [
        PointOut(
            id=each.id,
            message={"nl": each.message.nl, "en": each.message.en},
            remedy={"nl": each.remedy.nl, "en": each.remedy.en},
            facts=list(each.facts),
            source=each.source,
        )
        for each in points
    ]
