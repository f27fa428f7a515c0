"""The equalities of finance's own books (architecture.md, Money); each in a file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.finance.audit import (
    balancing,
    closed_months,
    freights,
    losses,
    payments,
    refund_tables,
    subledgers,
)

if TYPE_CHECKING:
    from shared.audit.verification import Check

CHECKS: tuple[Check, ...] = (
    balancing.transactions_balance,
    balancing.nothing_charged_unless_laid_out,
    *subledgers.CHECKS,
    payments.refunds_paid_once,
    payments.refunds_within_what_was_paid,
    refund_tables.tables_as_paid,
    freights.freight_booked_once,
    losses.by_case_as_by_party,
    closed_months.closed_months,
)
"""What ``recourse verify`` proves of finance beside what it proves of every service."""
