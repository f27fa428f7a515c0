"""Where couriers' terms come from: the files that come along, and a merchant's own before them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from services.finance.domain.courier_terms import AllTerms, CourierTerms
from shared.errors import BadSettings

TERMS: Final = Path(__file__).parent / "terms"
"""An example for the couriers of the sample month, and what holds for any other."""


def all_terms(own: Path | None = None) -> AllTerms:
    """Every version of every courier; a courier with files in ``own`` is not looked up elsewhere.

    Raises ``BadSettings`` naming the file and the fault.
    """
    if own is not None and not own.is_dir():
        raise BadSettings(f"{own} is not a folder of couriers' terms (RECOURSE_COURIER_TERMS)")
    theirs = [] if own is None else _read(own)
    told = {terms.courier for terms in theirs}
    return AllTerms((*theirs, *(one for one in _read(TERMS) if one.courier not in told)))


def _read(folder: Path) -> list[CourierTerms]:
    found: dict[tuple[str, str], Path] = {}
    versions = []
    for path in sorted(folder.glob("*.toml")):
        terms = read(path)
        twice = found.setdefault((terms.courier, terms.version), path)
        if twice != path:
            raise BadSettings(f"{path}: {twice.name} has {terms.courier} {terms.version}, too")
        versions.append(terms)
    return versions


def read(path: Path) -> CourierTerms:
    """The terms of one file."""
    try:
        return CourierTerms.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise BadSettings(f"{path} cannot be read: {fault}") from fault
    except ValidationError as fault:
        raise BadSettings(f"{path}: {_described(fault)}") from fault
    except ArithmeticError as fault:
        raise BadSettings(f"{path}: an amount is a decimal number") from fault


def _described(fault: ValidationError) -> str:
    faults = []
    for one in fault.errors(include_url=False):
        key = ".".join(map(str, one["loc"]))
        reason = one["msg"].removeprefix("Value error, ")
        faults.append(f"{key}: {reason}" if key else reason)
    return "; ".join(faults)
