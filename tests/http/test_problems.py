"""Errors as problem details, and nothing inner in them."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from shared.errors import BadInput, NotKnown, RuleViolation, Unavailable, VersionConflict
from shared.http.problems import install_problems


class ShopIsClosed(RuleViolation):
    """A refusal."""


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (ShopIsClosed("come tomorrow"), 409, "shop-is-closed"),
        (NotKnown("case 7"), 404, "not-known"),
        (BadInput("line 3"), 422, "bad-input"),
        (Unavailable("db.internal:5432 refused"), 503, "unavailable"),
        (VersionConflict("another was faster"), 503, "unavailable"),
        (RuntimeError("secret"), 500, None),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_an_error_is_a_problem(error: Exception, status: int, code: str | None) -> None:
    api = FastAPI()
    install_problems(api)

    @api.get("/")
    def fail() -> None:
        raise error

    answer = TestClient(api, raise_server_exceptions=False).get("/")
    problem = answer.json()

    assert (answer.status_code, problem["status"], problem.get("code")) == (status, status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.headers.get("retry-after") == "1") == (status == 503)
    if status >= 500:
        assert str(error) not in answer.text
    else:
        assert problem["detail"] == str(error)
