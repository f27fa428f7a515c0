"""The key that wraps every customer's key (R516): from the settings, else a file of the home."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.errors import BadSettings

if TYPE_CHECKING:
    from pathlib import Path

KEY_BYTES = 64
"""AES-256-SIV: one half authenticates, the other encrypts."""
FILE = "master.key"
HOW = f"{KEY_BYTES} bytes in hexadecimal digits (openssl rand -hex {KEY_BYTES})"


@dataclass(frozen=True)
class MasterKey:
    """Where the master key is: ``given`` by RECOURSE_KEY, or in ``file``, which only we may read.

    It is read when something is to be sealed or opened, and never before.
    """

    given: str | None
    file: Path

    def read(self, *, may_be_new: bool) -> bytes:
        """The key; one is made only for a store that holds none yet."""
        if self.given:
            return _key(self.given, "RECOURSE_KEY")
        if not self.file.exists():
            if not may_be_new:
                raise BadSettings(
                    f"intake's store is sealed, but there is neither RECOURSE_KEY nor {self.file}"
                )
            self._make()
        return _key(self.file.read_text(encoding="ascii"), str(self.file))

    def _make(self) -> None:
        """Make the file, whole or not at all; who is slower takes the other's."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        draft = self.file.with_name(f".{FILE}-{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as writing:
            writing.write(secrets.token_hex(KEY_BYTES) + "\n")
            writing.flush()
            os.fsync(writing.fileno())
        try:
            os.link(draft, self.file)
        except FileExistsError:
            return
        finally:
            draft.unlink()


def _key(text: str, place: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise BadSettings(f"{place} holds no key: it is {HOW}")
    return key
