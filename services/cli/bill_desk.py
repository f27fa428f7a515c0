"""Where the commands about bills work: on this house's stores and tables, or behind a gateway."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, Protocol

from services.cli.composition import import_house
from shared.dates import print_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.cli.gateway import GatewayHouse
    from services.cli.house import House
    from services.cli.importing.party import ImportHouse
    from services.finance.bill_decisions import Asked

Printed = dict[str, Any]
Step = Literal["acceptances", "reopenings", "disputes", "answers", "withdrawals"]


class BillDesk(Protocol):
    """What may be asked of couriers' bills, and decided about them."""

    @property
    def house(self) -> ImportHouse:
        """The house that it belongs to."""

    def rows(self, period: str, courier: str | None) -> list[Printed]:
        """The comparison of a month, row by row."""

    def overview(self, period: str, courier: str | None) -> list[Printed]:
        """What it comes to, a bill each, and what there is to look at."""

    def bills(self, period: str | None, courier: str | None) -> list[Printed]:
        """The newest bills."""

    def missing(self, period: str) -> list[str]:
        """Couriers without a bill of the month."""

    def decide(self, step: Step, period: str, courier: str | None, asked: Asked, *more: str) -> int:
        """Decide about rows; how many it was about. ``more``: the courier's answer."""

    def layout(self, courier: str) -> Printed:
        """How a courier heads its columns."""

    def terms(self) -> list[Printed]:
        """What was agreed with couriers, every version."""


class LocalDesk:
    """All services in this process."""

    def __init__(self, house: House) -> None:
        from services.finance.bill_reading import Bills  # noqa: PLC0415  # late: a gateway needs none of it
        from services.finance.reconciling import Reconciling  # noqa: PLC0415  # the same

        self.house = house
        finance: Any = house.members["finance"].service
        self._bills = Bills(finance)
        self._agreed = finance.courier_terms
        self._compared = Reconciling(self._bills, house.tables, self._agreed)

    def rows(self, period: str, courier: str | None) -> list[Printed]:
        """The comparison of a month, row by row."""
        return self._compared.rows(period, courier)

    def overview(self, period: str, courier: str | None) -> list[Printed]:
        """What it comes to, a bill each, and what there is to look at."""
        return self._compared.overview(period, courier)

    def bills(self, period: str | None, courier: str | None) -> list[Printed]:
        """The newest bills."""
        from services.finance.projections.reconciled import listed  # noqa: PLC0415  # late, as above

        return [listed(bill) for bill in self._bills.all(period, courier)]

    def missing(self, period: str) -> list[str]:
        """Couriers without a bill of the month."""
        return self._compared.missing_bills(period)

    def decide(self, step: Step, period: str, courier: str | None, asked: Asked, *more: str) -> int:
        """All decisions or none."""
        from services.finance import bill_decisions as made  # noqa: PLC0415  # late, as above

        decisions: dict[Step, Any] = {
            "acceptances": made.accepting,
            "reopenings": made.reopening,
            "disputes": made.disputing,
            "answers": made.answering,
            "withdrawals": made.withdrawing,
        }
        commands = decisions[step](self._compared.months(period, courier), asked, *more)
        if commands:
            self.house.members["finance"].service.handle(*commands)
            self.house.drain()
        return len(commands)

    def layout(self, courier: str) -> Printed:
        """How a courier heads its columns."""
        known = self._bills.layout(courier)
        return {"columns": known.columns, "kinds": known.kinds, "kind": known.kind}

    def terms(self) -> list[Printed]:
        """What was agreed with couriers, every version."""
        from services.finance.domain.courier_terms import printed  # noqa: PLC0415  # late, as above

        return [printed(one) for one in self._agreed.versions]


class RemoteDesk:
    """The services behind a gateway."""

    def __init__(self, house: GatewayHouse) -> None:
        self.house = house

    def rows(self, period: str, courier: str | None) -> list[Printed]:
        """The comparison of a month, row by row."""
        return self._month(period, courier=courier)  # type: ignore[no-any-return]  # JSON

    def overview(self, period: str, courier: str | None) -> list[Printed]:
        """What it comes to, a bill each, and what there is to look at."""
        return self._month(f"{period}/overview", courier=courier)  # type: ignore[no-any-return]  # JSON

    def bills(self, period: str | None, courier: str | None) -> list[Printed]:
        """The newest bills."""
        found: list[Printed] = self.house.client.get(
            "finance", "/bills", period=period, courier=courier
        )
        return found

    def missing(self, period: str) -> list[str]:
        """Couriers without a bill of the month."""
        return self._month(f"{period}/missing-bills")  # type: ignore[no-any-return]  # JSON

    def decide(self, step: Step, period: str, courier: str | None, asked: Asked, *more: str) -> int:
        """All decisions or none."""
        self.house.project()
        told = {
            "rows": list(asked.rows),
            "at": print_time(asked.at),
            "courier": courier,
            "person": asked.said.person,
            "reason": asked.said.reason,
        }
        body = {name: value for name, value in told.items() if value is not None}
        if more:
            body["answer"] = more[0]
        answer = self.house.client.post("finance", f"/reconciliations/{period}/{step}", body)
        self.house.project()
        return int(answer["rows"])

    def layout(self, courier: str) -> Printed:
        """How a courier heads its columns."""
        found: Printed = self.house.client.get("finance", f"/couriers/{courier}/bill-layout")
        return found

    def terms(self) -> list[Printed]:
        """What was agreed with couriers, every version."""
        found: list[Printed] = self.house.client.get("finance", "/courier-terms")
        return found

    def _month(self, path: str, **asked: str | None) -> Any:
        return self.house.client.get("finance", f"/reconciliations/{path}", **asked)


def desk_of(house: ImportHouse) -> BillDesk:
    """The desk of a house, in this process or behind a gateway."""
    from services.cli.gateway import GatewayHouse  # noqa: PLC0415  # late: the HTTP client
    from services.cli.house import House  # noqa: PLC0415  # late: needs every service

    match house:
        case GatewayHouse():
            return RemoteDesk(house)
        case House():
            return LocalDesk(house)
        case _:
            raise TypeError(f"{type(house).__name__} keeps no bills")


@contextmanager
def bill_desk() -> Iterator[BillDesk]:
    """The desk of the house that the settings name."""
    with import_house() as house:
        yield desk_of(house)
