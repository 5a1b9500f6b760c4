"""The description of the API: what ninja derives from the code, and the errors and headers of every answer."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from kenbaar.api.services import Needs

_PROBLEM = {
    "type": "object",
    "description": "A problem document (RFC 9457): what is wrong and the way out.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["in", "reason"],
                "properties": {"in": {"type": "string"}, "reason": {"type": "string"}},
            },
        },
        "blocks": {
            "type": "array",
            "description": "What keeps the gate before publication closed, where that is what is wrong",
            "items": {"$ref": "#/components/schemas/PointOut"},
        },
    },
}
_ERRORS = {"400": "A parameter cannot be read", "404": "There is no such thing"}
_ERRORS_WITH_TOKEN = {
    "401": "There is no token, or it is not valid",
    "403": "The token does not have the scope",
    "429": "The token asks too often",
}
_ERRORS_OF_WRITING = {"409": "Not possible from where things stand now; `detail` says what to do first"}
_ERRORS_WITH_BODY = {
    "413": "The body is too large",
    "422": "What was sent cannot be used; `detail` or `errors` says why",
}
_TAGS = {
    "entries": "What is published, and its public history",
    "log": "Where each public step stands in the public log",
    "bodies": "The bodies of the register",
    "figures": "The register in figures",
    "search": "Searching what is published",
    "downloads": "Everything that is published, as a file",
    "law": "Which law applies to a system, and what can be answered about it",
    "inventory": "With a token: all entries of your body",
    "working copy": "With a token: what an entry says in the making",
    "arranging": "With a token: who looks after an entry and who may see it",
    "versions": "With a token: all versions of an entry, and what differs",
    "judging": "With a token: what standards and the law say of an entry",
    "reviews": "With a token: handing in, commenting, approving and withdrawing",
    "changes": "With a token: one change of many entries, looked over first",
    "files": "With a token: the inventory as a workbook, and files that become drafts, looked over first",
    "lists": "With a token: searches in the inventory under a name",
    "templates": "With a token: what suppliers say of their products, and what is taken over of it",
    "tasks": "With a token: what is to be done, and the evidence that it was",
    "notices": "With a token: telling somebody of a decision, and what happens to a notice after that",
    "notice profiles": "With a token: what your body tells of every decision of one kind, written and approved",
    "requests": "With a token: what people ask about decisions, and what your body answers",
    "rules": "With a token: what your body asks before it publishes, and its terms",
    "people": "With a token: the people of your body, their roles, and invitations",
    "webhooks": "With a token: the systems that your body tells things to",
}
_HEADERS_WITH_TOKEN = {"API-Version": {"description": "Whole version of the API", "schema": {"type": "string"}}}
_HEADERS = {
    **_HEADERS_WITH_TOKEN,
    "ETag": {"description": "Send it back in If-None-Match", "schema": {"type": "string"}},
}


class DescribedAPI(NinjaAPI):
    """An API whose OpenAPI document also says what all operations share (Dutch API Design Rules, RFC 9457)."""

    def __init__(self, **said: Any) -> None:
        super().__init__(**said)
        self._scopes: dict[str, str] = {}

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return the name of an operation, and remember the scope that it needs: ninja asks this of each of them."""
        # A client that is made from the document calls it so: where the code keeps it is nobody's business.
        name = operation.view_func.__name__
        for entrance in operation.auth_callbacks:
            if isinstance(entrance, Needs):
                self._scopes[name] = " or ".join(f"`{scope}`" for scope in entrance.scopes)
        return name

    def get_openapi_schema(self, **where: Any) -> OpenAPISchema:
        """Return the OpenAPI document."""
        document = super().get_openapi_schema(**where)
        document["components"]["schemas"]["Problem"] = _PROBLEM
        document["tags"] = [{"name": name, "description": said} for name, said in _TAGS.items()]
        content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        operations = [
            (method, operation) for methods in document["paths"].values() for method, operation in methods.items()
        ]
        for method, operation in operations:
            # Ninja has the status as a number, and as text where an operation says more of it: in JSON one name.
            answers = operation["responses"] = {str(status): said for status, said in operation["responses"].items()}
            scope = self._scopes.get(operation["operationId"])
            if scope:
                operation["description"] = f"{operation.get('description', '')} Needs the scope {scope}.".strip()
            for status, answer in answers.items():
                if status < "4":
                    answer["headers"] = _HEADERS_WITH_TOKEN if scope else _HEADERS
            errors = {
                **_ERRORS,
                **(_ERRORS_WITH_TOKEN if operation.get("security") else {}),
                **(_ERRORS_OF_WRITING if operation.get("security") and method != "get" else {}),
                **(_ERRORS_WITH_BODY if "requestBody" in operation else {}),
            }
            for status, said in errors.items():
                answers.setdefault(status, {"description": said, "content": content})
        return document
