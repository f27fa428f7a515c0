"""Random months for property tests: most orders with cases, many rows of the same moment, and
moments on every boundary (tables, midnight, month end, 48, 72 and 120 hours, 3, 7 and 15 days).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from tests.support import month_choices as choices
from tests.support.month_orders import SHANGHAI, Order, Row
from tests.support.stories.story import COLUMNS, csv_text


def random_month(folder: Path, seed: int, orders: int = 30) -> None:
    """Write the files of a month that no shop would have, but any may import."""
    rng = Random(seed)
    first = datetime.fromisoformat(rng.choice(choices.FIRST_DAYS)).replace(tzinfo=SHANGHAI)
    rows: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    for number in range(orders):
        order = Order(rng, f"O{number:04}", first + _somewhen(rng))
        _tell(order)
        for name, found in order.rows.items():
            rows[name] += found
    rows["incidents"] = _incidents(rng, first, [row["request_no"] for row in rows["requests"]])
    folder.mkdir(parents=True, exist_ok=True)
    for name, found in rows.items():
        rng.shuffle(found)
        (folder / f"{name}.csv").write_text(csv_text(name, found), encoding="utf-8")


def _somewhen(rng: Random) -> timedelta:
    return timedelta(days=rng.randrange(28), hours=rng.randrange(24))


def _incidents(rng: Random, first: datetime, requests: Sequence[str]) -> list[Row]:
    """Some agents cause none, some three, some more; a case is not always named."""
    found = []
    for agent in ("A0", "A1", "A2"):
        for _ in range(rng.choice(choices.INCIDENTS)):
            clock = Order(rng, "", first + timedelta(days=rng.randrange(45)))
            found.append(
                {
                    "agent": agent,
                    "at": clock.pass_time(),
                    "request_no": clock.maybe(0.7, rng.choice(requests)) if requests else "",
                    "kind": rng.choice(("dispute", "bad_review")),
                }
            )
    return found


def _tell(order: Order) -> None:
    _buy(order)
    rng = order.rng
    if rng.random() < 0.2:
        _request(order)  # Before anything is shipped.
    for parcel in range(rng.choice((0, 1, 1, 1, 1, 1, 1, 1, 2))):
        waybill = _parcel(order, "outbound", f"W{order.number[1:]}{parcel}")
        journey = rng.choice(choices.JOURNEYS)
        places = (*range(-1, len(journey)), *[len(journey) - 1] * len(journey))
        asked = {rng.choice(places) for _ in range(rng.choice((0, 1, 1, 2, 2)))}
        _travel(order, waybill, journey, asked)


def _buy(order: Order) -> None:
    rng, bought = order.rng, order.stamp()
    order.mark("purchased")
    succeeded = order.now + timedelta(days=rng.choice((1, 3, 8)))
    known = order.maybe(0.3, order.written(succeeded))
    if known:
        order.since["succeeded"] = succeeded
    dealer, customer = order.maybe(0.2, rng.choice(("D1", "D2"))), f"C{rng.randrange(9)}"
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
                "unit_weight_g": order.maybe(0.95, str(choices.WEIGHTS[sku])),
                "packaging_g": order.maybe(0.8, "100") if position == 0 else "",
            }
        )


def _parcel(order: Order, kind: str, waybill: str, request_no: str = "") -> str:
    freight = order.rng.choice(("0.00", *[order.any_money(2_000)] * 15))
    order.rows["parcels"].append(
        {
            "waybill": waybill,
            "kind": kind,
            "order_no": order.number,
            "request_no": request_no,
            "courier": order.rng.choice(choices.COURIERS),
            "shipped_at": order.pass_time(),
            "freight": order.maybe(0.95, freight),
            "picker": order.maybe(0.8, f"P{order.rng.randrange(3)}"),
        }
    )
    order.mark("moved")
    return waybill


def _travel(order: Order, waybill: str, journey: Sequence[str], asked: set[int]) -> None:
    """Scans, with requests among them; what was refused may be inspected."""
    if -1 in asked:
        _request(order)
    for position, status in enumerate(journey):
        _scan(order, waybill, status)
        if position in asked:
            _request(order)
    if {"refused", "returned"} & set(journey) and order.rng.random() < 0.8:
        _inspect(order, waybill)


def _scan(order: Order, waybill: str, status: str) -> None:
    rng = order.rng
    at, moment = order.pass_time(), order.now.isoformat()
    row = {"waybill": waybill, "at": at, "status": status}
    if status == "picked_up":
        weights = choices.WEIGHTS
        full = 100 + sum(weights[sku] * quantity for sku, quantity in order.skus.items())
        row["weight_g"] = order.maybe(0.9, str(max(0, full - rng.choice(choices.SHORT))))
    if status == "signed":
        row["signed_by"] = order.maybe(0.4, rng.choice(choices.SIGNERS))
        order.since.setdefault("signed", order.now)
    if status == "transferred":
        row["fee"] = rng.choice(("", "0.00", *[order.any_money(1_000)] * 8))
    if (waybill, moment, status) not in order.scanned:
        order.scanned.add((waybill, moment, status))
        order.mark("moved")
        order.rows["scans"].append(row)


def _inspect(order: Order, waybill: str) -> None:
    received, inspected = order.pass_time(), order.pass_time()
    known = order.maybe(0.9, inspected)
    for sku, quantity in order.skus.items():
        conditions = ("good", "damaged", "used", "missing")
        for condition in order.rng.sample(conditions, order.rng.choice((1, 1, 2))):
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


def _request(order: Order) -> None:
    rng = order.rng
    number = f"Q{order.number[1:]}{len(order.requests)}"
    order.requests.append(number)
    row = _facts(order) | {"request_no": number, "order_no": order.number, "at": order.pass_time()}
    affected = rng.sample(sorted(order.skus), rng.randint(1, len(order.skus)))
    asked_at = order.now
    order.mark("asked")
    row["verified_at"] = order.maybe(0.7, order.pass_time())
    row["verified"] = order.maybe(0.9, order.maybe(0.8, "true") or "false")
    row["confirmed_at"] = order.maybe(0.8, order.pass_time())
    if rng.random() < 0.6:
        row |= rng.choice(choices.FITTING.get(row["cause"], ({},)))
    row = {cell: rng.choice(choices.BOOLEANS.get(text, (text,))) for cell, text in row.items()}
    for sku in affected:
        quantity = str(rng.randint(1, order.skus[sku]))
        amount = order.maybe(0.6, order.any_money(3_000))
        order.rows["requests"].append({**row, "sku": sku, "quantity": quantity, "amount": amount})
    if rng.random() < 0.5:
        order.now = asked_at  # What follows falls between the request and its confirmation.
    _aftermath(order, number)


def _facts(order: Order) -> Row:
    rng = order.rng
    return {
        "cause": rng.choice(_causes(order)),
        "wish": rng.choice(choices.WISHES),
        "remedy": rng.choice(choices.REMEDIES),
        "outer_package": rng.choice(("", "intact", "intact", "damaged", "damaged")),
        "partly_good": order.maybe(0.2, "true"),
        "photos": rng.choice(("", "0", "1", "3", "3", "3")),
        "outer_photo": rng.choice(("", "false", "true", "true", "true")),
        "signed_by": order.maybe(0.1, rng.choice(choices.SIGNERS)),
        "resellable": rng.choice(("", "false", "true", "true", "true", "true")),
        "complete": rng.choice(("", "false", "true", "true", "true", "true")),
        "small_quantity": rng.choice(("", "", "true", "false")),
        "agent": order.maybe(0.9, f"A{rng.randrange(3)}"),
    }


def _causes(order: Order) -> Sequence[str]:
    if "signed" in order.since:
        return choices.CAUSES_SIGNED
    return choices.CAUSES_ON_THE_WAY if order.rows["parcels"] else choices.CAUSES_NOT_SHIPPED


def _aftermath(order: Order, number: str) -> None:
    """Reships, the customer's return parcels and verdicts, in any order."""
    rng, suffix, asked_at = order.rng, number[1:], order.now
    steps = ["reship"] * rng.choice((0, 0, 1)) + ["return"] * rng.choice((0, 0, 1))
    steps += ["verdict"] * rng.choice((0, 0, 1, 1, 2, 3))
    rng.shuffle(steps)
    for step in steps:
        if step == "verdict":
            _verdict(order, number)
        else:
            waybill = _parcel(order, step, f"{'R' if step == 'reship' else 'B'}{suffix}", number)
            if step == "reship":
                _travel(order, waybill, rng.choice(choices.RESHIP_JOURNEYS), set())
            else:
                _inspect(order, waybill)
    if rng.random() < 0.9:
        order.now = asked_at  # Meanwhile the first parcel travels on.


def _verdict(order: Order, number: str) -> None:
    """A request's verdicts have moments of their own; often that of another row."""
    order.pass_time()
    while (number, order.now.isoformat(), "verdict") in order.scanned:
        order.now += timedelta(minutes=1)
    order.scanned.add((number, order.now.isoformat(), "verdict"))
    liable = order.rng.choice(choices.PARTIES)
    cells = {"request_no": number, "at": order.stamp(), "liable": liable}
    order.rows["verdicts"].append(cells)
