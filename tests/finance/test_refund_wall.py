"""The clock of a running house draws refund tables, and pays nobody (ADR 0005, D36)."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from services.finance import publishing, reactions
from services.finance.application import Finance
from shared.bus.connect import connect
from shared.contracts.finance import RefundPaid
from shared.contracts.registry import TOPICS
from shared.dates import now
from shared.runtime.desk import Desk
from shared.runtime.member import Member
from shared.runtime.progress import Progress
from shared.runtime.steps import Listening, Relaying, WallClock
from shared.store.connect import environment
from tests.finance import tabled as table
from tests.finance.told import at, goods, order, ready
from tests.support.stage import Stage

if TYPE_CHECKING:
    from pathlib import Path


def test_the_wall_draws_what_an_import_would_pay(tmp_path: Path) -> None:
    with ExitStack() as stack:
        bus = connect("embedded", tmp_path)
        stack.callback(bus.close)
        bus.create_topics(TOPICS)
        service = Finance(environment("embedded", "finance", tmp_path))
        desk = Desk(Member(service, publishing.announce, reactions, bus))
        stack.callback(desk.close)
        stage = Stage(service, reactions, publishing.announce)
        stage.hears(order(("MILK", 1, "30.00")), ready(at(3), goods("MILK", 1, "30.00")))
        progress = Progress(desk)
        steps: list[Any] = [Relaying(desk, progress), Listening(desk, progress)]
        while any(step.step() for step in steps):
            pass
        # However late it is, the wall stands at noon of the third.
        wall = WallClock(desk, progress, grace=now() - at(3, 12), clock=lambda: 0.0)
        assert wall.step() is True
        for step in steps:
            step.let_go()

        assert [moment for moment, _ in table.drawn(stage)] == [at(3, 10)]
        assert stage.said_of(RefundPaid) == []
