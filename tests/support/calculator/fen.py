"""Money as a whole number of fen."""

from decimal import ROUND_HALF_UP, Decimal

COMMISSION_KEPT = 955  # per mille: 1 − 4.5 % (R508)


def parse(text: str) -> int:
    return int((Decimal(text) * 100).to_integral_value(ROUND_HALF_UP))


def show(amount: int) -> str:
    sign = "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // 100}.{abs(amount) % 100:02}"


def portion(amount: int, part: int, whole: int) -> int:
    """Amount × part / whole, half up; none of them negative."""
    return (2 * amount * part + whole) // (2 * whole)


def after_commission(amount: int) -> int:
    return portion(amount, COMMISSION_KEPT, 1000)
