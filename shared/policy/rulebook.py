"""Every rule of the house, by the id that code, policy rows and tests cite: ``rulebook.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final, Literal

from pydantic import StringConstraints, TypeAdapter, model_validator

from shared.policy.document import Text
from shared.policy.limits import Written

FILE: Final = Path(__file__).parent / "rulebook.toml"

CITATION: Final = r"R[1-5](?:0[1-9]|1[0-7])|D(?:[1-9]|[1-3][0-9])a?"
"""How an id looks wherever it is cited."""

RuleNumber = Annotated[str, StringConstraints(pattern=f"^(?:{CITATION})$")]
Document = Literal["000", "001", "002", "003", "004"]


class Rule(Written):
    """What a rule says, in our own words; a settled detail (D…) comes from no document."""

    sources: tuple[Document, ...] = ()
    title: Text
    text: Text


class Rulebook(Written):
    """The file: a table a rule."""

    rules: dict[RuleNumber, Rule]

    @model_validator(mode="after")
    def _rules_come_from_documents(self) -> Rulebook:
        for number, rule in self.rules.items():
            if bool(rule.sources) is not number.startswith("R"):
                raise ValueError(f"{number}: an R rule names its documents, a settled detail none")
        return self


def parse(text: str) -> Mapping[str, Rule]:
    """Read a rulebook from the text of its file."""
    return MappingProxyType(
        TypeAdapter(Rulebook).validate_python({"rules": tomllib.loads(text)}).rules
    )


@cache
def rulebook() -> Mapping[str, Rule]:
    """Every rule by its id, in the file's order; read when first asked for."""
    return parse(FILE.read_text(encoding="utf-8"))
