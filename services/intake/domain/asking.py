"""What is still missing, who has it, and the words in which the customer is asked for it (R504)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Ask:
    """``of``: whoever can bring it; the words are what the customer reads meanwhile."""

    of: str
    zh: str
    en: str


ASKS: Final[Mapping[str, Ask]] = {
    "photos": Ask(
        "customer",
        "请提供能看清问题处(破损、瑕疵或错发商品)的照片2–3张。",
        "Please send 2–3 photos that clearly show the damage, the defect or the wrong item.",
    ),
    "outer_photo": Ask(
        "customer",
        "请提供快递外包装的照片,能看清六面及面单。",
        "Please send a photo of the outer packaging that shows its sides and the label.",
    ),
    "verification": Ask(
        "desk",
        "您提供的资料正在核实,核实后立即答复您。",
        "We are checking what you sent us and will answer as soon as it is verified.",
    ),
    "weight_check": Ask(
        "warehouse",
        "正在向快递核对出库重量,核对后立即答复您。",
        "We are checking the outbound weight with the courier and will answer as soon as we know.",
    ),
    "sign_off_proof": Ask(
        "courier",
        "已要求快递三天内提供签收底单,逾期按未经同意签收处理。",
        "The courier has three days to show the sign-off slip; after that we make it good.",
    ),
    "customer_confirmation": Ask(
        "customer",
        "请在聊天中确认退款金额,确认后安排打款。",
        "Please confirm the refund in the chat; it is paid after that.",
    ),
}
FILES: Final = frozenset({"photos", "outer_photo"})
"""What the customer can show as a file: asked for by an event of its own."""


def files_missing(missing: Iterable[str]) -> tuple[str, ...]:
    """What the customer is to show, of all that a decision misses (D24)."""
    return tuple(one for one in missing if one in FILES)


def asks_for(missing: Iterable[str]) -> list[dict[str, str]]:
    """Everything that is missing, in the decision's order, with its words."""
    return [
        {"what": one, "of": ASKS[one].of, "zh": ASKS[one].zh, "en": ASKS[one].en} for one in missing
    ]
