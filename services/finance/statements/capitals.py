"""An amount in the capital characters of Chinese accounting (大写金额), which nobody can alter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from shared.money import Money

DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
PLACES: Final = ("", "拾", "佰", "仟")
GROUPS: Final = ("", "万", "亿", "兆")
THOUSAND: Final = 1_000
"""Below it, a group of four digits begins with a gap."""


def capitals(amount: Money) -> str:
    """``1050.06`` as 人民币壹仟零伍拾元零陆分; without a sign: who pays whom says so."""
    yuan, fen = divmod(abs(amount.fen), 100)
    parts = [f"{_whole(yuan)}元"] if yuan else []
    jiao, rest = divmod(fen, 10)
    if jiao:
        parts.append(f"{DIGITS[jiao]}角")
    elif rest and yuan:
        parts.append(DIGITS[0])
    if rest:
        parts.append(f"{DIGITS[rest]}分")
    else:
        parts.append("整")
    return "人民币" + ("".join(parts) if yuan or fen else "零元整")


def _whole(yuan: int) -> str:
    """Four digits at a time; any gap of zeroes between two digits is one 零."""
    told, gap = "", False
    for number in range(len(GROUPS) - 1, -1, -1):
        group = yuan // 10_000**number % 10_000
        if not group:
            gap = gap or bool(told)
            continue
        gap = gap or (bool(told) and group < THOUSAND)
        told += (DIGITS[0] if gap else "") + _group(group) + GROUPS[number]
        gap = False
    return told


def _group(group: int) -> str:
    told, gap = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            told += (DIGITS[0] if gap else "") + DIGITS[digit] + PLACES[place]
        gap = bool(told) and not digit
    return told
