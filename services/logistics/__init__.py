"""Logistics, the courier desk: what happened to a parcel, and what a courier is charged for it.

Words: parcel (outbound, reship, return), scan, silence, way back, claim, chargeback. Keeps the
costs of every case but R210's. Carries R107–R109, R111, R203–R209, R211, R306, R307, R402, R403,
R406, R501, R503 and D1–D7, D10, D12.
"""
