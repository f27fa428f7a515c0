"""Finance decides when and how much a customer is paid; it keeps dealers' and agents' accounts.

Its words: an *order account* is what was paid and repaid for each line of an order (D30); a
*refund table* is the batch of payments cleared together, twice a day (R507, D8), which people draw,
approve, send and settle line by line (a *refund batch*, ADR 0018); *deducted* is what a payment
loses to freights borne and to the platform's commission (R508, D9); a *bill* is what a
courier says its month comes to, kept as brought and compared with the ledger; a *review* is what
people decided about it: accepted, disputed (D15); the *closing book* says which months are
held, closed or reopened, and by whom (D14). The rules it carries: R503, R507, R508, R512, and of
details.md D8, D9, D14, D15 (bills), D16, D30. When something is to be paid is intake's decision;
who is charged for it is the keeper's of the case's costs.

Open ``domain/order_account.py`` first, then ``domain/payment.py`` and ``application.py``.
"""
