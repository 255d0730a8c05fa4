"""Where the order of a set can leak into what is computed.

A set of texts is walked in another order in every process, so a walk over one is a draw of dice
that no seed decides. A set is recognised by how it is written: a literal, a comprehension, a call
of `set` or `frozenset`, an operator or method on one of those, or a name that was given one.
"""

import ast
from collections.abc import Iterator

from architecture.source import Node

ORDER_FREE = {"all", "any", "frozenset", "len", "max", "min", "set", "sorted", "sum"}
"""What gives one answer for every order."""

_BINDING = frozenset(
    {"chain", "deque", "enumerate", "extend", "filter", "fromkeys", "iter", "join", "list", "map"}
    | {"next", "reversed", "tuple", "zip"}
)
"""What hands the order on."""

_METHODS = {"copy", "difference", "intersection", "symmetric_difference", "union"}
_VIEWS = {"items", "keys"}
_TYPES = {"AbstractSet", "MutableSet", "Set", "frozenset", "set"}


def leaks(tree: ast.Module) -> Iterator[tuple[Node, str]]:
    """Return each place of *tree* where the order of a set is used, with how."""
    everywhere = _names(tree, frozenset())
    yield from _Scope(tree, everywhere).leaks()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from _Scope(node, _names(node, everywhere)).leaks()


def _names(scope: ast.AST, known: frozenset[str]) -> frozenset[str]:
    """Return the names that hold a set in *scope*, together with those *known* around it."""
    found = known | _annotated(scope)
    while (more := found | _assigned(scope, found)) != found:
        found = more
    return found


def _annotated(scope: ast.AST) -> frozenset[str]:
    named = [
        (node.arg if isinstance(node, ast.arg) else _name(node.target), node.annotation)
        for node in _own(scope)
        if isinstance(node, ast.arg | ast.AnnAssign)
    ]
    return frozenset(name for name, annotation in named if annotation and _is_type(annotation))


def _assigned(scope: ast.AST, known: frozenset[str]) -> frozenset[str]:
    found: set[str] = set()
    for node in _own(scope):
        if isinstance(node, ast.Assign) and is_set(node.value, known):
            found.update(_name(target) for target in node.targets)
        elif isinstance(node, ast.NamedExpr) and is_set(node.value, known):
            found.add(node.target.id)
    return frozenset(found - {""})


def _name(target: ast.expr) -> str:
    return target.id if isinstance(target, ast.Name) else ""


def _is_type(annotation: ast.expr) -> bool:
    head = annotation.value if isinstance(annotation, ast.Subscript) else annotation
    return _called(head) in _TYPES


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    """Return the nodes of *scope* that are in no function within it."""
    waiting = list(ast.iter_child_nodes(scope))
    while waiting:
        node = waiting.pop(0)
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))


def is_set(node: ast.expr, known: frozenset[str]) -> bool:
    """Return whether *node* is written as a set, where the *known* names hold one."""
    match node:
        case ast.Set() | ast.SetComp() | ast.Call(ast.Name("set" | "frozenset")):
            return True
        case ast.Name():
            return node.id in known
        case ast.Call(ast.Attribute(owner, method)):
            return method in _METHODS and is_set(owner, known)
        case ast.BinOp(left, ast.BitOr() | ast.BitAnd() | ast.BitXor() | ast.Sub(), right):
            return any(is_set(side, known) or _is_view(side) for side in (left, right))
        case _:
            return any(is_set(choice, known) for choice in _choices(node))


def _choices(node: ast.expr) -> list[ast.expr]:
    """Return the expressions of which *node* is one or the other."""
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    if isinstance(node, ast.NamedExpr):
        return [node.value]
    return node.values if isinstance(node, ast.BoolOp) else []


def _is_view(node: ast.expr) -> bool:
    """Return whether *node* is a view of a dictionary, which operators turn into a set."""
    return isinstance(node, ast.Call) and not node.args and _called(node.func) in _VIEWS


class _Scope:
    """One function, or what stands outside all of them."""

    def __init__(self, scope: ast.AST, known: frozenset[str]) -> None:
        self._nodes = list(_own(scope))
        self._known = known
        self._free = set(self._under_order_free())

    def _under_order_free(self) -> Iterator[ast.AST]:
        """Return what is consumed at once by something to which order means nothing."""
        for node in self._nodes:
            if isinstance(node, ast.SetComp):
                yield node
            if isinstance(node, ast.Call) and _called(node.func) in ORDER_FREE:
                yield from node.args

    def leaks(self) -> Iterator[tuple[Node, str]]:
        """Return each place where the order of a set is used, with how."""
        for node in self._nodes:
            for walked, how in self._walked(node):
                if is_set(walked, self._known):
                    yield walked, how

    def _walked(self, node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
        """Return each expression that *node* walks through in order, with how."""
        if isinstance(node, ast.For | ast.AsyncFor):
            yield node.iter, "loops over a set"
        elif isinstance(node, ast.ListComp | ast.GeneratorExp | ast.DictComp | ast.SetComp):
            if node not in self._free:
                yield from ((part.iter, "loops over a set") for part in node.generators)
        elif isinstance(node, ast.YieldFrom):
            yield node.value, "yields from a set"
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple | ast.List):
            yield node.value, "unpacks a set"
        elif isinstance(node, ast.Call):
            yield from self._called(node)
        elif isinstance(node, ast.List | ast.Tuple):
            yield from _unpacked(node.elts)

    def _called(self, node: ast.Call) -> Iterator[tuple[ast.expr, str]]:
        name = _called(node.func)
        if isinstance(node.func, ast.Attribute) and name == "pop" and not node.args:
            yield node.func.value, "pops from a set"
        if name in _BINDING and node not in self._free:
            yield from ((argument, f"hands a set to {name}") for argument in node.args)
        if name not in ORDER_FREE:
            yield from _unpacked(node.args)


def _unpacked(items: list[ast.expr]) -> Iterator[tuple[ast.expr, str]]:
    return ((it.value, "unpacks a set") for it in items if isinstance(it, ast.Starred))
