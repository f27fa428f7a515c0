"""Pages written by hand stay true: what they name exists, decisions are numbered once."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PAGES = [ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")]
PATH = re.compile(r"`((?:services|shared|tests|docs|samples|deploy|bench)/[\w./*-]*)`")
MODULE = re.compile(r"`(\w+\.py)`")
LINK = re.compile(r"\]\((?!\w+:)([^)#]+)[^)]*\)")


def place(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def test_decisions_are_numbered_from_one_without_a_gap() -> None:
    numbers = [page.name[:4] for page in DECISIONS]

    assert numbers == [f"{number:04}" for number in range(1, len(DECISIONS) + 1)]


def test_each_decision_begins_with_its_number() -> None:
    headings = {page.name: page.read_text(encoding="utf-8").split()[:2] for page in DECISIONS}

    assert {name: words for name, words in headings.items() if words != ["#", name[:4]]} == {}


def test_every_decision_that_code_cites_is_there() -> None:
    there = {page.name[:4] for page in DECISIONS}
    cited = {
        (number, place(path))
        for folder in ("services", "shared", "tests")
        for path in (ROOT / folder).rglob("*.py")
        for number in re.findall(r"\bADR (\d{4})\b", path.read_text(encoding="utf-8"))
    }

    assert {(number, where) for number, where in cited if number not in there} == set()


def is_there(named: str) -> bool:
    if "/" in named:
        return any(ROOT.glob(named.rstrip("/")))
    return any(found for folder in ("services", "shared") for found in (ROOT / folder).rglob(named))


@pytest.mark.parametrize("page", PAGES, ids=place)
def test_a_page_names_only_files_that_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    gone = [one for one in (*PATH.findall(text), *MODULE.findall(text)) if not is_there(one)]

    assert gone == []


@pytest.mark.parametrize("page", [*PAGES, ROOT / "deploy" / "README.md", *DECISIONS], ids=place)
def test_a_page_links_only_to_what_is_there(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_glossary_has_each_word_once() -> None:
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    words = Counter(line.split(" | ")[0].removeprefix("| ") for line in lines if "|" in line)

    assert [word for word, times in words.items() if times > 1] == []
