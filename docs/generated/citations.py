"""Where rules are cited: policy rows by name, code and tests by the symbol around the citation."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from shared.policy.document import PolicyDocument
from shared.policy.rulebook import FILE as RULEBOOK
from shared.policy.shelf import VERSIONS
from shared.policy.validity import cited_by

ROOT = Path(__file__).resolve().parents[2]

LOOKS_LIKE_ONE = re.compile(r"""\b(R[1-5]\d\d|(?<!["'])D\d{1,2}a?|D\d{1,2}a?(?!["']))\b""")
"""A text that is a D number and nothing else is a dealer's, in test data."""
IN_A_NAME = re.compile(r"(?<=_)(r[1-5]\d\d|d\d{1,2}a?)(?=_|$)")

Places = dict[str, dict[str, list[str]]]
"""Rule → file → symbols, each once, in the file's order."""

WHOLE = ""
"""The symbol of what a whole module is about."""

ABOUT_RULES = frozenset({"test_rulebook.py", "test_rules.py"})
"""Tests of the rulebook itself: an id in their data proves nothing."""

LIMITS = "limits"
"""The policy's table of numbers: naming a rule there promises it, and carries nothing out."""


@dataclass
class Module:
    """One Python file, and the symbol that each of its lines belongs to."""

    path: Path
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.path.read_text(encoding="utf-8")

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def cited(self) -> list[tuple[int, str]]:
        """Line and rule, wherever one is cited in the text or in a function's name."""
        found = []
        for number, line in enumerate(self.text.splitlines(), 1):
            found += [(number, rule) for rule in LOOKS_LIKE_ONE.findall(line)]
            if line.lstrip().startswith(("def ", "async def ")):
                found += [(number, _as_written(rule)) for rule in IN_A_NAME.findall(line)]
        return found

    def symbol_at(self, line: int) -> str:
        """The function, class or constant around a line; a comment belongs to what follows it."""
        return _symbol(self.tree.body, line)


def _as_written(rule: str) -> str:
    return rule[0].upper() + rule[1:]


def _symbol(body: list[ast.stmt], line: int, above: str = "") -> str:
    for statement in body:
        first = min(
            [statement.lineno, *(d.lineno for d in getattr(statement, "decorator_list", ()))]
        )
        if line > (statement.end_lineno or first):
            continue
        name = ".".join(filter(None, (above, _name(statement))))
        if isinstance(statement, ast.ClassDef) and line > statement.lineno:
            return _symbol(statement.body, line, name)
        return name
    return above


def _name(statement: ast.stmt) -> str:
    match statement:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case _:
            return ""


def modules(*folders: str) -> list[Module]:
    """Every Python file below some folders, in the order of their paths."""
    return [Module(path) for one in folders for path in sorted((ROOT / one).rglob("*.py"))]


def in_code() -> Places:
    """Who carries a rule out. A service's charter promises rules, so it does not count."""
    places = _places()
    for module in modules("services", "shared"):
        if module.path.name != "__init__.py":
            for line, rule in module.cited:
                _add(places, rule, module.name, module.symbol_at(line))
    return places


def in_tests() -> Places:
    """Who proves a rule: a test whose name, words or data cite it, or a module told to be about it.

    A story worked out by hand is a test, too: one test runs them all.
    """
    places = _places()
    for module in modules("tests"):
        if module.path.name in ABOUT_RULES:
            continue
        if module.path.name.startswith("test_"):
            tables = _tables(module)
            for line, rule in module.cited:
                for symbol in _tests_at(module, line, tables):
                    _add(places, rule, module.name, symbol)
        elif "stories" in module.path.parts:
            for line, rule in module.cited:
                _add(places, rule, module.name, module.symbol_at(line))
    return places


def _tests_at(module: Module, line: int, tables: dict[str, list[str]]) -> list[str]:
    symbol = module.symbol_at(line)
    if not symbol:
        docstring = module.tree.body[0]
        return [WHOLE] if line <= (docstring.end_lineno or 1) else []
    return [symbol] if symbol.startswith("test_") else tables.get(symbol, [])


def _tables(module: Module) -> dict[str, list[str]]:
    """A constant or helper of a test module → the tests that use it."""
    users: defaultdict[str, list[str]] = defaultdict(list)
    for statement in module.tree.body:
        if isinstance(statement, ast.FunctionDef) and statement.name.startswith("test_"):
            for node in ast.walk(statement):
                if isinstance(node, ast.Name) and statement.name not in users[node.id]:
                    users[node.id].append(statement.name)
    return users


def in_policy() -> Places:
    """The rows of every version that name a rule, and what else its comments say is a rule's."""
    places = _places()
    for path in sorted(VERSIONS.glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        document = PolicyDocument.model_validate(tomllib.loads(text))
        for row in (*document.override, *document.row):
            for rule in sorted(cited_by(row)):
                _add(places, rule, document.version, row.name)
        _add(places, document.dealer.rule, document.version, "dealer")
        for rule, symbol in _in_comments(text):
            _add(places, rule, document.version, symbol)
    return places


def _in_comments(text: str) -> Iterator[tuple[str, str]]:
    """Rules in a policy file's comments, with the row, table or limit that each stands at."""
    table, row = "head", ""
    for line in text.splitlines():
        written, _, comment = line.partition("#")
        key, _, value = (part.strip() for part in written.partition("="))
        if written.startswith("["):
            table = key.strip("[]")
        elif key == "name" and table in {"row", "override"}:
            row = value.strip('"')
        place = f"{table}.{key}" if table == LIMITS and key else table
        for rule in LOOKS_LIKE_ONE.findall(comment):
            yield rule, row if table.startswith(("row", "override")) else place


def everywhere() -> Iterator[tuple[str, str]]:
    """File and rule of every citation in code, policy, tests, benchmarks and documents."""
    for module in modules("services", "shared", "tests", "bench", "docs", "samples"):
        yield from ((module.name, rule) for _, rule in module.cited)
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *VERSIONS.glob("*.toml"), RULEBOOK]
    for path in sorted(pages):
        name = path.relative_to(ROOT).as_posix()
        yield from ((name, rule) for rule in LOOKS_LIKE_ONE.findall(path.read_text("utf-8")))


def _places() -> Places:
    return defaultdict(lambda: defaultdict(list))


def _add(places: Places, rule: str, where: str, symbol: str) -> None:
    symbols = places[rule][where]
    if symbol not in symbols:
        symbols.append(symbol)
