"""A house served on a folder of its own, and what its callers send."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any

import httpx
from fastapi.testclient import TestClient

from services.cli.serve import bootstraps
from shared.runtime.process import Duty, house_api
from shared.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SERVICES = ("intake", "logistics", "warehouse", "finance")

ORDER: dict[str, Any] = {
    "order_no": "R1",
    "purchased_at": "2026-09-01T09:00:00+08:00",
    "province": "浙江",
    "lines": [
        {"sku": "A", "product": "茶", "liquid": False, "quantity": 2, "unit_price": "30.00"},
    ],
}
ASKED: dict[str, Any] = {
    "case_no": "C1",
    "at": "2026-09-02T09:00:00+08:00",
    "order_no": "R1",
    "lines": [{"sku": "A", "quantity": 1}],
    "cause": "change_of_mind",
    "confirmed_at": "2026-09-02T09:30:00+08:00",
}
VERDICT = {"at": "2026-09-05T09:00:00+08:00", "liable": "courier", "reason": "crushed"}
PARCEL = {
    "waybill": "W1",
    "kind": "outbound",
    "order_no": "R1",
    "courier": "SF",
    "shipped_at": "2026-09-01T12:00:00+08:00",
    "freight": "12.00",
}


class Caller:
    """Sends every POST with a key of its own."""

    def __init__(self, client: TestClient, home: Path) -> None:
        self.client = client
        self.home = home
        self._keys = count(1)

    def get(self, path: str, **params: Any) -> Any:
        """The answer to a question."""
        return self.client.get(path, params=params)

    def post(self, path: str, body: Any, key: str | None = None, **headers: str) -> Any:
        """The answer to a command."""
        key = key or f"key-{next(self._keys)}"
        return self.client.post(path, json=body, headers={"Idempotency-Key": key, **headers})


class Forwarding(httpx.BaseTransport):
    """Takes the gateway's place: hands what a client sends to the house served."""

    def __init__(self, client: TestClient) -> None:
        self._client = client

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Hand over and back."""
        answer = self._client.request(
            request.method,
            request.url.raw_path.decode(),
            content=request.read(),
            headers=dict(request.headers),
        )
        return httpx.Response(answer.status_code, content=answer.content, headers=answer.headers)


@contextmanager
def served(home: Path, *, loops: bool = False) -> Iterator[Caller]:
    """All four services' APIs in this process, with their loops if wanted."""
    api = house_api(Settings(home=home), bootstraps(SERVICES), Duty(apis=True, loops=loops))
    with TestClient(api, raise_server_exceptions=False) as client:
        yield Caller(client, home)
