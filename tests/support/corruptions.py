"""Ways in which a house's files can be corrupted, and what must be said of each."""

from __future__ import annotations

from dataclasses import dataclass

LEG = "SELECT rowid FROM journal_leg WHERE {} ORDER BY rowid LIMIT 1"
COURIERS = "account LIKE 'courier:%'"
LEGS = (
    "leg, account, amount, kind, cost, case_no, order_no, waybill, courier, period, certain_at,"
    " rule, policy, reference, event_id, recorded_at"
)
A_REFUND = "(SELECT number FROM journal_leg WHERE kind = 'refund' ORDER BY number LIMIT 1)"
A_FREIGHT = "(SELECT number FROM journal_leg WHERE kind = 'freight' ORDER BY number LIMIT 1)"
A_LINE = "(SELECT entry FROM courier_ledger_line WHERE kind = 'chargeback' ORDER BY entry LIMIT 1)"
LINE = (
    "courier, kind, cost, waybill, case_no, order_no, sku, amount, certain_at, rule, policy,"
    " for_period, recorded_at, spot, log_offset"
)
PAID = 'headers LIKE \'%"ce_type":"RefundPaid"%\''
A_RECORD = "(SELECT id FROM record WHERE {} ORDER BY id LIMIT 1)"
LAST = "(SELECT MAX(id) FROM record)"


@dataclass(frozen=True)
class Corruption:
    """What is done to a file of the house, and what must be said of it."""

    file: str
    statement: str
    told: tuple[tuple[str, str], ...]
    """Equality and problem."""


CORRUPTIONS = {
    "a courier's line is of another amount": Corruption(
        "finance-courier_ledger.db",
        f"UPDATE courier_ledger_line SET amount = amount + 1 WHERE entry = {A_LINE}",
        (
            ("subledger_equals_journal", "line_not_as_booked"),
            ("loss_by_case_as_by_party", "loss_differs"),
            ("rebuilt", "row_changed"),
        ),
    ),
    "a courier's sum is another": Corruption(
        "finance-courier_ledger.db",
        "UPDATE courier_ledger_total SET amount = amount - 1 WHERE rowid = 1",
        (("rebuilt", "row_changed"),),
    ),
    "a courier's line is deleted": Corruption(
        "finance-courier_ledger.db",
        f"DELETE FROM courier_ledger_line WHERE entry = {A_LINE}",
        (("subledger_equals_journal", "booked_without_line"), ("rebuilt", "row_missing")),
    ),
    "a courier's line stands twice": Corruption(
        "finance-courier_ledger.db",
        f"INSERT INTO courier_ledger_line (event_id, entry, {LINE}) SELECT event_id, 'again',"
        f" {LINE} FROM courier_ledger_line WHERE kind = 'freight' LIMIT 1",
        (
            ("subledger_equals_journal", "line_not_as_booked"),
            ("freight_booked_once", "freight_twice"),
            ("rebuilt", "row_not_from_log"),
        ),
    ),
    "an agent's line is of another amount": Corruption(
        "finance-staff_ledger.db",
        "UPDATE staff_ledger_line SET amount = amount + 1 WHERE rowid = 1",
        (("subledger_equals_journal", "line_not_as_booked"), ("rebuilt", "row_changed")),
    ),
    "the warehouse's line is of another amount": Corruption(
        "warehouse-liability.db",
        "UPDATE liability_line SET amount = amount + 1 WHERE rowid = 1",
        (("subledger_equals_journal", "line_not_as_booked"), ("rebuilt", "row_changed")),
    ),
    "the warehouse's line is deleted": Corruption(
        "warehouse-liability.db",
        "DELETE FROM liability_line WHERE rowid = 1",
        (("subledger_equals_journal", "booked_without_line"), ("rebuilt", "row_missing")),
    ),
    "a leg of the journal is of another amount": Corruption(
        "finance-journal.db",
        f"UPDATE journal_leg SET amount = amount + 1 WHERE rowid = ({LEG.format('leg = 0')})",
        (("transactions_balance", "unbalanced"), ("rebuilt", "row_changed")),
    ),
    "a leg is on another account": Corruption(
        "finance-journal.db",
        f"UPDATE journal_leg SET account = 'merchant' WHERE rowid = ({LEG.format(COURIERS)})",
        (("subledger_equals_journal", "line_not_as_booked"), ("rebuilt", "row_changed")),
    ),
    "a transaction is deleted": Corruption(
        "finance-journal.db",
        f"DELETE FROM journal_leg WHERE number = {A_FREIGHT}",
        (("subledger_equals_journal", "line_not_as_booked"), ("rebuilt", "row_missing")),
    ),
    "a freight is booked twice": Corruption(
        "finance-journal.db",
        f"INSERT INTO journal_leg (number, {LEGS}) SELECT 'again', {LEGS} FROM journal_leg"
        f" WHERE number = {A_FREIGHT}",
        (("freight_booked_once", "freight_twice"), ("rebuilt", "row_not_from_log")),
    ),
    "a charge is booked that nobody laid out": Corruption(
        "finance-journal.db",
        f"INSERT INTO journal_leg (number, {LEGS}) SELECT 'again', {LEGS} FROM journal_leg"
        " WHERE number = (SELECT number FROM journal_leg WHERE cost = 'reship_freight'"
        " AND kind = 'charge' ORDER BY number LIMIT 1)",
        (
            ("nothing_charged_unless_laid_out", "charged_not_laid_out"),
            ("subledger_equals_journal", "booked_without_line"),
            ("loss_by_case_as_by_party", "loss_differs"),
        ),
    ),
    "a refund is paid twice": Corruption(
        "finance-journal.db",
        f"INSERT INTO journal_leg (number, {LEGS}) SELECT 'again', {LEGS} FROM journal_leg"
        f" WHERE number = {A_REFUND}",
        (("refunds_paid_once", "paid_twice"), ("rebuilt", "row_not_from_log")),
    ),
    "a refund is above what was paid": Corruption(
        "finance-journal.db",
        f"UPDATE journal_leg SET amount = amount * 1000 WHERE number = {A_REFUND}",
        (("refunds_within_what_was_paid", "more_than_paid"), ("rebuilt", "row_changed")),
    ),
    "a refund table's line is of another amount": Corruption(
        "finance-refund_tables.db",
        "UPDATE refund_tables_line SET amount = amount + 1 WHERE rowid = 1",
        (("refund_tables_as_paid", "table_not_as_paid"), ("rebuilt", "row_changed")),
    ),
    "a case's file says something else": Corruption(
        "intake-case_figures.db",
        "UPDATE case_figures_case SET cause = 'damage_' WHERE rowid = 1",
        (("rebuilt", "row_changed"),),
    ),
    "a line of a closed month is of another amount": Corruption(
        "finance-courier_ledger.db",
        "UPDATE courier_ledger_line SET amount = amount + 1 WHERE entry = (SELECT entry FROM"
        " courier_ledger_line WHERE for_period = '2026-09' ORDER BY entry LIMIT 1)",
        (("statements_rebuild", "statement_differs"), ("hash_chain", "hash_differs")),
    ),
    "a line of a closed month came late after all": Corruption(
        "finance-courier_ledger.db",
        "UPDATE courier_ledger_line SET log_offset = log_offset + 100000 WHERE entry = (SELECT"
        " entry FROM courier_ledger_line WHERE for_period = '2026-09' ORDER BY entry LIMIT 1)",
        (
            ("statements_rebuild", "statement_differs"),
            ("hash_chain", "hash_differs"),
            ("rebuilt", "row_changed"),
        ),
    ),
    "an agent's line of a closed month is of another amount": Corruption(
        "finance-staff_ledger.db",
        "UPDATE staff_ledger_line SET amount = amount + 1 WHERE rowid = 1",
        (("hash_chain", "hash_differs"),),
    ),
    "a closed month's hash is another": Corruption(
        "finance-courier_ledger.db",
        "UPDATE courier_ledger_month SET hash = 'f' || hash WHERE step = 'closed'",
        (("hash_chain", "hash_differs"), ("rebuilt", "row_changed")),
    ),
    "a closed month follows another than the one before": Corruption(
        "finance-courier_ledger.db",
        "UPDATE courier_ledger_month SET hash_before = 'f' || hash_before"
        " WHERE step = 'closed' AND period = '2026-10'",
        (("hash_chain", "chain_broken"), ("rebuilt", "row_changed")),
    ),
    "an issued statement's hash is another": Corruption(
        "finance-courier_ledger.db",
        "UPDATE courier_ledger_issued SET hash = 'f' || hash WHERE rowid = 1",
        (("statements_rebuild", "statement_differs"), ("rebuilt", "row_changed")),
    ),
    "an issued statement has no month": Corruption(
        "finance-courier_ledger.db",
        "UPDATE courier_ledger_issued SET period = '2026-07' WHERE rowid = 1",
        (
            ("statements_rebuild", "statement_differs"),
            ("statements_rebuild", "statement_missing"),
            ("rebuilt", "row_missing"),
        ),
    ),
    "a projection's position is beyond the log": Corruption(
        "finance-journal.db",
        "UPDATE journal_position SET next_offset = next_offset + 3 WHERE rowid = 1",
        (("rebuilt", "position_beyond_log"),),
    ),
    "a position is moved back, so that rows without a key are read twice": Corruption(
        "finance-warehouse_ledger.db",
        "UPDATE warehouse_ledger_position SET next_offset = 0 WHERE topic = 'warehouse.events'",
        (("rebuilt", "row_changed"),),
    ),
    "a payment on the log is of another amount": Corruption(
        "log.sqlite",
        'UPDATE record SET value = CAST(REPLACE(CAST(value AS TEXT), \'"amount":"\','
        f' \'"amount":"9000\') AS BLOB) WHERE id = {A_RECORD.format(PAID)}',
        (
            ("announced_once_in_order", "record_changed"),
            ("refunds_within_what_was_paid", "more_than_paid"),
            ("rebuilt", "row_changed"),
        ),
    ),
    "a record says another time": Corruption(
        "log.sqlite",
        'UPDATE record SET headers = REPLACE(headers, \'"ce_time":"2026\', \'"ce_time":"2025\')'
        f" WHERE id = {A_RECORD.format('true')}",
        (("announced_once_in_order", "record_changed"),),
    ),
    "a record is missing": Corruption(
        "log.sqlite",
        f"DELETE FROM record WHERE id = {A_RECORD.format(PAID)}",
        (("announced_once_in_order", "record_missing"), ("rebuilt", "row_not_from_log")),
    ),
    "the last record of a partition is missing": Corruption(
        "log.sqlite",
        f"DELETE FROM record WHERE id = {LAST}",
        (("announced_once_in_order", "record_missing"), ("rebuilt", "position_beyond_log")),
    ),
    "a record stands twice": Corruption(
        "log.sqlite",
        f"INSERT INTO record SELECT id + 1, key, headers, value FROM record WHERE id = {LAST}",
        (("announced_once_in_order", "record_repeated"),),
    ),
    "a record is from nobody": Corruption(
        "log.sqlite",
        'INSERT INTO record SELECT id + 1, key, REPLACE(headers, \'"ce_id":"0\','
        f' \'"ce_id":"f\'), value FROM record WHERE id = {LAST}',
        (("announced_once_in_order", "record_not_stored"),),
    ),
    "two records have changed places": Corruption(
        "log.sqlite",
        f"UPDATE record SET id = CASE id WHEN {LAST} THEN -1 ELSE id END;"
        f"UPDATE record SET id = id + 1 WHERE id = {LAST};"
        f"UPDATE record SET id = {LAST} - 1 WHERE id = -1",
        (("announced_once_in_order", "out_of_order"),),
    ),
    "a stored event says something else": Corruption(
        "finance.db",
        'UPDATE stored_events SET state = CAST(REPLACE(CAST(state AS TEXT), \'"amount":"\','
        " '\"amount\":\"9') AS BLOB) WHERE topic = 'finance.refund-paid.v1' AND rowid ="
        " (SELECT MIN(rowid) FROM stored_events WHERE topic = 'finance.refund-paid.v1')",
        (("announced_once_in_order", "record_missing"),),
    ),
}
