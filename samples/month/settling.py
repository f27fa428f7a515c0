"""What comes at a month's end: one courier's bill, and the incidents that agents caused."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from samples.month.files import Row
from samples.month.people import AGENTS
from samples.month.telling import TARIFF, Telling, stamp, yuan

COURIER = "SF"
INCIDENTS = {AGENTS[0]: 4, AGENTS[1]: 2, AGENTS[3]: 1}  # Four in a month: the commission is lost.
KINDS = ("dispute", "bad_review")


def fen(amount: str) -> int:
    whole, _, rest = amount.partition(".")
    return int(whole) * 100 + int(f"{rest:0<2}")


@dataclass(slots=True)
class Bill:
    """The courier's lines for its parcels of a month, as its own records have them."""

    period: str
    lines: list[Row] = field(default_factory=list)

    def note(self, told: Telling) -> None:
        """Take over what an order's parcels cost, and what is granted for damage."""
        weights = {r["waybill"]: r["weight_g"] for r in told.rows["scans"] if r.get("weight_g")}
        granted = _granted(told)
        for parcel in told.rows["parcels"]:
            waybill = parcel["waybill"]
            if parcel["courier"] != COURIER or parcel["kind"] == "return":
                continue
            grams = weights.get(waybill, "1000")
            weighed = {"weight_g": grams, "freight": parcel["freight"] or _tariff(int(grams))}
            claim = granted.get(waybill, "")
            self._add(waybill, parcel["shipped_at"], parcel["kind"], **weighed, claim=claim)
            for scan in sorted(told.rows["scans"], key=lambda row: row["at"]):
                if scan["waybill"] == waybill and scan["status"] == "returned":
                    self._add(waybill, scan["at"], "return", **weighed)
                if scan["waybill"] == waybill and scan["status"] == "transferred":
                    self._add(waybill, scan["at"], "transfer", fee=scan["fee"])

    def _add(self, waybill: str, at: str, kind: str, **cells: str) -> None:
        if at.startswith(self.period):
            given = {"courier": COURIER, "period": self.period, "waybill": waybill}
            self.lines.append({**given, "date": at[:10], "kind": kind, **cells})

    def sent(self, rng: Random) -> list[Row]:
        """As the courier sends it: with a few lines that our records do not bear out."""
        lines = sorted(self.lines, key=lambda line: (line["date"], line["waybill"], line["kind"]))
        ordinary = [line for line in lines if line["kind"] == "outbound" and not line.get("claim")]
        claims = [line for line in lines if line.get("claim")]
        if len(ordinary) < 4:
            return lines
        heavier, twice, forgotten, strange = rng.sample(ordinary, 4)
        heavier["weight_g"] = str(int(heavier["weight_g"]) + 1000)
        heavier["freight"] = yuan(fen(heavier["freight"]) + 250)
        if claims:
            claims[-1]["claim"] = ""  # What the courier owes and does not grant.
        lines.remove(forgotten)
        lines.append(dict(twice))
        lines.append({**strange, "waybill": f"{COURIER}9900000000001"})
        year, month = map(int, self.period.split("-"))
        before = datetime(year, month, 1) - timedelta(days=1)
        waybill = f"{COURIER}{before:%y%m%d}0000071"
        lines.append({**strange, "waybill": waybill, "date": f"{before:%Y-%m-%d}"})
        return lines


def _tariff(grams: int) -> str:
    """What the courier asks for a parcel whose freight nobody wrote down."""
    first, further = TARIFF[COURIER]
    return yuan(first + further * max(0, -(-grams // 1000) - 1))


def _granted(told: Telling) -> dict[str, str]:
    """Waybill → what damage on the way cost, where the photos show it: goods and freight (R203)."""
    asked = [
        row
        for row in told.rows["requests"]
        if row["cause"] == "damage" and row.get("outer_package") == "damaged" and row.get("photos")
    ]
    if not asked or told.rows["verdicts"]:
        return {}
    request_no = asked[0]["request_no"]
    others = [parcel for parcel in told.rows["parcels"] if parcel["request_no"] == request_no]
    if not others or not others[-1]["freight"]:
        return {}
    came_back = others[-1]["kind"] == "return"
    found = [row for row in told.rows["inspections"] if row["condition"] == "damaged"]
    price = {row["sku"]: fen(row["unit_price"]) for row in told.rows["orders"]}
    pieces = found if came_back else asked
    value = sum(price[row["sku"]] * int(row["quantity"]) for row in pieces)
    return {told.waybill: yuan(value + fen(others[-1]["freight"]))}


@dataclass(slots=True)
class Blame:
    """Requests that agents handled: some of them ended in a dispute or a bad review."""

    handled: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    last: str = ""

    def note(self, told: Telling) -> None:
        """Remember who handled an order's requests."""
        for row in told.rows["requests"]:
            self.handled.setdefault(row["agent"], []).append((row["at"], row["request_no"]))
            self.last = max(self.last, row["at"])

    def rows(self, rng: Random) -> list[Row]:
        """Incidents a day or two after a request, all before the month's last request."""
        rows = []
        for agent, number in INCIDENTS.items():
            room = datetime.fromisoformat(self.last[:19]) - timedelta(days=2) if self.last else None
            early = sorted({of for of in self.handled.get(agent, ()) if room and of[0] <= stamp(room)})
            for at, request_no in rng.sample(early, min(number, len(early))):
                moment = datetime.fromisoformat(at[:19]) + timedelta(minutes=rng.randrange(60, 2880))
                cells = {"agent": agent, "at": stamp(moment), "kind": rng.choice(KINDS)}
                rows.append({**cells, "request_no": "" if number == 1 else request_no})
        return rows
