"""The merchant's profile: a TOML file of addresses and notes for slips (R202, R511).

It is no policy: whoever runs the house writes it. A slip keeps what it was printed with.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from services.intake.domain.merchant import Merchant, Notes
from shared.errors import BadSettings

PLACEHOLDER: Final = Path(__file__).parent / "merchant.toml"
NAME: Final = "merchant.toml"


class _Written(BaseModel):
    """A part of the file: a word that the program does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class _Notes(_Written):
    always: tuple[str, ...] = ()
    postage_advanced: tuple[str, ...] = ()
    postage_own: tuple[str, ...] = ()
    exchange: tuple[str, ...] = ()


class _Profile(_Written):
    recipient: str
    phone: str
    return_address: str
    exchange_address: str | None = None
    notes: _Notes = _Notes()


def merchant(named: Path | None, home: Path) -> Merchant:
    """The profile of the file that the settings name, else of the house's folder, else blanks."""
    if named is not None and not named.is_file():
        raise BadSettings(f"{named} is not a file (RECOURSE_PROFILE)")
    own = home / NAME
    return _read(named or (own if own.is_file() else PLACEHOLDER))


def _read(path: Path) -> Merchant:
    try:
        profile = _Profile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (ValidationError, ValueError) as error:
        raise BadSettings(f"{path}: {error}") from error

    def printed(address: str) -> str:
        return f"{address}\n{profile.recipient} {profile.phone}"

    return Merchant(
        return_address=printed(profile.return_address),
        exchange_address=printed(profile.exchange_address or profile.return_address),
        notes=Notes(**profile.notes.model_dump()),
    )
