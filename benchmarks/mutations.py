"""Small faults to plant in a source file: one comparison, condition, constant or statement each.

A mutation is named by its function, what stood there, what stands there instead, and its place
among those that read alike. So its name outlives every change around it.
"""

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeAlias

PROSE = ("summary", "when", "technique", "fires_on", "silent_on")
"""The keywords of rules and rows that nothing is decided by, or that prove the others."""

LONGEST = 90
"""The letters of a source that a name quotes at most."""

Put: TypeAlias = Callable[[ast.AST], None]


class Mutation(NamedTuple):
    """One fault, and how to plant it in the tree that it was found in."""

    function: str
    change: str
    plant: Callable[[], None]

    @property
    def name(self) -> str:
        """Return what it is called in lists."""
        return f"{self.function}: {self.change}"


class Site(NamedTuple):
    """A node of a tree, with a way to put another in its place."""

    node: ast.AST
    function: str
    put: Put


_OPPOSITE: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_OTHER: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_CALLED = {"min": "max", "max": "min", "all": "any", "any": "all", "sorted": "list"}
_TYPING = ("annotation", "returns", "decorator_list", "bases", "keywords", "type_params")
"""The parts of functions and classes that say what they are, but of a call what it is given."""
_GONE = (ast.Expr, ast.AugAssign, ast.Continue, ast.Break, ast.Raise)


def found(tree: ast.Module) -> list[Mutation]:
    """Return every mutation of *tree*, in the order of its source."""
    seen: Counter[str] = Counter()
    mutations: list[Mutation] = []
    for site in _sites(tree):
        before = _shown(site.node)
        for after in _instead(site.node):
            change = f"{before} -> {_shown(after)}"
            seen[f"{site.function}: {change}"] += 1
            count = seen[f"{site.function}: {change}"]
            change += f" ({count})" if count > 1 else ""
            mutations.append(Mutation(site.function, change, _planter(site, after)))
    return mutations


def _planter(site: Site, after: ast.AST) -> Callable[[], None]:
    return lambda: site.put(ast.copy_location(after, site.node))


def _shown(node: ast.AST) -> str:
    """Return the source of *node* on one line that is not too long, without what depends on it."""
    text = ast.unparse(node)
    if isinstance(node, ast.If | ast.While):
        text = text.partition("\n")[0].removesuffix(":")
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


def _sites(tree: ast.Module) -> Iterator[Site]:
    """Return the nodes of *tree* that a fault may take the place of."""
    yield from _below(tree, "module")


def _below(node: ast.AST, function: str) -> Iterator[Site]:
    for name, value in ast.iter_fields(node):
        if name in _TYPING and not isinstance(node, ast.Call):
            continue
        held = value if isinstance(value, list) else [value]
        for place, child in enumerate(held):
            if not isinstance(child, ast.AST) or _is_idle(child):
                continue
            put = _putter(node, name, place if isinstance(value, list) else None)
            yield Site(child, function, put)
            yield from _below(child, _named(child, function))


def _putter(parent: ast.AST, field: str, place: int | None) -> Put:
    def put(node: ast.AST) -> None:
        if place is None:
            setattr(parent, field, node)
        else:
            getattr(parent, field)[place] = node

    return put


def _named(node: ast.AST, function: str) -> str:
    """Return what is inside *node*, which is itself inside *function*."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return node.name if function == "module" else f"{function}.{node.name}"
    if (
        function == "module"
        and isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
    ):
        return node.targets[0].id
    if (
        function == "module"
        and isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
    ):
        return node.target.id
    return function


def _is_idle(node: ast.AST) -> bool:
    """Return whether *node* is an import, a text for people, a type or a list of slots."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return True
    if isinstance(node, ast.keyword):
        return node.arg in PROSE
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.AnnAssign):
        return node.value is None or _shown(node.annotation) == "TypeAlias"
    return isinstance(node, ast.Assign) and _shown(node.targets[0]) == "__slots__"


def _instead(node: ast.AST) -> Iterator[ast.AST]:
    """Return what may stand in the place of *node*."""
    for kind, others in _INSTEAD:
        if isinstance(node, kind):
            yield from others(node)


def _compared(node: ast.Compare) -> Iterator[ast.AST]:
    for place, op in enumerate(node.ops):
        for other in _OPPOSITE[type(op)]:
            ops = [*node.ops[:place], other(), *node.ops[place + 1 :]]
            yield ast.Compare(node.left, ops, node.comparators)


def _joined(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    for place in range(len(node.values)):
        left = [value for other, value in enumerate(node.values) if other != place]
        yield left[0] if len(left) == 1 else ast.BoolOp(node.op, left)


def _constant(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
        if node.value > 0:
            yield ast.Constant(node.value - 1)
    elif isinstance(node.value, str):
        yield ast.Constant(f"{node.value}x")


def _filtered(node: ast.comprehension) -> Iterator[ast.AST]:
    for place in range(len(node.ifs)):
        left = [it for other, it in enumerate(node.ifs) if other != place]
        yield ast.comprehension(node.target, node.iter, left, node.is_async)


def _stated(node: ast.stmt) -> Iterator[ast.AST]:
    """Return the statements that may stand in the place of *node*."""
    if isinstance(node, ast.If | ast.While):
        for value in (False,) if isinstance(node, ast.While) else (True, False):
            kind = type(node)
            yield kind(ast.Constant(value), node.body, node.orelse)
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield ast.Return(ast.Constant(None))
    elif isinstance(node, _GONE) or _fills(node):
        yield ast.Pass()


def _denied(node: ast.UnaryOp) -> Iterator[ast.AST]:
    if isinstance(node.op, ast.Not):
        yield node.operand


def _reckoned(node: ast.BinOp) -> Iterator[ast.AST]:
    if type(node.op) in _OTHER:
        yield ast.BinOp(node.left, _OTHER[type(node.op)](), node.right)


def _called(node: ast.Call) -> Iterator[ast.AST]:
    if isinstance(node.func, ast.Name) and node.func.id in _CALLED:
        yield ast.Call(ast.Name(_CALLED[node.func.id], ast.Load()), node.args, node.keywords)


def _chosen(node: ast.IfExp) -> Iterator[ast.AST]:
    yield node.body
    yield node.orelse


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _fills(node: ast.stmt) -> bool:
    """Return whether *node* writes into something that goes on without it."""
    return isinstance(node, ast.Assign) and isinstance(
        node.targets[0], ast.Subscript | ast.Attribute
    )


_INSTEAD: tuple[tuple[type[ast.AST], Callable[[Any], Iterator[ast.AST]]], ...] = (
    (ast.Compare, _compared),
    (ast.BoolOp, _joined),
    (ast.UnaryOp, _denied),
    (ast.BinOp, _reckoned),
    (ast.Constant, _constant),
    (ast.Call, _called),
    (ast.comprehension, _filtered),
    (ast.IfExp, _chosen),
    (ast.stmt, _stated),
)
"""What may stand in the place of each kind of node."""
