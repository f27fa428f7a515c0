"""CNY amounts, exact to the fen; every product or percentage is rounded half up (domain.md)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import total_ordering
from typing import TYPE_CHECKING, Any

from pydantic_core import core_schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import GetCoreSchemaHandler


@total_ordering
class Money:
    """An amount of CNY as a whole number of fen; never a float."""

    __slots__ = ("fen",)

    def __init__(self, fen: int) -> None:
        self.fen = fen

    @classmethod
    def zero(cls) -> Money:
        """Nothing."""
        return cls(0)

    @classmethod
    def of(cls, text: str | Decimal) -> Money:
        """Read ``"12.30"``; more than two decimals are an error, not a rounding."""
        try:
            amount = Decimal(text)
        except InvalidOperation:
            raise ValueError(f"not an amount: {text}") from None
        scaled = amount.scaleb(2)
        if scaled != scaled.to_integral_value():
            raise ValueError(f"more than two decimals: {text}")
        return cls(int(scaled))

    @classmethod
    def total(cls, amounts: Iterable[Money]) -> Money:
        """The sum of any number of amounts."""
        return cls(sum(amount.fen for amount in amounts))

    def times(self, factor: int | Decimal) -> Money:
        """A product, rounded half up to the fen."""
        if isinstance(factor, int):
            return Money(self.fen * factor)
        product = Decimal(self.fen) * factor
        return Money(int(product.quantize(Decimal(1), rounding=ROUND_HALF_UP)))

    def share(self, part: int, whole: int) -> Money:
        """``self × part / whole``, rounded half up."""
        if whole == 0:
            return Money(0)
        return self.times(Decimal(part) / Decimal(whole))

    def __add__(self, other: Money) -> Money:
        return Money(self.fen + other.fen)

    def __sub__(self, other: Money) -> Money:
        return Money(self.fen - other.fen)

    def __neg__(self) -> Money:
        return Money(-self.fen)

    def __bool__(self) -> bool:
        return self.fen != 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Money) and self.fen == other.fen

    def __lt__(self, other: Money) -> bool:
        return self.fen < other.fen

    def __hash__(self) -> int:
        return hash(self.fen)

    def __str__(self) -> str:
        sign, fen = ("-", -self.fen) if self.fen < 0 else ("", self.fen)
        return f"{sign}{fen // 100}.{fen % 100:02d}"

    def __repr__(self) -> str:
        return f"Money({str(self)!r})"

    @classmethod
    def _validate(cls, value: Any) -> Money:
        if isinstance(value, Money):
            return value
        if isinstance(value, str):
            return cls.of(value)
        raise ValueError("money is a decimal string")

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate,
            json_schema_input_schema=core_schema.str_schema(pattern=r"^-?\d+\.\d\d$"),
            serialization=core_schema.plain_serializer_function_ser_schema(
                str, return_schema=core_schema.str_schema()
            ),
        )
