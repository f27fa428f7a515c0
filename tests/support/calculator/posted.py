"""A line of an account before it is known in which month it is printed."""

from dataclasses import dataclass, replace
from typing import Any

from tests.support.calculator import fen

OPPOSITE = {"chargeback": "reversal", "reversal": "chargeback"}


@dataclass(frozen=True, slots=True)
class Posted:
    """One line of an account; `late` is the sign with which it changes a courier's net.

    `printed_in` is another month than its own when it came after that was closed (D14).
    """

    ledger: str
    account: str
    order: tuple[Any, ...]
    line: dict[str, Any]
    late: int = 0
    printed_in: str | None = None

    @property
    def period(self) -> str:
        """The month that prints it."""
        return self.printed_in or self.line["for_period"]

    @property
    def said(self) -> tuple[Any, ...]:
        """What tells it from other lines."""
        return self.ledger, self.account, self.order, str(sorted(self.line.items(), key=str))

    def restates(self, other: "Posted") -> bool:
        """Whether both are the same transfer fee, perhaps of another case (D6)."""
        names = ("cost", "waybill", "certain_at")
        fee = self.line["cost"] == "transfer_fee"
        return fee and all(self.line[name] == other.line.get(name) for name in names)

    def withdrawn(self) -> "Posted":
        """What takes it back, dated and ruled as it was."""
        line = dict(self.line)
        if self.ledger == "courier":
            line["kind"] = OPPOSITE[line["kind"]]
        else:
            line["amount"] = fen.show(-fen.parse(line["amount"]))
        return replace(self, line=line, late=-self.late)

    def after(self, month: str) -> "Posted":
        """Come late: in the first open month, of a courier as a signed adjustment."""
        line = dict(self.line)
        if self.ledger == "courier":
            amount = self.late * fen.parse(line["amount"])
            line |= {"kind": "adjustment", "amount": fen.show(amount)}
        return replace(self, line=line, printed_in=month)
