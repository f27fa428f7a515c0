"""The warehouse decides what came back and in what state, and what was never packed.

Its words: the *returned-goods register* lists every parcel that came back and what inspection found
in it (D10), also one that nobody knows the owner of; a *damage report* is damage shown by photos
(D1); an *order sheet* is what was packed for an order, with its weights, against what is claimed
missing (D11); *suspect stock* is a product that a complaint makes doubtful, isolated until checked.
The rules it carries: R210, R211, R212, R505, R506, its side of R501 (D5) and of R513, and of
details.md D1, D10, D11. It keeps the costs of R210; what other keepers assign to it, it books.

Open ``domain/order_sheet.py`` first, then ``domain/weight_check.py`` and ``application.py``.
"""
