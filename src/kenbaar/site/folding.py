"""Templates of which everything that is always the same in a language is worked out once, when they are compiled.

A page has some hundred texts of the interface and addresses; looking them up at each request cost more than the rest.
"""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer

Folds = Mapping[str, Callable[..., str]]


class FoldingEnvironment(Environment):
    """An environment that calls the functions in `folds` at compile time, wherever their arguments are constants."""

    def __init__(self, *, folds: Folds, **options: Any) -> None:
        super().__init__(**options)
        self._folds = folds

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        return super()._generate(_Folding(self._folds).visit(source), *args, **kwargs)


class _Folding(NodeTransformer):
    def __init__(self, folds: Folds) -> None:
        self._folds = folds

    def visit_Call(self, call: nodes.Call) -> nodes.Expr:  # noqa: N802  # Jinja's name for it
        self.generic_visit(call)
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        if name not in self._folds or not all(isinstance(argument, nodes.Const) for argument in call.args):
            return call
        constants = [argument.value for argument in call.args if isinstance(argument, nodes.Const)]
        if name == "_":
            return self._text(constants[0], call)
        if not all(isinstance(pair.value, nodes.Const) for pair in call.kwargs):
            return call
        named = {pair.key: pair.value.value for pair in call.kwargs if isinstance(pair.value, nodes.Const)}
        return nodes.Const(self._folds[name](*constants, **named), lineno=call.lineno)

    def _text(self, message: str, call: nodes.Call) -> nodes.Expr:
        text = nodes.Const(self._folds["_"](message), lineno=call.lineno)
        if not call.kwargs:
            return text
        # A translated text has its values by name: `_("page %(number)s", number=3)`.
        values = [nodes.Pair(nodes.Const(pair.key), pair.value, lineno=call.lineno) for pair in call.kwargs]
        return nodes.Mod(text, nodes.Dict(values), lineno=call.lineno)
