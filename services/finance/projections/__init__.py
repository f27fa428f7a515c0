"""What finance keeps to be read: couriers' months, refund tables, dealers' and agents' accounts."""

from services.finance.projections import account_ledger, courier_ledger, refund_tables

PROJECTIONS = (
    courier_ledger.PROJECTION,
    refund_tables.PROJECTION,
    account_ledger.DEALERS,
    account_ledger.STAFF,
)
