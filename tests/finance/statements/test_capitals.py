"""Amounts in the capital characters of Chinese accounting (大写金额)."""

import pytest

from services.finance.statements.capitals import capitals
from shared.money import Money


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        ("0.00", "零元整"),
        ("0.06", "陆分"),
        ("0.50", "伍角整"),
        ("1.00", "壹元整"),
        ("10.06", "壹拾元零陆分"),
        ("119.10", "壹佰壹拾玖元壹角整"),
        ("1001.11", "壹仟零壹元壹角壹分"),
        ("1050.06", "壹仟零伍拾元零陆分"),
        ("10500.00", "壹万零伍佰元整"),
        ("100000.00", "壹拾万元整"),
        ("1000001.00", "壹佰万零壹元整"),
        ("1234567.89", "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"),
        ("100010000.00", "壹亿零壹万元整"),
        ("-42.00", "肆拾贰元整"),
    ],
)
def test_an_amount_is_told_in_capitals(amount: str, told: str) -> None:
    assert capitals(Money.of(amount)) == f"人民币{told}"
