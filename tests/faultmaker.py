"""Faults for mutants.py: every place of a file of Python where one can be planted, and what is put there instead."""

from __future__ import annotations

import ast
from dataclasses import dataclass

TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
OTHER = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True)
class Fault:
    """One change of one place: what stands there and what is put there instead."""

    path: str
    line: int
    kind: str
    start: int
    end: int
    new: str

    def planted(self, text: bytes) -> bytes:
        """Return the file with the fault in it."""
        return text[: self.start] + self.new.encode() + text[self.end :]

    def told(self, text: bytes) -> str:
        """Return the fault as one line: what stood there, and what stands there now."""
        before = text.rfind(b"\n", 0, self.start) + 1
        after = text.find(b"\n", self.end)
        return " → ".join(
            " ".join(part.decode().split())
            for part in (text[before:after], text[before : self.start] + self.new.encode() + text[self.end : after])
        )


class Places(ast.NodeVisitor):
    """Every place of a file where a fault can be planted."""

    def __init__(self, path: str, text: bytes) -> None:
        self.path, self.text, self.found = path, text, list[Fault]()
        self.starts = [0]
        for line in text.split(b"\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.visit(ast.parse(text))

    def put(self, node: ast.AST, kind: str, new: str | ast.AST) -> None:
        """Note that `new` may stand where `node` stands."""
        start, end = (
            self.starts[row - 1] + column
            for row, column in ((node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset))  # type: ignore[attr-defined]
        )
        told = new if isinstance(new, str) else f"({ast.unparse(new)})"
        self.found.append(Fault(self.path, node.lineno, kind, start, end, told))  # type: ignore[attr-defined]

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Leave what is said to people: its places are told wrongly by older Pythons."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_Raise(self, node: ast.Raise) -> None:
        """Leave the words of errors; whether they are raised is tried by their conditions."""

    def visit_If(self, node: ast.If) -> None:
        if "TYPE_CHECKING" in ast.unparse(node.test):
            return
        self.put(node.test, "condition", f"(not ({ast.unparse(node.test)}))")
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        for place, operator in enumerate(node.ops):
            ops = [*node.ops[:place], TURNED[type(operator)](), *node.ops[place + 1 :]]
            self.put(node, "comparison", ast.Compare(node.left, ops, node.comparators))
        for number in node.comparators:
            if isinstance(number, ast.Constant) and type(number.value) is int:
                self.put(number, "boundary", str(number.value + 1))
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        self.put(node, "connective", ast.BoolOp(ast.And() if isinstance(node.op, ast.Or) else ast.Or(), node.values))
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            self.put(node, "negation", node.operand)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        texts = any(isinstance(side, (ast.JoinedStr, ast.List)) or _is_text(side) for side in (node.left, node.right))
        if isinstance(node.op, (ast.Add, ast.Sub)) and not texts:
            other = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
            self.put(node, "sum", ast.BinOp(node.left, other, node.right))
        self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        if node.value and not (isinstance(node.value, ast.Constant) and node.value.value is None):
            truth = isinstance(node.value, ast.Constant) and isinstance(node.value.value, bool)
            self.put(node, "outcome", f"return {not node.value.value}" if truth else "return None")  # type: ignore[attr-defined]
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Call):
            self.put(node, "call left out", "pass")
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name) and node.func.id in OTHER:
            self.put(node.func, "other end", OTHER[node.func.id])
        self.generic_visit(node)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes))
