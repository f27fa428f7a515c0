"""Random months for property tests: most orders with cases, many rows of the same moment, and
moments on every boundary (tables, midnight, month end, 48, 72 and 120 hours, 7 and 15 days).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from tests.support.stories.story import COLUMNS, csv_text

Row = dict[str, str]
COURIERS = ("SF", "YTO", "ZTO")
CLOCKS = ("00:00:00", "09:59:59", "10:00:00", "10:00:01", "16:30:00", "16:30:01", "23:59:59")
HOURS = (*(0, 1, 1, 3, 6, 12, 24, 24) * 4, 48, 48, 72, 72, 120, 168, 360)
CAUSES_ON_THE_WAY = (
    *("damage",) * 8,
    *("change_of_mind", "lost") * 3,
    *("cannot_receive", "bought_other", "price_drop", "misuse", "out_of_stock", "late_dispatch"),
    *("quality_defect", "expired", "wrong_item", "not_as_described", "missing_invoice"),
    *("stalled_tracking", "courier_service", "late_delivery", "misrouted", "out_of_area") * 2,
    *("disputed_sign_off", "wrong_address", "missed_item"),
)
CAUSES_SIGNED = (
    *("damage", "missed_item") * 8,
    *("change_of_mind", "wrong_item", "quality_defect", "not_as_described", "expired") * 2,
    *("disputed_sign_off", "lost", "price_drop", "misuse", "late_delivery", "missing_invoice"),
)
WISHES = ("", "", "refund", "return", "reship", "exchange", "keep", "wait", "redeliver")
REMEDIES = (
    *("",) * 9,
    *("refund", "return_refund", "reship", "price_difference", "exchange"),
    *("reship_other_courier", "reship_ems", "redeliver"),
)
JOURNEYS = (
    *(("picked_up", "in_transit", "arrived", "out_for_delivery", "signed"),) * 3,
    *(("picked_up", "arrived", "signed"),) * 3,
    ("picked_up", "in_transit", "arrived", "refused", "returning", "returned"),
    ("picked_up", "in_transit", "refused", "returned"),
    ("picked_up", "in_transit", "damaged", "arrived", "refused", "returned"),
    ("picked_up", "in_transit", "lost"),
    ("picked_up", "in_transit"),
    ("picked_up", "out_of_area", "transferred", "arrived", "signed"),
    ("picked_up", "arrived", "refused"),
    ("arrived", "signed", "signed"),
    (),
)
SIGNERS = ("customer", "third_party_with_consent", "third_party_without_consent")
PARTIES = ("courier", "warehouse", "merchant", "customer", "staff", "dealer")
UNMOVED = {"disputed_sign_off", "misuse"}  # Who answers for them meanwhile is left open.


@dataclass(slots=True)
class _Order:
    """One order under way; `now` only moves forward, often not at all."""

    rng: Random
    number: str
    now: datetime
    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    skus: dict[str, int] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)

    def pass_time(self) -> str:
        """Let nothing pass, a round time and perhaps a second, or up to a boundary."""
        if self.rng.random() < 0.4:
            hours = timedelta(hours=self.rng.choice(HOURS))
            self.now += max(
                timedelta(0), hours + timedelta(seconds=self.rng.choice((-1, 0, 0, 0, 1)))
            )
        elif self.rng.random() < 0.6:
            clock = datetime.strptime(self.rng.choice(CLOCKS), "%H:%M:%S").time()  # noqa: DTZ007  # a time of day
            boundary = datetime.combine(self.now.date(), clock)
            self.now = boundary if boundary >= self.now else boundary + timedelta(days=1)
        return self.stamp()

    def stamp(self) -> str:
        return f"{self.now.isoformat()}+08:00"

    def maybe(self, share: float, text: str) -> str:
        return text if self.rng.random() < share else ""

    def any_money(self, most: int) -> str:
        fen = self.rng.randrange(1, most)
        return f"{fen // 100}.{fen % 100:02}"


def random_month(folder: Path, seed: int, orders: int = 30) -> None:
    """Write the six files of a month that no shop would have, but any may import."""
    rng = Random(seed)
    rows: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    for number in range(orders):
        order = _Order(rng, f"O{number:04}", datetime(2026, 9, 1) + _somewhen(rng))  # noqa: DTZ001  # local, as files may be
        _tell(order)
        for name, found in order.rows.items():
            rows[name] += found
    folder.mkdir(parents=True, exist_ok=True)
    for name, found in rows.items():
        rng.shuffle(found)
        (folder / f"{name}.csv").write_text(csv_text(name, found), encoding="utf-8")


def _somewhen(rng: Random) -> timedelta:
    return timedelta(days=rng.randrange(28), hours=rng.randrange(24))


def _tell(order: _Order) -> None:
    _buy(order)
    rng = order.rng
    if rng.random() < 0.1:
        _request(order)  # Before anything is shipped.
    for parcel in range(rng.choice((0, 1, 1, 1, 1, 1, 1, 1, 2))):
        waybill = _parcel(order, "outbound", f"W{order.number[1:]}{parcel}")
        journey = rng.choice(JOURNEYS)
        places = (*range(-1, len(journey)), *[len(journey) - 1] * len(journey))
        asked = {rng.choice(places) for _ in range(rng.choice((0, 1, 1, 2, 2)))}
        _travel(order, waybill, journey, asked)


def _buy(order: _Order) -> None:
    rng, bought = order.rng, order.stamp()
    succeeded = order.now + timedelta(days=rng.choice((1, 3, 8)))
    known = order.maybe(0.3, f"{succeeded.isoformat()}+08:00")
    dealer, customer = order.maybe(0.1, "D1"), f"C{rng.randrange(9)}"
    for position, sku in enumerate(rng.sample("ABM", rng.choice((1, 1, 2, 3)))):
        order.skus[sku] = rng.randint(1, 4)
        order.rows["orders"].append(
            {
                "order_no": order.number,
                "purchased_at": bought,
                "succeeded_at": known,
                "customer_id": customer,
                "dealer_id": dealer,
                "sku": sku,
                "liquid": "true" if sku == "M" else order.maybe(0.5, "false"),
                "quantity": str(order.skus[sku]),
                "unit_price": order.any_money(10_000),
                "unit_weight_g": order.maybe(0.95, {"A": "300", "B": "501", "M": "1050"}[sku]),
                "packaging_g": order.maybe(0.8, "100") if position == 0 else "",
            }
        )


def _parcel(order: _Order, kind: str, waybill: str, request_no: str = "") -> str:
    order.rows["parcels"].append(
        {
            "waybill": waybill,
            "kind": kind,
            "order_no": order.number,
            "request_no": request_no,
            "courier": order.rng.choice(COURIERS),
            "shipped_at": order.pass_time(),
            "freight": order.maybe(0.95, order.any_money(2_000)),
            "picker": order.maybe(0.8, f"P{order.rng.randrange(3)}"),
        }
    )
    return waybill


def _travel(order: _Order, waybill: str, journey: Sequence[str], asked: set[int]) -> None:
    """Scans, with requests among them; what was refused may be inspected."""
    if -1 in asked:
        _request(order)
    for position, status in enumerate(journey):
        _scan(order, waybill, status)
        if position in asked:
            _request(order)
    if {"refused", "returned"} & set(journey) and order.rng.random() < 0.8:
        _inspect(order, waybill)


def _scan(order: _Order, waybill: str, status: str) -> None:
    rng = order.rng
    row = {"waybill": waybill, "at": order.pass_time(), "status": status}
    if status == "picked_up":
        weights = {"A": 300, "B": 501, "M": 1050}
        full = 100 + sum(weights[sku] * quantity for sku, quantity in order.skus.items())
        short = rng.choice((0, 149, 150, 151, 250, 251, 300, 501, 525, 1050, 2100, 3000))
        row["weight_g"] = order.maybe(0.9, str(max(0, full - short)))
    if status == "signed":
        row["signed_by"] = order.maybe(0.3, rng.choice(SIGNERS))
    if status == "transferred":
        row["fee"] = order.any_money(1_000)
    keys = {(other["waybill"], other["at"], other["status"]) for other in order.rows["scans"]}
    if (row["waybill"], row["at"], row["status"]) not in keys:
        order.rows["scans"].append(row)


def _inspect(order: _Order, waybill: str) -> None:
    received, inspected = order.pass_time(), order.pass_time()
    known = order.maybe(0.9, inspected)
    for sku, quantity in order.skus.items():
        for condition in order.rng.sample(("good", "damaged", "used"), order.rng.choice((1, 1, 2))):
            order.rows["inspections"].append(
                {
                    "waybill": waybill,
                    "received_at": received,
                    "inspected_at": known,
                    "sku": order.maybe(0.95, sku) or "X",
                    "quantity": str(order.rng.randint(1, quantity)),
                    "condition": condition,
                    "disposition": "restock" if known else "",
                }
            )


def _request(order: _Order) -> None:
    rng = order.rng
    number = f"Q{order.number[1:]}{len(order.requests)}"
    order.requests.append(number)
    row = _facts(order) | {"request_no": number, "order_no": order.number, "at": order.pass_time()}
    if row["cause"] == "missed_item" and rng.random() < 0.6:
        row |= {"outer_package": "intact", "outer_photo": "true"}
    affected = rng.sample(sorted(order.skus), rng.randint(1, len(order.skus)))
    asked_at = order.now
    verified, confirmed = order.maybe(0.7, order.pass_time()), order.maybe(0.8, order.pass_time())
    row |= {"verified_at": verified, "verified": order.maybe(0.8, "true") or "false"}
    row["confirmed_at"] = confirmed
    for sku in affected:
        quantity = str(rng.randint(1, order.skus[sku]))
        amount = order.maybe(0.6, order.any_money(3_000))
        order.rows["requests"].append({**row, "sku": sku, "quantity": quantity, "amount": amount})
    if rng.random() < 0.5:
        order.now = asked_at  # What follows falls between the request and its confirmation.
    _aftermath(order, number, row["cause"])


def _facts(order: _Order) -> Row:
    rng = order.rng
    signed = any(scan["status"] == "signed" for scan in order.rows["scans"])
    return {
        "cause": rng.choice(CAUSES_SIGNED if signed else CAUSES_ON_THE_WAY),
        "wish": rng.choice(WISHES),
        "remedy": rng.choice(REMEDIES),
        "outer_package": rng.choice(("", "intact", "intact", "damaged", "damaged")),
        "partly_good": order.maybe(0.2, "true"),
        "photos": rng.choice(("", "0", "1", "3", "3")),
        "outer_photo": rng.choice(("", "false", "true", "true", "true")),
        "signed_by": order.maybe(0.1, rng.choice(SIGNERS)),
        "resellable": rng.choice(("", "false", "true", "true", "true")),
        "complete": rng.choice(("", "true", "true", "true")),
        "small_quantity": rng.choice(("", "", "true", "false")),
        "agent": f"A{rng.randrange(3)}",
    }


def _aftermath(order: _Order, number: str, cause: str) -> None:
    """Reships, the customer's return parcels and verdicts, in any order."""
    rng, suffix, asked_at = order.rng, number[1:], order.now
    steps = ["reship"] * rng.choice((0, 0, 1)) + ["return"] * rng.choice((0, 0, 1))
    if cause not in UNMOVED:
        steps += ["verdict"] * rng.choice((0, 0, 1, 1, 2))
    rng.shuffle(steps)
    for step in steps:
        if step == "verdict":
            order.pass_time()
            order.now += timedelta(minutes=1)  # A request's verdicts have moments of their own.
            cells = {"request_no": number, "at": order.stamp(), "liable": rng.choice(PARTIES)}
            order.rows["verdicts"].append(cells)
        else:
            waybill = _parcel(order, step, f"{'R' if step == 'reship' else 'B'}{suffix}", number)
            if step == "reship":
                _travel(order, waybill, rng.choice(JOURNEYS[:3]), set())
            else:
                _inspect(order, waybill)
    if rng.random() < 0.9:
        order.now = asked_at  # Meanwhile the first parcel travels on.
