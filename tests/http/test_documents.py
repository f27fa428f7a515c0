"""Each service's OpenAPI document: bodies described with an example, every POST with its key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.http.serving import SERVICES

if TYPE_CHECKING:
    from tests.http.serving import Caller


@pytest.fixture(params=SERVICES)
def document(request: pytest.FixtureRequest, house: Caller) -> dict[str, Any]:
    made: dict[str, Any] = house.get(f"/{request.param}/v1/openapi.json").json()
    return made


def operations(document: dict[str, Any], method: str) -> list[dict[str, Any]]:
    return [of[method] for of in document["paths"].values() if method in of]


def test_every_post_asks_for_its_key(document: dict[str, Any]) -> None:
    for operation in operations(document, "post"):
        asked = {one["name"]: one["required"] for one in operation["parameters"]}
        assert asked["idempotency-key"] is True


def test_every_command_is_described(document: dict[str, Any]) -> None:
    for operation in operations(document, "post"):
        content = operation["requestBody"]["content"]
        if "image/jpeg" in content:
            continue  # A file is its own description.
        body = content["application/json"]
        if "example" in body:
            assert body["example"].keys() <= body["schema"]["properties"].keys()
            assert set(body["schema"]["required"]) <= body["example"].keys()
    assert "LetTimePass" in document["components"]["schemas"]


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    names = set(re.findall(r"#/components/schemas/([^'\"]+)", str(document)))

    assert names <= document["components"]["schemas"].keys()


def test_the_examples_are_taken(house: Caller) -> None:
    for service, paths in (
        ("intake", ("/orders", "/cases")),
        ("logistics", ("/parcels",)),
        ("warehouse", ("/inspections",)),
        ("finance", ("/incidents",)),
    ):
        document = house.get(f"/{service}/v1/openapi.json").json()
        for path in paths:
            body = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]
            assert house.post(f"/{service}/v1{path}", body["example"]).status_code == 200
