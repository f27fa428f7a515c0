"""One order being told: its rows, with moments that follow from one another."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from samples.month.files import COLUMNS, Row
from samples.month.goods import Line
from samples.month.people import AGENTS, DEALERS, PICKERS, Customer, transit_days

TARIFF = {  # First kilogram and every further one, in fen.
    "SF": (1200, 250),
    "YTO": (600, 120),
    "ZTO": (620, 120),
    "STO": (580, 130),
    "YUNDA": (560, 120),
    "EMS": (900, 200),
}
COURIERS = ("SF", "YTO", "YTO", "ZTO", "ZTO", "STO", "YUNDA", "YUNDA", "EMS")
HUBS = ("上海转运中心", "杭州转运中心", "武汉转运中心", "郑州转运中心", "广州转运中心")
PACKAGING_G = 180


def stamp(moment: datetime) -> str:
    return f"{moment.isoformat(timespec='seconds')}+08:00"


def yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02}"


@dataclass(slots=True)
class Telling:
    """Collects one order's rows; `now` is the moment the story has reached."""

    rng: Random
    number: str
    purchased_at: datetime
    customer: Customer
    lines: list[Line]
    now: datetime = field(init=False)
    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    waybill: str = ""
    courier: str = ""
    requests: int = 0
    parcels: int = 0

    def __post_init__(self) -> None:
        self.now = self.purchased_at

    def wait(self, least: float, most: float) -> datetime:
        """Some hours pass."""
        self.now += timedelta(seconds=round(self.rng.uniform(least, most) * 3600))
        return self.now

    def until_daytime(self) -> datetime:
        """People write and work between 8:30 and 22:00."""
        if not timedelta(hours=8.5) <= self.now - midnight(self.now) <= timedelta(hours=22):
            day = midnight(self.now) + timedelta(days=1 if self.now.hour >= 8.5 else 0)
            self.now = day + timedelta(seconds=round(self.rng.uniform(8.5, 11) * 3600))
        return self.now

    def latest(self) -> datetime:
        """The last moment of all the rows."""
        last = max(
            text
            for rows in self.rows.values()
            for row in rows
            for cell, text in row.items()
            if cell == "at" or cell.endswith("_at")
        )
        return datetime.fromisoformat(last[:19])

    def succeed(self, moment: datetime) -> None:
        """The platform closes the transaction: the customer confirmed the receipt."""
        for row in self.rows["orders"]:
            row["succeeded_at"] = stamp(moment)

    def order(self) -> None:
        dealer = self.rng.choice(DEALERS) if self.rng.random() < 0.04 else ""
        for position, line in enumerate(self.lines):
            self.rows["orders"].append(
                {
                    "order_no": self.number,
                    "purchased_at": stamp(self.purchased_at),
                    "customer_id": self.customer.number,
                    "customer_class": self.customer.customer_class,
                    "name": self.customer.name,
                    "phone": self.customer.phone,
                    "province": self.customer.province,
                    "address": self.customer.address,
                    "dealer_id": dealer,
                    "sku": line.product.sku,
                    "product": line.product.name,
                    "liquid": "true" if line.product.liquid else "false",
                    "quantity": str(line.quantity),
                    "unit_price": line.product.price,
                    "unit_weight_g": str(line.product.weight_g),
                    "packaging_g": str(PACKAGING_G) if position == 0 else "",
                }
            )

    def weight_g(self) -> int:
        return PACKAGING_G + sum(line.product.weight_g * line.quantity for line in self.lines)

    def ship(self, missing_g: int = 0, *, freight: bool = True) -> str:
        """The warehouse sends the order; the courier weighs it when picking it up."""
        self.wait(2, 20)
        self.now = midnight(self.now) + timedelta(hours=17.5 if self.now.hour < 17 else 41.5)
        self.wait(0, 2)
        self.courier = self.rng.choice(COURIERS)
        grams = self.weight_g() - missing_g
        self.waybill = self._parcel("outbound", self.courier, grams, known=freight)
        self._picked_up(self.waybill, grams)
        return self.waybill

    def reship(self, request_no: str, courier: str = "", grams: int = 800) -> str:
        """A free second shipment; not before the story's present moment."""
        self.now = midnight(self.now) + timedelta(hours=18 if self.now.hour < 17 else 42)
        self.wait(0, 1.5)
        chosen = courier or self.rng.choice(COURIERS)
        waybill = self._parcel("reship", chosen, grams, request_no=request_no)
        self._picked_up(waybill, grams)
        return waybill

    def send_back(self, request_no: str, grams: int = 900) -> str:
        """The customer sends goods back and pays for it."""
        self.wait(4, 30)
        self.until_daytime()
        courier = self.rng.choice(COURIERS)
        waybill = self._parcel("return", courier, grams, request_no=request_no, picker=False)
        self._picked_up(waybill, grams)
        self._hub(waybill)
        self.wait(20, 40)
        self.scan(waybill, "signed", signed_by="仓库")
        return waybill

    def scan(self, waybill: str, status: str, **cells: str) -> None:
        self.rows["scans"].append(
            {"waybill": waybill, "at": stamp(self.now), "status": status, **cells}
        )

    def travel(self, waybill: str) -> None:
        """On the way, up to its arrival in the customer's town."""
        days = transit_days(self.rng, self.customer.province)
        legs = max(1, round(days))
        for _ in range(legs):
            self.wait(days * 24 / (legs + 1), days * 24 / (legs + 0.5))
            self.scan(waybill, "in_transit", place=self.rng.choice(HUBS))
        self.wait(4, 9)
        self.scan(waybill, "arrived", place=f"{self.customer.province}营业点")

    def deliver(self, waybill: str, status: str = "signed") -> None:
        """From the depot to the door, with the final word of who opens it."""
        self.until_daytime()
        self.wait(0.2, 1.5)
        self.scan(waybill, "out_for_delivery", place=f"{self.customer.province}营业点")
        self.wait(0.5, 4)
        self.scan(waybill, status)

    def come_back(self, waybill: str) -> None:
        """The courier carries a refused parcel back to the warehouse."""
        self.wait(3, 12)
        self.scan(waybill, "returning", place=f"{self.customer.province}营业点")
        self._hub(waybill)
        self.wait(24, 60)
        self.scan(waybill, "returned", place="仓库")

    def inspect(self, waybill: str, found: list[tuple[Line, int, str]]) -> None:
        """Received now, inspected within 48 hours (R505)."""
        self.wait(0.5, 3)
        received = stamp(self.now)
        self.wait(1, 30)
        self.until_daytime()
        dispositions = {"good": "restock", "damaged": "scrap", "used": "discount"}
        for line, quantity, condition in found:
            self.rows["inspections"].append(
                {
                    "waybill": waybill,
                    "received_at": received,
                    "inspected_at": stamp(self.now),
                    "sku": line.product.sku,
                    "quantity": str(quantity),
                    "condition": condition,
                    "photos": str(self.rng.randint(2, 3) if condition == "damaged" else 0),
                    "disposition": dispositions.get(condition, "rework"),
                }
            )

    def request(self, cause: str, *affected: tuple[Line, int], **cells: str) -> str:
        """Opens a case now about the affected lines, by default about every line."""
        self.requests += 1
        request_no = f"SH{self.number[2:]}{self.requests}"
        rows = affected or [(line, line.quantity) for line in self.lines]
        agent = self.rng.choice(AGENTS)
        for line, quantity in rows:
            self.rows["requests"].append(
                {
                    "request_no": request_no,
                    "at": stamp(self.now),
                    "order_no": self.number,
                    "sku": line.product.sku,
                    "quantity": str(quantity),
                    "cause": cause,
                    "agent": agent,
                    **cells,
                }
            )
        return request_no

    def confirm(self, request_no: str) -> None:
        """The customer confirms the refund in the chat, now."""
        for row in self.rows["requests"]:
            if row["request_no"] == request_no:
                row["confirmed_at"] = stamp(self.now)

    def verdict(self, request_no: str, liable: str, reason: str) -> None:
        cells = {"request_no": request_no, "at": stamp(self.now), "liable": liable}
        self.rows["verdicts"].append({**cells, "reason": reason})

    def _picked_up(self, waybill: str, grams: int) -> None:
        self.wait(0.3, 2)
        weight = grams + self.rng.randint(-4, 4)
        self.scan(waybill, "picked_up", place="发货地", weight_g=str(weight))

    def _hub(self, waybill: str) -> None:
        self.wait(10, 24)
        self.scan(waybill, "in_transit", place=self.rng.choice(HUBS))

    def _parcel(
        self,
        kind: str,
        courier: str,
        grams: int,
        request_no: str = "",
        *,
        known: bool = True,
        picker: bool = True,
    ) -> str:
        self.parcels += 1
        first, further = TARIFF[courier]
        freight = first + further * max(0, -(-grams // 1000) - 1) + 10 * self.rng.randrange(6)
        waybill = f"{courier}{self.number[2:]}{self.parcels}"
        self.rows["parcels"].append(
            {
                "waybill": waybill,
                "kind": kind,
                "order_no": self.number,
                "request_no": request_no,
                "courier": courier,
                "shipped_at": stamp(self.now),
                "freight": yuan(freight) if known else "",
                "picker": self.rng.choice(PICKERS) if picker else "",
            }
        )
        return waybill


def midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
