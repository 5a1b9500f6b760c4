"""What is sent to the API: JSON, read strictly, refused when it is too large, too deep or not what it says it is."""

from typing import Any

from django.http import HttpRequest
from ninja import Schema
from ninja.parser import Parser
from pydantic import ConfigDict

from kenbaar.api.problems import Problem
from kenbaar.rules.fact_files import read_facts
from kenbaar.rules.loose import FactsRefused

MOST_BYTES = 1024 * 1024


class Sent(Schema):
    """A shape that is sent. A name that it does not have is refused: most likely it was spelled wrong."""

    model_config = ConfigDict(extra="forbid")


class StrictJson(Parser):
    """Reads bodies. Ninja wraps what it raises; `problems.py` unwraps it."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return what a body says. Raises Problem."""
        try:
            return read_facts(request.body, name="body.json", most=MOST_BYTES)
        except FactsRefused as refused:
            wrong = "; ".join(f"{each.fact}: {each.what}" for each in refused.problems)
            raise Problem(400, "Body cannot be read", f"The body is no JSON that can be used. {wrong}"[:600]) from None
