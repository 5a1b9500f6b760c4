"""Reading content files strictly: a key that stands twice, or a shape that does not fit, stops with the place named.

It knows YAML and schemas; what a file means is up to the room that asks.
"""

from collections.abc import Mapping
from typing import Any

import yaml
from pydantic import ValidationError


class ContentError(Exception):
    """A content file is broken; the message names the place in it and what is wrong."""


class _StrictLoader(yaml.CSafeLoader):
    """YAML 1.1 lets the last of two equal keys win in silence; in a file of law or fields that is a lost rule."""


def _mapping_once(loader: _StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    mapping: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in mapping:
            raise ContentError(f"line {key_node.start_mark.line + 1}: {key!r} stands here a second time; keep one")
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_once)


def load_yaml(content: bytes) -> Any:
    """Return what a YAML file says. Raises ContentError."""
    try:
        return yaml.load(content, Loader=_StrictLoader)  # noqa: S506  # a CSafeLoader: it makes plain values only
    except yaml.YAMLError as error:
        raise ContentError(" ".join(str(error).split())) from error


def explained(error: ValidationError, data: object) -> str:
    """Say in one line what does not fit and where, with the ids that people gave to things instead of positions."""
    return "; ".join(f"{_place(issue['loc'], data)}: {issue['msg']}" for issue in error.errors())


def _place(location: tuple[int | str, ...], data: object) -> str:
    steps: list[str] = []
    here: Any = data
    for step in location:
        here = _inside(here, step)
        name = here.get("id") or here.get("option") if isinstance(here, Mapping) and isinstance(step, int) else None
        steps.append(str(name or step))
    return " > ".join(steps) or "the file"


def _inside(here: Any, step: int | str) -> Any:
    try:
        return here[step]
    except (KeyError, IndexError, TypeError):
        return None
