"""Customers' keys, one each, in a table beside the events, wrapped by the master key (R516).

Sealing is deterministic (AES-SIV): a cell of an order has the same seal whenever it is brought, so
that rows can be compared (D31). A destroyed key leaves an empty row: nobody makes it anew.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from services.intake.keys import table
from services.intake.keys.master import KEY_BYTES
from shared.errors import BadSettings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.intake.keys.master import MasterKey
    from services.intake.keys.table import KeyTable
    from shared.store.unit import Unit

MASTER = "master"
"""The holder of the row by which a store knows its master key again."""


class Key:
    """One customer's key."""

    def __init__(self, key: bytes) -> None:
        self._siv = AESSIV(key)

    def seal(self, text: str, *about: str) -> str:
        """The text's seal; ``about`` tells which cell it is: it opens as no other."""
        return urlsafe_b64encode(self._siv.encrypt(text.encode(), _told(about))).decode()

    def open(self, seal: str, *about: str) -> str:
        """The text of a seal; raises ``InvalidTag`` when it is another key's or cell's."""
        return self._siv.decrypt(urlsafe_b64decode(seal), _told(about)).decode()


class Wrapping:
    """The master key and the table of what it wraps; read when first needed."""

    def __init__(self, table: KeyTable, master: MasterKey | None) -> None:
        self.table = table
        self._master = master
        self._siv: AESSIV | None = None

    def wrap(self, holder: str, key: bytes) -> str:
        """A key as it is stored."""
        return urlsafe_b64encode(self._opened().encrypt(key, _told((holder,)))).decode()

    def unwrap(self, holder: str, wrapped: str) -> Key:
        """A stored key; raises ``BadSettings`` when the row was changed by somebody else."""
        siv = self._opened()
        try:
            return Key(siv.decrypt(urlsafe_b64decode(wrapped), _told((holder,))))
        except InvalidTag as error:
            raise BadSettings(f"the key of {holder} is not as it was stored") from error

    def _opened(self) -> AESSIV:
        if self._siv is None:
            self._siv = self._checked()
        return self._siv

    def _checked(self) -> AESSIV:
        """The master key, once it opens the row that the store knows it by."""
        if self._master is None:
            raise BadSettings("a master key is needed to seal or open customers' data (R516)")
        known = self.table.rows((MASTER,)).get(MASTER)
        siv = AESSIV(self._master.read(may_be_new=known is None))
        if known is None:
            seal = urlsafe_b64encode(siv.encrypt(MASTER.encode(), None)).decode()
            known = self.table.settled(MASTER, seal)
        try:
            siv.decrypt(urlsafe_b64decode(known), None)
        except InvalidTag as error:
            raise BadSettings("the master key is not the one of intake's store") from error
        return siv


class Keys:
    """The keys that one transaction needs: read together, made where missing, saved with it."""

    def __init__(self, wrapping: Wrapping, unit: Unit) -> None:
        self.unit = unit
        self._wrapping = wrapping
        self._held: dict[str, Key | None] = {}
        self._absent: set[str] = set()

    def expect(self, holders: Iterable[str]) -> None:
        """Read the keys of these holders, all at once."""
        unread = {one for one in holders if one not in self._held} - self._absent
        if unread:
            stored = self._wrapping.table.rows(unread)
            for holder, wrapped in stored.items():
                key = self._wrapping.unwrap(holder, wrapped) if wrapped else None
                self._held[holder] = key
            self._absent |= unread - stored.keys()

    def find(self, holder: str) -> Key | None:
        """The key of a holder; null when it was destroyed or never made."""
        self.expect((holder,))
        return self._held.get(holder)

    def is_destroyed(self, holder: str) -> bool:
        """Whether there was a key and is none any more."""
        return self.find(holder) is None and holder not in self._absent

    def any_of(self, customer_id: str) -> bool:
        """Whether a key of a customer is kept, or was."""
        return self._wrapping.table.any_of(customer_id)

    def of(self, holder: str, customer_id: str | None) -> Key | None:
        """The key of a holder, made when there is none yet; null when it was destroyed."""
        self.expect((holder,))
        if holder in self._absent:
            made = secrets.token_bytes(KEY_BYTES)
            wrapped = self._wrapping.wrap(holder, made)
            self.unit.write(table.KEEP, holder, customer_id, wrapped, claims=True)
            self._held[holder] = Key(made)
            self._absent.discard(holder)
        return self._held[holder]

    def hand_over(self, holder: str, customer_id: str) -> None:
        """The customer of an order that had a key of its own became known."""
        self.unit.write(table.HAND_OVER, holder, customer_id, "")

    def destroy(self, holder: str, customer_id: str | None) -> None:
        """A holder's key, and every key that the customer took over, are no more."""
        self.unit.write(table.DESTROY, holder, customer_id, "")
        if customer_id is not None:
            self.unit.write(table.DESTROY_OF, customer_id)
        self._held[holder] = None
        self._absent.discard(holder)


def _told(about: Iterable[str]) -> list[bytes]:
    return [one.encode() for one in about]
