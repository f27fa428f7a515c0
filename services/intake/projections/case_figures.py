"""What the month's summary counts (R514) and agents are measured by (R515), a row a fact.

Joined by case only when somebody asks: what a case cost may be told before the case itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from shared.contracts import complaints, costs, finance, intake, logistics, warehouse
from shared.contracts.registry import TOPICS
from shared.projection.projection import Projection, Table
from shared.projection.reading import ReadEntry, fen, moment

if TYPE_CHECKING:
    from shared.bus.record import Received
    from shared.projection.projection import Fold, Rows

CASE = Table(
    "case_figures_case",
    (
        *("event_id", "revision", "case_no", "period", "requested_at", "cause", "courier"),
        *("agent", "lines"),
    ),
    key=("event_id", "revision"),
    whole_numbers=frozenset({"revision"}),
    indexes=(("period",),),
)
"""``lines``: JSON, ``[[sku, quantity, fen], …]``; the latest revision counts."""
PRODUCT = Table("case_figures_product", ("sku", "product"), key=("sku", "product"))
ANSWERED = Table("case_figures_answered", ("event_id", "case_no", "at"), key=("event_id",))
CLOSED = Table("case_figures_closed", ("event_id", "case_no"), key=("event_id",))
RATED = Table(
    "case_figures_rated",
    ("event_id", "case_no", "score"),
    key=("event_id",),
    whole_numbers=frozenset({"score"}),
)
INCIDENT = Table(
    "case_figures_incident", ("event_id", "agent", "period", "kind"), key=("event_id",)
)
MONEY = Table(
    "case_figures_money",
    ("event_id", "part", "case_no", "what", "sku", "amount"),
    key=("event_id", "part"),
    whole_numbers=frozenset({"amount"}),
)
"""``what``: the party that bears it, or ``refunds`` for what a customer was paid."""

REFUNDS = "refunds"
FINE = "incident"
"""What an agent is fined (R512) is no cost of the case."""
BORNE_WITHOUT_ACCOUNT = frozenset({"merchant", "customer"})
"""Parties whose costs only the keeper tells; the others' are told by their own service."""
ANSWERS = frozenset({"approved", "rejected"})


class ReadLine(msgspec.Struct, gc=False):
    """A line of a case."""

    sku: str
    quantity: int
    value: str


class ReadRequest(msgspec.Struct, gc=False):
    """``shared.contracts.intake.ReturnRequested``, as far as it is counted."""

    case_no: str
    requested_at: str
    facts: dict[str, object]
    lines: tuple[ReadLine, ...]
    courier: str | None = None
    agent: str | None = None
    revision: int = 1


class ReadProduct(msgspec.Struct, gc=False):
    """A line of an order."""

    sku: str
    product: str | None = None


class ReadOrder(msgspec.Struct, gc=False):
    """What an order's products are called."""

    lines: tuple[ReadProduct, ...]


class ReadVerdict(msgspec.Struct, gc=False):
    """What was decided."""

    verdict: str


class ReadDecided(msgspec.Struct, gc=False):
    """A decision, and since when it stands."""

    case_no: str
    decided_at: str
    decision: ReadVerdict


class ReadCase(msgspec.Struct, gc=False):
    """Which case ended, or was rated."""

    case_no: str
    score: int = 0


class ReadIncident(msgspec.Struct, gc=False):
    """What happened through which agent."""

    agent: str
    at: str
    kind: str


class ReadCost(msgspec.Struct, gc=False):
    """A cost of a case; null for one that is no case's."""

    entry: ReadEntry
    case_no: str | None = None
    party: str | None = None


class ReadShare(msgspec.Struct, gc=False):
    """What of a payment fell to one product."""

    sku: str
    amount: str


class ReadPaid(msgspec.Struct, gc=False):
    """A payment of a case."""

    case_no: str
    amount: str
    shares: tuple[ReadShare, ...] = ()


_request = msgspec.json.Decoder(ReadRequest).decode
_order = msgspec.json.Decoder(ReadOrder).decode
_decision = msgspec.json.Decoder(ReadDecided).decode
_case = msgspec.json.Decoder(ReadCase).decode
_happened = msgspec.json.Decoder(ReadIncident).decode
_cost = msgspec.json.Decoder(ReadCost).decode
_payment = msgspec.json.Decoder(ReadPaid).decode


def _asked(record: Received, rows: Rows) -> None:
    said = _request(record.value)
    at = moment(said.requested_at)
    lines = [[line.sku, line.quantity, int(fen(line.value))] for line in said.lines]
    rows[CASE.name].append(
        (
            *(record.headers["ce_id"], str(said.revision), said.case_no, at[:7], at),
            *(str(said.facts.get("cause") or ""), said.courier or "", said.agent or ""),
            msgspec.json.encode(lines).decode(),
        )
    )


def _named(record: Received, rows: Rows) -> None:
    for line in _order(record.value).lines:
        if line.product:
            rows[PRODUCT.name].append((line.sku, line.product))


def _decided(record: Received, rows: Rows) -> None:
    said = _decision(record.value)
    if said.decision.verdict in ANSWERS:
        at = moment(said.decided_at)
        rows[ANSWERED.name].append((record.headers["ce_id"], said.case_no, at))


def _closed(record: Received, rows: Rows) -> None:
    rows[CLOSED.name].append((record.headers["ce_id"], _case(record.value).case_no))


def _rated(record: Received, rows: Rows) -> None:
    said = _case(record.value)
    rows[RATED.name].append((record.headers["ce_id"], said.case_no, str(said.score)))


def _incident(record: Received, rows: Rows) -> None:
    said = _happened(record.value)
    period = moment(said.at)[:7]
    rows[INCIDENT.name].append((record.headers["ce_id"], said.agent, period, said.kind))


def _borne(party: str, *, back: bool = False) -> Fold:
    """What a party's own service says of its account; ``back`` is said of what is taken off it."""

    def fold(record: Received, rows: Rows) -> None:
        said = _cost(record.value)
        if said.entry.cost != FINE:
            _book(record, rows, party, said, back=back or said.entry.reverses is not None)

    return fold


def _assigned(record: Received, rows: Rows) -> None:
    said = _cost(record.value)
    if said.party in BORNE_WITHOUT_ACCOUNT:
        _book(record, rows, said.party, said, back=said.entry.reverses is not None)


def _book(record: Received, rows: Rows, party: str, said: ReadCost, *, back: bool) -> None:
    if said.case_no is None:
        return
    amount, lines = fen(said.entry.amount), said.entry.lines
    sku = lines[0].sku if len(lines) == 1 else ""
    signed = f"-{amount}" if back else amount
    row = (record.headers["ce_id"], said.entry.entry, said.case_no, party, sku, signed)
    rows[MONEY.name].append(row)


def _paid(record: Received, rows: Rows) -> None:
    """A payment, share by share; a postage falls to no product of its own."""
    said = _payment(record.value)
    shares = said.shares or (ReadShare("", said.amount),)
    rows[MONEY.name] += [
        (record.headers["ce_id"], str(part), said.case_no, REFUNDS, share.sku, fen(share.amount))
        for part, share in enumerate(shares)
    ]


PROJECTION = Projection(
    service="intake",
    name="case_figures",
    version=1,
    topics=TOPICS,
    folds={
        intake.OrderRegistered.TYPE: _named,
        intake.ReturnRequested.TYPE: _asked,
        intake.RequestDecided.TYPE: _decided,
        intake.CaseClosed.TYPE: _closed,
        complaints.ServiceRated.TYPE: _rated,
        finance.IncidentConfirmed.TYPE: _incident,
        logistics.CourierChargeback.TYPE: _borne("courier"),
        logistics.CourierChargebackReversed.TYPE: _borne("courier", back=True),
        warehouse.WarehouseCharged.TYPE: _borne("warehouse"),
        warehouse.WarehouseChargeReversed.TYPE: _borne("warehouse", back=True),
        finance.DealerCharged.TYPE: _borne("dealer"),
        finance.StaffCharged.TYPE: _borne("staff"),
        costs.CaseCostAssigned.TYPE: _assigned,
        finance.RefundPaid.TYPE: _paid,
        finance.PostageReimbursed.TYPE: _paid,
    },
    own_tables=(CASE, PRODUCT, ANSWERED, CLOSED, RATED, INCIDENT, MONEY),
)
