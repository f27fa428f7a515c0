"""A column mapping: how another platform's exports become the files of interfaces.md (TOML).

Ready ones stand in ``mappings/`` and are named like their file; docs/mappings.md tells how to
write one.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from services.cli.importing.files import FILES, File
from shared.errors import BadInput

READY: Final = Path(__file__).parent / "mappings"
_BY_NAME = {file.name: file for file in FILES}
Text = Annotated[str, Field(min_length=1)]
Headers = Annotated[tuple[Text, ...], Field(min_length=1)]
"""Names of which the first that is there, and not empty, holds."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _several(headers: Any) -> Any:
    return (headers,) if isinstance(headers, str) else headers


class ColumnRule(_Part):
    """Where a column's cells come from: the first of ``headers`` that is not empty."""

    headers: Headers = Field(alias="from")
    values: dict[str, str] = {}
    """A cell as exported → as interfaces.md has it; others stay as they are."""
    pattern: str | None = None
    """A regular expression for the whole cell; its first group is taken."""
    times: tuple[str, ...] = ()
    """How moments are written (strptime), where not as ISO 8601."""

    @field_validator("headers", mode="before")
    @classmethod
    def _one_or_several(cls, headers: Any) -> Any:
        return _several(headers)

    @field_validator("pattern")
    @classmethod
    def _with_a_group(cls, pattern: str | None) -> str | None:
        if pattern is not None:
            try:
                groups = re.compile(pattern).groups
            except re.error as error:
                raise ValueError(f"not a regular expression: {error}") from None
            if not groups:
                raise ValueError("has no group: which part of the cell is meant?")
        return pattern


class Join(_Part):
    """Another table whose cells a row may use: the row with this one's cell ``by`` under ``to``."""

    table: Text
    by: Headers
    to: Text

    @field_validator("by", mode="before")
    @classmethod
    def _one_or_several(cls, headers: Any) -> Any:
        return _several(headers)


class SourceTable(_Part):
    """A kind of exported file, found by the globs of its names, without their suffix."""

    files: Headers
    encoding: str | None = None

    @field_validator("encoding")
    @classmethod
    def _that_exists(cls, encoding: str | None) -> str | None:
        try:
            "".encode(encoding or "utf-8")
        except LookupError:
            raise ValueError(f"{encoding} is no encoding") from None
        return encoding


class TargetFile(_Part):
    """One of our files: a row for each row of a table, where ``needs`` are not empty."""

    target: str
    rows: Text
    joins: tuple[Join, ...] = Field(default=(), alias="join")
    needs: tuple[Text, ...] = ()
    columns: dict[str, ColumnRule]
    constants: dict[str, str] = {}

    @field_validator("columns", mode="before")
    @classmethod
    def _short_forms(cls, columns: Any) -> Any:
        """``"order_no" = "订单编号"`` and a list of headers are rules, too."""
        if not isinstance(columns, dict):
            return columns
        return {n: r if isinstance(r, dict) else {"from": r} for n, r in columns.items()}

    @model_validator(mode="after")
    def _of_our_columns(self) -> TargetFile:
        if self.target not in _BY_NAME:
            raise ValueError(f"target: one of {', '.join(_BY_NAME)}, not {self.target!r}")
        parse = {column.name: column.parse for column in self.file.columns}
        told = [*self.columns, *self.constants]
        for name in told:
            if name not in parse:
                raise ValueError(f"columns.{name}: {self.target} has no such column")
        if missing := [name for name in parse if name in self.file.required - {*told}]:
            raise ValueError(f"columns.{missing[0]}: is required and comes from nowhere")
        made = [(f"constants.{name}", name, cell) for name, cell in self.constants.items()]
        made += [
            (f"columns.{name}.values.{cell}", name, value)
            for name, rule in self.columns.items()
            for cell, value in rule.values.items()
        ]
        for place, name, cell in made:
            try:
                parse[name](cell)
            except ValueError as error:
                raise ValueError(f"{place}: {error}: {cell!r}") from None
        return self

    @property
    def file(self) -> File:
        """The file that it brings rows of."""
        return _BY_NAME[self.target]


class Mapping(_Part):
    """A mapping file."""

    about: str
    unknown: tuple[str, ...] = ()
    """Cells that mean the same as an empty one."""
    tables: dict[str, SourceTable]
    files: tuple[TargetFile, ...] = Field(alias="file", min_length=1)

    @model_validator(mode="after")
    def _of_its_tables(self) -> Mapping:
        for number, file in enumerate(self.files):
            for name in (file.rows, *(join.table for join in file.joins)):
                if name not in self.tables:
                    raise ValueError(f"file.{number}: there is no table {name!r}")
        return self


def load(name: str) -> Mapping:
    """The mapping of a file, or a ready one by its name; a ``BadInput`` names file and key."""
    path = Path(name)
    if not path.suffix and not path.exists():
        path = READY / f"{name}.toml"
        if not path.exists():
            raise BadInput(f"no mapping {name!r}: ready are {', '.join(ready())}")
    try:
        return Mapping.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"{path}: not TOML: {error}") from error
    except ValidationError as error:
        raise BadInput(f"{path}: {_described(error)}") from error


def ready() -> list[str]:
    """The names of the mappings that come along."""
    return sorted(path.stem for path in READY.glob("*.toml"))


def _described(error: ValidationError) -> str:
    faults = []
    for one in error.errors(include_url=False):
        key = ".".join(map(str, one["loc"]))
        reason = one["msg"].removeprefix("Value error, ")
        faults.append(f"{key}: {reason}" if key else reason)
    return "; ".join(faults)
