"""Whatever people, banks and other services do in whatever order: nothing is paid twice (D30)."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.finance import publishing, reactions
from services.finance import refund_commands as do
from services.finance.application import Finance
from services.finance.domain.order_account import OrderAccount
from services.finance.domain.refund_batch import RefundBatch
from shared.contracts.finance import RefundPaid, RefundTableCleared
from shared.dates import print_time
from shared.errors import RuleViolation
from shared.money import Money
from shared.store.connect import environment
from shared.store.hands import Hands
from tests.finance.told import at, goods, order, ready, withdrawn
from tests.support.stage import Stage

CASES = ("C-1", "C-2", "C-3")
WORTH = Money.of("60.00")
HALF_A_DAY = timedelta(hours=12)

case = st.sampled_from(CASES)
value = st.sampled_from(["15.00", "45.00", "60.00"])
table = st.integers(0, 3)


class RefundMachine(RuleBasedStateMachine):
    """One order with a line of 60.00, three cases on it, and everything that may happen to them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        service = Finance(environment("embedded", "finance", self.folder))
        self.stage = Stage(service, reactions, publishing.announce)
        self.stage.hears(order(("MILK", 2, "30.00")))
        self.now = at(3, 9)

    def teardown(self) -> None:
        self.stage.service.close()
        shutil.rmtree(self.folder)

    @rule(case=case, value=value)
    def is_ready(self, case: str, value: str) -> None:
        """Ready, told anew, or told again."""
        line = goods("MILK", 2, "30.00", value)
        self.stage.hears(ready(self.now, line, case_no=case))

    @rule(case=case)
    def is_withdrawn(self, case: str) -> None:
        self.stage.hears(withdrawn(self.now, case))

    @rule(hands=st.booleans())
    def time_passes(self, hands: bool) -> None:
        """In people's hands, or for an import."""
        self.now += HALF_A_DAY
        self.stage.service.pass_time(self.now, hands=Hands("小周") if hands else None)

    @rule(place=table)
    def is_approved_and_sent(self, place: int) -> None:
        for kind in (do.ApproveRefundTable, do.ExportRefundTable):
            self.tried(place, lambda at, kind=kind: kind(at, self.now, "王会计"))

    @rule(place=table, case=case, again=st.integers(1, 2))
    def is_paid(self, place: int, case: str, again: int) -> None:
        refunds = (f"{case}/refund",)
        for _ in range(again):
            self.tried(place, lambda at: do.SettleRefunds(at, self.now, "王会计", refunds))

    @rule(place=table, case=case, again=st.integers(1, 2))
    def fails(self, place: int, case: str, again: int) -> None:
        refund = f"{case}/refund"
        for _ in range(again):
            self.tried(place, lambda at: do.FailRefund(at, refund, self.now, "王会计", "closed"))

    @rule(place=table, case=case)
    def is_put_off(self, place: int, case: str) -> None:
        refund = f"{case}/refund"
        self.tried(place, lambda at: do.PutOffRefund(at, refund, self.now, "王会计", "wrong"))

    @invariant()
    def nothing_is_paid_twice_or_beyond_its_line(self) -> None:
        paid = self.stage.said_of(RefundPaid)
        assert max(Counter(said.refund for said in paid).values(), default=0) <= 1
        assert {said.refund for said in paid} <= {f"{case}/refund" for case in CASES}
        account: Any = self.stage.service.repository.get("order-account:O-1")
        assert isinstance(account, OrderAccount)
        reserved = [share.value for r in account.reserved.values() for share in r.payment.shares]
        assert Money.total(account.used.values()) + Money.total(reserved) <= WORTH
        assert account.used.get("MILK", Money.zero()) == Money.total(said.amount for said in paid)
        assert not account.made & account.reserved.keys()

    @invariant()
    def tables_tell_of_every_payment_once(self) -> None:
        lines = [line for said in self.stage.said_of(RefundTableCleared) for line in said.lines]
        paid = [said for said in self.stage.said_of(RefundPaid) if said.amount]
        assert sorted((line.case, str(line.amount)) for line in lines) == sorted(
            (said.case_no or "", str(said.amount)) for said in paid
        )

    @invariant()
    def a_line_stands_in_one_open_table_and_is_reserved_there(self) -> None:
        account: Any = self.stage.service.repository.get("order-account:O-1")
        held = {key: r.table_at for key, r in account.reserved.items() if not r.failed}
        standing = {
            refund: batch.table_at
            for batch in self.batches()
            for refund in batch.lines
            if refund not in batch.outcomes
        }
        assert held == standing

    def batches(self) -> list[RefundBatch]:
        """The tables drawn so far."""
        notes = self.stage.service.recorder.select_notifications(0, 100_000)
        ids = {str(one.originator_id) for one in notes}
        found = [one for one in sorted(ids) if one.startswith(f"{RefundBatch.KIND}:")]
        return [self.stage.service.repository.get(one) for one in found]

    def tried(self, place: int, command: Any) -> None:
        """Asked of the table that was drawn as the so-manieth; a refusal is an answer, too."""
        drawn = self.batches()
        if place < len(drawn):
            assert drawn[place].number == print_time(drawn[place].table_at)
            try:
                self.stage.service.handle(command(drawn[place].table_at))
            except RuleViolation:
                return


TestRefundMachine = RefundMachine.TestCase
TestRefundMachine.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, derandomize=True
)
