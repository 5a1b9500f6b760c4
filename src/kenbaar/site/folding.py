"""Templates of which everything that is always the same in a language is worked out once, when they are compiled.

A page has some hundred texts of the interface and addresses; looking them up at each request cost more than the rest.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer

Folds = Mapping[str, Callable[..., str]]
# What gives an address of which some values are open: texts at even places, the names of those values between them.
Pieces = Callable[[str, Sequence[str], Mapping[str, Any]], Sequence[str] | None]


class FoldingEnvironment(Environment):
    """An environment that calls the functions in `folds` at compile time, wherever their arguments are constants.

    `pieces` says how an address that hangs on the entry or body at hand is put together; None where it cannot.
    """

    def __init__(self, *, folds: Folds, pieces: Pieces, **options: Any) -> None:
        super().__init__(**options)
        self._folds, self._pieces = folds, pieces

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        return super()._generate(_Folding(self._folds, self._pieces).visit(source), *args, **kwargs)


class _Folding(NodeTransformer):
    def __init__(self, folds: Folds, pieces: Pieces) -> None:
        self._folds, self._pieces = folds, pieces

    def visit_Output(self, output: nodes.Output) -> nodes.Output:  # noqa: N802  # Jinja's name for it
        self.generic_visit(output)
        # Jinja writes constants that stand side by side as one text, also an address and the HTML around it.
        output.nodes = [piece for node in output.nodes for piece in _side_by_side(node)]
        return output

    def visit_Call(self, call: nodes.Call) -> nodes.Expr:  # noqa: N802  # Jinja's name for it
        self.generic_visit(call)
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        if name not in self._folds or not all(isinstance(argument, nodes.Const) for argument in call.args):
            return call
        constants = [argument.value for argument in call.args if isinstance(argument, nodes.Const)]
        if name == "_":
            return self._text(constants[0], call)
        named = {pair.key: pair.value.value for pair in call.kwargs if isinstance(pair.value, nodes.Const)}
        given = {pair.key: pair.value for pair in call.kwargs if not isinstance(pair.value, nodes.Const)}
        if not given:
            return nodes.Const(self._folds[name](*constants, **named), lineno=call.lineno)
        pieces = self._pieces(constants[0], list(given), named) if name == "url" else None
        if pieces is None:
            return call
        return nodes.Concat(
            [given[piece] if place % 2 else nodes.Const(piece) for place, piece in enumerate(pieces)],
            lineno=call.lineno,
        )

    def _text(self, message: str, call: nodes.Call) -> nodes.Expr:
        text = nodes.Const(self._folds["_"](message), lineno=call.lineno)
        if not call.kwargs:
            return text
        # A translated text has its values by name: `_("page %(number)s", number=3)`.
        values = [nodes.Pair(nodes.Const(pair.key), pair.value, lineno=call.lineno) for pair in call.kwargs]
        return nodes.Mod(text, nodes.Dict(values), lineno=call.lineno)


def _side_by_side(node: nodes.Expr) -> list[nodes.Expr]:
    return [*node.nodes] if isinstance(node, nodes.Concat) else [node]
