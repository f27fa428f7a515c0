"""A house whose months are closed and reopened between imports, beside the calculator's."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any, assert_never

from services.cli.month_places import months_of
from services.finance.domain.month_drawn import Who
from tests.support.calculator import Close, Hold, Reopen, Step
from tests.support.calculator.moments import months_between
from tests.support.house import Home, without_ids

if TYPE_CHECKING:
    from collections.abc import Iterable

Printed = dict[str, Any]
Deed = Step | Hold | Close | Reopen
FENG = Who("冯敏", "month end")


def carry_out(house: Home, deeds: Iterable[Deed]) -> None:
    """Imports, and what people do to months between them; nothing is rejected.

    After each deed, closed months print the bytes that they printed when they were closed.
    """
    frozen: dict[str, list[str]] = {}
    for deed in deeds:
        months = months_of(house.house)
        match deed:
            case Step(folder, until):
                assert house.bring(folder, until).errors == []
            case Hold(period):
                months.hold(period, None, FENG)
            case Close(period):
                months.close(period, None, FENG, override=True)
            case Reopen(period):
                months.reopen(period, None, FENG)
            case _:
                assert_never(deed)
        house.house.drain()
        printed = ledgers(house)
        closed = {p for p, status in _statuses(printed) if status == "closed"}
        for period in sorted(closed):
            now = of_month(printed, period)
            assert frozen.setdefault(period, now) == now, f"{period} after {deed}"
        frozen = {period: texts for period, texts in frozen.items() if period in closed}
        assert_carried_over(printed["courier"])


def of_month(printed: dict[str, list[Printed]], period: str) -> list[str]:
    """Every ledger of a month that has lines, byte for byte.

    A month without any is printed once its courier has a later line (D13), closed or not.
    """
    found = [one for of in printed.values() for one in of if one["period"] == period]
    return [json.dumps(one, ensure_ascii=False) for one in found if one["lines"]]


def assert_carried_over(months: Iterable[Printed]) -> None:
    """D13: opening + movements = net, and the next month opens on it."""
    nets: dict[str, tuple[str, Decimal]] = {}
    for month in months:
        courier, period = month["courier"], month["period"]
        sums = [month[name] for name in ("opening", "freight", "transfer_fees", "adjustments")]
        net = sum(map(Decimal, sums), start=-Decimal(month["chargebacks"]))
        assert Decimal(month["net"]) == net, month
        if courier in nets:
            before, closing = nets[courier]
            assert months_between(before, period) == [before, period]
            assert Decimal(month["opening"]) == closing, month
        nets[courier] = period, net


def _statuses(printed: dict[str, list[Printed]]) -> set[tuple[str, str]]:
    return {(one["period"], one["status"]) for found in printed.values() for one in found}


def ledgers(house: Home) -> dict[str, list[Printed]]:
    """All that belongs to months, as it is printed, entries' numbers and all."""
    printed = house.printed()
    del printed["refunds"]
    return printed


def heads(printed: dict[str, list[Printed]]) -> dict[str, list[Printed]]:
    """Ledgers without their lines; every number that an entry has is left out."""
    return {
        name: [{key: value for key, value in one.items() if key != "lines"} for one in found]
        for name, found in without_ids(printed).items()
    }


def netted(printed: dict[str, list[Printed]]) -> Counter[tuple[Any, ...]]:
    """Every line's amount by ledger, month and all else that it says: charges less reversals."""
    sums: Counter[tuple[Any, ...]] = Counter()
    for name, found in without_ids(printed).items():
        for ledger in found:
            account = next(iter(ledger.values()))
            for line in ledger["lines"]:
                sign = -1 if line.get("kind") == "reversal" else 1
                kind = "chargeback" if line.get("kind") == "reversal" else line.get("kind")
                said = {**line, "kind": kind, "amount": None}
                key = (name, account, ledger["period"], *sorted(said.items(), key=str))
                sums[key] += sign * int(Decimal(line["amount"]) * 100)
    return Counter({key: amount for key, amount in sums.items() if amount})
