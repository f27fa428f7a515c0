"""The table of customers' wrapped keys, on either database; an empty row is a destroyed key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.store.alongside import as_rows
from shared.store.failures import told_as_ours

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.store.recorders import PostgresRecorder, SQLiteRecorder

CREATE = (
    "CREATE TABLE IF NOT EXISTS customer_key (holder TEXT PRIMARY KEY, customer_id TEXT,"
    " wrapped TEXT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS customer_key_of ON customer_key (customer_id)",
)
_ROWS = "INSERT INTO customer_key SELECT :0, :1, :2 FROM :rows WHERE true ON CONFLICT (holder) DO "
KEEP = _ROWS + "NOTHING RETURNING holder"
HAND_OVER = _ROWS + "UPDATE SET customer_id = excluded.customer_id"
DESTROY = _ROWS + "UPDATE SET wrapped = ''"
DESTROY_OF = "UPDATE customer_key SET wrapped = '' WHERE customer_id IN (SELECT :0 FROM :rows)"
ANY_OF = "SELECT 1 FROM customer_key WHERE customer_id = ? LIMIT 1"

# What a customer took over while the customer's own key was being destroyed counts as destroyed.
FIND = (
    "SELECT k.holder AS holder, CASE WHEN EXISTS (SELECT 1 FROM customer_key AS c"
    " WHERE c.holder = 'customer:' || k.customer_id AND c.wrapped = '') THEN '' ELSE k.wrapped END"
    " AS wrapped FROM customer_key AS k WHERE k.holder IN (SELECT :0 FROM :rows)"
)


def holder_of(customer_id: str | None, order_no: str) -> str:
    """Whose key seals an order: its customer's, or its own while the customer is unknown."""
    return f"order:{order_no}" if customer_id is None else f"customer:{customer_id}"


class KeyTable:
    """Reads, and the little that is not saved with events."""

    def __init__(self, store: SQLiteRecorder | PostgresRecorder) -> None:
        self._store = store
        with told_as_ours(), store.datastore.transaction(commit=True) as cursor:
            for statement in CREATE:
                cursor.execute(statement)

    def rows(self, holders: Iterable[str]) -> dict[str, str]:
        """The wrapped keys of these holders, empty where destroyed."""
        with told_as_ours(), self._store.reading() as cursor:
            cursor.execute(self._store.dialect.text(FIND), (as_rows((one,) for one in holders),))
            return {row["holder"]: row["wrapped"] for row in cursor.fetchall()}

    def any_of(self, customer_id: str) -> bool:
        """Whether there are keys of a customer."""
        with told_as_ours(), self._store.reading() as cursor:
            cursor.execute(self._store.dialect.text(ANY_OF), (customer_id,))
            return cursor.fetchone() is not None

    def settled(self, holder: str, wrapped: str) -> str:
        """What a holder's row says from now on: this, unless another process was faster."""
        with told_as_ours(), self._store.datastore.transaction(commit=True) as cursor:
            cursor.execute(self._store.dialect.text(KEEP), (as_rows([(holder, None, wrapped)]),))
        return self.rows((holder,))[holder]
