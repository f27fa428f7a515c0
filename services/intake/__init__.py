"""Intake, the after-sales desk: it decides what the customer gets, and records who is liable.

Words: an *order* is the file of one purchase with its parcels and cases; a *case* is one request,
from asking to closing; the *dossier* is what is known of an order when a case is judged; a *remedy*
is what is carried out; a payment is *due* when a remedy pays, *ready* when nothing is missing; a
*complaint* is a customer's word on quality or service, followed until it is answered or corrected.

The policy decides (shared/policy: R101-R307, R401-R406); this service brings it the facts (D22,
D25, D33), carries its answer out (R202, R501, R511; D4, D21), says what is to be paid and when it
is ready (R507, R508; D3, D8, D9, D10, D11), and takes verdicts (R501), complaints (R513) and
ratings (R515). It books nothing itself.

Read ``domain/return_case.py`` and ``domain/review.py`` first, then ``application.py``, then
``reactions.py``.
"""
