"""Between people and the domain: cells are sealed on the way in, and opened for a look (R516)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag

from services.intake.domain.looks import DataForgotten
from services.intake.domain.recipient import CELLS, Recipient
from services.intake.keys.table import holder_of
from shared.errors import BadSettings

if TYPE_CHECKING:
    from services.intake.casework_commands import CorrectAddress
    from services.intake.commands import RegisterOrder
    from services.intake.domain.order import Order
    from services.intake.domain.registration import Registration
    from services.intake.keys.ring import Key, Keys


def key_holder(command: RegisterOrder, known: Registration | None) -> str | None:
    """Whose key seals what a command brings; null when it brings nothing to seal.

    An order keeps to the key that it began with: its seals must stay comparable (D31).
    """
    if command.name is None and command.phone is None and command.address is None:
        return None
    if known is None:
        return holder_of(command.customer_id, command.order_no)
    if known.recipient is not None and known.recipient.is_sealed:
        return known.recipient.holder
    return holder_of(known.customer_id or command.customer_id, command.order_no)


def sealed(command: RegisterOrder, known: Registration | None, keys: Keys) -> Recipient | None:
    """The cells that a command brings; nothing of a customer who is forgotten."""
    holder = key_holder(command, known)
    if holder is None:
        return None
    key = keys.of(holder, (known and known.customer_id) or command.customer_id)
    if key is None:
        return None
    cells = {cell: text for cell in CELLS if (text := getattr(command, cell)) is not None}
    return _sealed(holder, key, command.order_no, cells)


def sealed_address(command: CorrectAddress, order: Order, keys: Keys) -> Recipient | None:
    """A corrected address under the key of the order's recipient; null of who is forgotten."""
    known = order.registration
    recipient = known.recipient if known is not None and known.recipient is not None else None
    customer_id = known.customer_id if known is not None else None
    holder = holder_of(customer_id, order.number)
    if recipient is not None and recipient.is_sealed:
        holder = recipient.holder
    key = keys.of(holder, customer_id)
    if key is None:
        return None
    cells = {cell: text for cell in CELLS if (text := getattr(command, cell)) is not None}
    return _sealed(holder, key, order.number, cells)


def sealed_now(
    brought: Recipient | None, known: Registration | None, order_no: str, keys: Keys
) -> Recipient | None:
    """The cells that 0.1.0 stored in plain text, under the key of those brought."""
    plain = known.recipient if known is not None else None
    key = keys.find(brought.holder) if brought is not None else None
    if brought is None or key is None or plain is None or plain.is_sealed:
        return None
    return _sealed(brought.holder, key, order_no, plain.known)


def hand_over(order: Order, known: Registration | None, keys: Keys) -> None:
    """An order's own key becomes its customer's as soon as the customer is known."""
    now = order.registration
    if known is None or now is None or now.customer_id is None or known.customer_id is not None:
        return
    if now.recipient is not None and now.recipient.holder == holder_of(None, order.number):
        keys.hand_over(now.recipient.holder, now.customer_id)


def opened(recipient: Recipient, order_no: str, key: Key | None) -> dict[str, str]:
    """The cells as people read them; raises ``DataForgotten`` without the key that sealed them."""
    if not recipient.is_sealed:
        return recipient.known
    if key is None:
        raise DataForgotten(f"order {order_no}: the customer's data were destroyed")
    try:
        return {cell: key.open(seal, order_no, cell) for cell, seal in recipient.known.items()}
    except InvalidTag as error:
        raise BadSettings(f"order {order_no} is not sealed under its customer's key") from error


def _sealed(holder: str, key: Key, order_no: str, cells: dict[str, str]) -> Recipient:
    return Recipient(
        holder, **{cell: key.seal(text, order_no, cell) for cell, text in cells.items()}
    )
