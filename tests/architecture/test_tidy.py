"""Habits of the house that no linter knows: sizes, names, orphans, a domain without clock or float.

Every offence names its place and what to do instead.
"""

import ast
import io
import math
import re
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]

BANNED_FILES = {
    "base_service.py": "a service has no base: write one method a command in application.py",
    "common.py": "name the file for the thing that is common (money.py, dates.py)",
    "helpers.py": "put each function beside what it helps",
    "utils.py": "name the file for the thing it is about",
}
BANNED_CLASSES = {
    r"Manager$": "name what it decides or keeps (Relay, Shelf, Consumer)",
    r"Helper$": "move its functions to the thing they help",
    r"StatusChanged$": "say what happened (ReturnAuthorised, ParcelRefused)",
    r"Updated$": "say what became known (FreightRecorded, LiabilityDecided)",
}
CLOCK_READINGS = {"now", "today", "utcnow"}  # The module `time` is forbidden by import-linter.
ENTRY_POINT = re.compile(r"services\.cli\.main|services\.\w+\.bootstrap|.+\.__main__")
LOOSE_END = re.compile(r"\b(TODO|FIXME|XXX)\b(?!.*#\d)")


@dataclass(frozen=True)
class Module:
    """One source file, read and parsed once."""

    path: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def is_package(self) -> bool:
        return self.path.name == "__init__.py"

    @property
    def name(self) -> str:
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if self.is_package else parts)

    @property
    def nodes(self) -> Iterator[ast.AST]:
        return ast.walk(self.tree)

    @property
    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        return (n for n in self.nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))

    @cached_property
    def comments(self) -> dict[int, str]:
        tokens = tokenize.generate_tokens(io.StringIO(self.text).readline)
        return {t.start[0]: t.string for t in tokens if t.type == tokenize.COMMENT}

    def at(self, line: int) -> str:
        return f"{self.path.relative_to(ROOT).as_posix()}:{line}"


def modules(*folders: str) -> list[Module]:
    return [Module(p) for f in folders for p in sorted((ROOT / f).rglob("*.py"))]


PRODUCT = modules("services", "shared")
DOMAIN = [module for module in PRODUCT if "domain" in module.name.split(".")]
EVERYTHING = [*PRODUCT, *modules("tests", "bench", "docs")]


def ninetieth_percentile(sizes: Sequence[int]) -> int:
    return sorted(sizes)[math.ceil(0.9 * len(sizes)) - 1]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_files_are_small() -> None:
    sizes = {module.at(1): len(module.text.splitlines()) for module in PRODUCT}

    assert {where: size for where, size in sizes.items() if size > 300} == {}, "split by subject"
    assert ninetieth_percentile(list(sizes.values())) <= 200


def test_functions_are_small() -> None:
    sizes = {
        f"{module.at(function.lineno)} {function.name}": length(function)
        for module in PRODUCT
        for function in module.functions
    }

    assert {where: size for where, size in sizes.items() if size > 50} == {}, "extract what it does"
    assert ninetieth_percentile(list(sizes.values())) <= 25


def test_files_are_named_for_a_thing() -> None:
    offences = [
        f"{module.at(1)}: {BANNED_FILES[module.path.name]}"
        for module in EVERYTHING
        if module.path.name in BANNED_FILES
    ]

    assert offences == []


def test_classes_are_named_for_a_thing_or_a_fact() -> None:
    offences = [
        f"{module.at(node.lineno)} {node.name}: {replacement}"
        for module in EVERYTHING
        for node in module.nodes
        if isinstance(node, ast.ClassDef)
        for banned, replacement in BANNED_CLASSES.items()
        if re.search(banned, node.name)
    ]

    assert offences == []


def names_used(module: Module) -> Iterator[str]:
    """Yield every dotted name the module imports, or gives as text (`package.module:Class`)."""
    for node in module.nodes:
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(source), names=names):
                yield source
                yield from (f"{source}.{alias.name}" for alias in names)
            case ast.Constant(value=str(text)) if "." in text:
                yield text.partition(":")[0]


def test_no_module_is_an_orphan() -> None:
    users = [*PRODUCT, *modules("bench", "docs")]  # What only a test imports is dead code.
    used = {name for user in users for name in names_used(user) if name != user.name}
    orphans = [
        module.at(1)
        for module in PRODUCT
        if not module.is_package
        and module.name not in used
        and not ENTRY_POINT.fullmatch(module.name)
    ]

    assert orphans == [], "import it where it is needed, or delete it"


def test_the_domain_reads_no_clock() -> None:
    offences = [
        f"{module.at(node.lineno)} {ast.unparse(node)}: business time arrives as the command's `at`"
        for module in DOMAIN
        for node in module.nodes
        if isinstance(node, ast.Attribute) and node.attr in CLOCK_READINGS
    ]

    assert offences == []


def test_the_domain_knows_no_float() -> None:
    offences = [
        f"{module.at(node.lineno)}: Money or Decimal, never float"
        for module in DOMAIN
        for node in module.nodes
        if (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.Constant) and isinstance(node.value, float))
    ]

    assert offences == []


def catches_all(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(
        isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"} for kind in caught
    )


def test_who_catches_everything_raises_it_again_or_says_why() -> None:
    offences = [
        f"{module.at(node.lineno)}: name the errors, raise again, or give the reason in a comment"
        for module in EVERYTHING
        for node in module.nodes
        if isinstance(node, ast.ExceptHandler)
        if catches_all(node)
        and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
        and not {node.lineno, node.lineno + 1} & module.comments.keys()
    ]

    assert offences == []


def test_every_module_says_in_one_to_four_lines_what_it_is() -> None:
    introductions = {
        module.at(1): (ast.get_docstring(module.tree) or "").partition("\n\n")[0]
        for module in EVERYTHING
    }
    offences = [
        where
        for where, introduction in introductions.items()
        if not introduction or len(introduction.splitlines()) > 4
    ]

    assert offences == [], "a module begins with a docstring of one to four lines"


def test_every_loose_end_names_its_issue() -> None:
    offences = [
        f"{module.at(line)} {comment}"
        for module in EVERYTHING
        for line, comment in module.comments.items()
        if LOOSE_END.search(comment)
    ]

    assert offences == [], "write the issue beside it (#12), or do it"
