"""Idempotency-Key: the same key and request get the same answer, whatever happened since."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.http import answers
from tests.http.serving import ASKED, ORDER, served

if TYPE_CHECKING:
    from pathlib import Path

    from tests.http.serving import Caller


def test_every_post_needs_a_key(house: Caller) -> None:
    answer = house.client.post("/intake/v1/orders", json=ORDER)

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_same_request_gets_the_same_answer(house: Caller) -> None:
    order = {**ORDER, "order_no": "same"}
    first = house.post("/intake/v1/orders", order, key="same")
    second = house.post("/intake/v1/orders", order, key="same")

    assert first.json()["changed"] is True
    assert second.content == first.content
    assert second.headers["etag"] == first.headers["etag"]
    assert second.headers["idempotency-replayed"] == "true"


def test_a_refusal_is_remembered_too(house: Caller) -> None:
    asked = {**ASKED, "case_no": "early", "order_no": "late"}
    first = house.post("/intake/v1/cases", asked, key="early")
    house.post("/intake/v1/orders", {**ORDER, "order_no": "late"})
    second = house.post("/intake/v1/cases", asked, key="early")

    assert (first.status_code, second.status_code) == (404, 404)
    assert second.content == first.content


def test_a_key_is_for_one_request(house: Caller) -> None:
    house.post("/intake/v1/orders", {**ORDER, "order_no": "one"}, key="one")
    other = house.post("/intake/v1/orders", {**ORDER, "order_no": "two"}, key="one")

    assert other.status_code == 422
    assert house.get("/intake/v1/cases").status_code == 200


def test_what_cannot_be_read_takes_no_key(house: Caller) -> None:
    wrong = house.post("/intake/v1/orders", {**ORDER, "order_no": None}, key="again")
    right = house.post("/intake/v1/orders", {**ORDER, "order_no": "again"}, key="again")

    assert (wrong.status_code, right.status_code) == (422, 200)


def test_an_answer_outlives_the_process(tmp_path: Path) -> None:
    with served(tmp_path) as house:
        first = house.post("/intake/v1/orders", ORDER, key="kept")
    with served(tmp_path) as house:
        second = house.post("/intake/v1/orders", ORDER, key="kept")

    assert second.content == first.content


def test_only_the_newest_answers_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "KEPT_AT_MOST", 3)
    with served(tmp_path) as house:
        for number in range(6):
            house.post("/intake/v1/known", [f"order:{number}"], key=str(number))
        forgotten = house.post("/intake/v1/known", ["order:other"], key="0")
        kept = house.post("/intake/v1/known", ["order:other"], key="5")

    assert (forgotten.status_code, kept.status_code) == (200, 422)
