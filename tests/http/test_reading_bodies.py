"""What cannot be read is told with its field, and never half taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from shared.dates import SHANGHAI
from shared.errors import BadInput
from shared.http.codec import Codec, encode
from shared.money import Money
from tests.http.serving import ORDER

if TYPE_CHECKING:
    from tests.http.serving import Caller


@dataclass(frozen=True, slots=True)
class Pay:
    """A command as services have them."""

    number: str
    at: datetime
    amount: Money
    shares: tuple[Money, ...] = ()
    note: str | None = None


CODEC = Codec([Pay], {})
NINE = datetime(2026, 9, 1, 9, tzinfo=SHANGHAI)
TAGGED: dict[str, Any] = {
    "command": "Pay",
    "number": "1",
    "at": "2026-09-01T09:00:00+08:00",
    "amount": "3.50",
    "shares": ["1.00", "2.50"],
}


def test_a_command_comes_back_as_it_was_sent() -> None:
    command = Pay("1", NINE, Money(350), (Money(100), Money(250)))

    assert encode(command) == TAGGED
    assert CODEC.decode(TAGGED) == command


@pytest.mark.parametrize("at", ["2026-09-01T01:00:00Z", "2026-09-01T09:00:00"])
def test_every_moment_is_printed_in_business_time(at: str) -> None:
    read: Pay = CODEC.decode({**TAGGED, "at": at})

    assert read.at == NINE.astimezone(UTC)
    assert read.at.isoformat() == "2026-09-01T09:00:00+08:00"


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"command": "Steal"}, "Pay"),
        ({"command": None}, "Pay"),
        ({"amount": 3.5}, "amount"),
        ({"amount": "3.505"}, "amount"),
        ({"at": "yesterday"}, "at"),
        ({"at": "1999-12-31T23:59:59+08:00"}, "moment"),
        ({"at": "9999-12-31T23:59:59Z"}, "moment"),
        ({"shares": ["1.00", "x"]}, "amount"),
        ({"colour": "red"}, "colour"),
        ({"number": None}, "number"),
        ({"number": " "}, "number"),
        ({"number": "1\x00"}, "number"),
        ({"number": "1" * 40_000}, "number"),
        ({"amount": "-1.00"}, "amount"),
        ({"amount": "9" * 30}, "amount"),
        ({"amount": "NaN"}, "amount"),
        ({"amount": "Infinity"}, "amount"),
        ({"shares": ["1.00", "-1.00"]}, "shares.1"),
    ],
)
def test_what_is_wrong_is_named(wrong: dict[str, Any], named: str) -> None:
    with pytest.raises(BadInput, match=named):
        CODEC.decode({**TAGGED, **wrong})


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {**ORDER, "purchased_at": "soon"},
        {**ORDER, "lines": [{"sku": "A"}]},
        {**ORDER, "lines": []},
        {**ORDER, "lines": [{**ORDER["lines"][0], "quantity": 0}]},
        {**ORDER, "customer_class": "Z"},
        {**ORDER, "colour": "red"},
        {**ORDER, "command": "RegisterOrder"},
    ],
)
def test_a_body_that_cannot_be_read_is_a_problem(house: Caller, body: Any) -> None:
    answer = house.post("/intake/v1/orders", body)

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_body_that_is_no_json_is_a_problem(house: Caller) -> None:
    headers = {"Idempotency-Key": "no-json"}
    answer = house.client.post("/intake/v1/orders", content=b"{", headers=headers)

    assert answer.status_code == 422


def test_a_field_of_the_address_is_not_in_the_body(house: Caller) -> None:
    body = {"case_no": "C1", "at": "2026-09-05T09:00:00+08:00", "liable": "courier"}

    assert house.post("/intake/v1/cases/C2/verdicts", body).status_code == 422


@pytest.mark.parametrize("body", ['"\\ud800"', "Infinity", '{"a": NaN}'])
@pytest.mark.parametrize("path", ["commands", "let-pass", "known", "order-of"])
def test_a_body_that_could_not_be_sent_back_is_named_all_the_same(
    house: Caller, path: str, body: str
) -> None:
    headers = {"Content-Type": "application/json", "Idempotency-Key": f"{path} {len(body)}"}
    answer = house.client.post(f"/intake/v1/{path}", content=body, headers=headers)

    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["loc"], "input" in error) == (["body"], False)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("due/0", 422),
        ("due/0001-01-01", 422),
        ("due/2000-12-31", 422),
        ("due/2001-01-01", 200),
        ("due/2199-12-31", 200),
        ("due/2200-01-01", 422),
        ("deadlines?until=9999-12-31T23:59:59-12:00", 422),
        ("deadlines?until=2199-12-31T23:59:59Z", 200),
    ],
)
def test_a_day_or_moment_of_a_year_without_business_cannot_be_asked_for(
    house: Caller, path: str, status: int
) -> None:
    assert house.client.get(f"/finance/v1/{path}").status_code == status
