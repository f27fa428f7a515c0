"""Requests to the services behind a gateway, repeated with their key while it is unavailable."""

from __future__ import annotations

import random
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

import httpx

from shared.errors import BadInput, NotKnown, RecourseError, Unavailable
from shared.evidence.acceptance import UNTOLD

PATIENCE_SECONDS = 120.0
TIMEOUT_SECONDS = 120.0
LONG_SECONDS = 300.0
"""As long as the gateway itself waits for a service."""
BACKOFF_SECONDS = (0.1, 5.0)
AWAY = frozenset({429, 502, 503, 504})
CONNECTIONS = httpx.Limits(max_connections=8, max_keepalive_connections=8)


class GatewayClient:
    """Asks ``<gateway>/<service>/v1/…``; answers are JSON, or a problem (RFC 9457)."""

    def __init__(
        self,
        gateway: str,
        transport: httpx.BaseTransport | None = None,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._patience = patience
        self._http = httpx.Client(
            base_url=gateway.rstrip("/"),
            timeout=TIMEOUT_SECONDS,
            transport=transport,
            limits=CONNECTIONS,
        )

    def get(self, service: str, path: str, **params: str | int | None) -> Any:
        """The answer to a question; parameters that are null are left out."""
        asked = {name: value for name, value in params.items() if value is not None}
        request = self._http.build_request("GET", f"/{service}/v1{path}", params=asked)
        return self._answer(request)

    def get_at_length(self, service: str, path: str) -> Any:
        """The answer to a question over all that a service holds."""
        return self._answer(
            self._http.build_request("GET", f"/{service}/v1{path}", timeout=LONG_SECONDS)
        )

    def post(self, service: str, path: str, body: Any) -> Any:
        """The answer to a command, carried out once however often it is asked."""
        headers = {"Idempotency-Key": str(uuid4())}
        request = self._http.build_request(
            "POST", f"/{service}/v1{path}", json=body, headers=headers
        )
        return self._answer(request)

    def bring(self, service: str, path: str, content: bytes, **told: str | None) -> Any:
        """The answer to a file brought, kept once however often it is sent."""
        request = self._http.build_request(
            "POST",
            f"/{service}/v1{path}",
            content=content,
            params={name: value for name, value in told.items() if value is not None},
            headers={"Idempotency-Key": str(uuid4()), "Content-Type": UNTOLD},
        )
        return self._answer(request)

    def content(self, service: str, path: str, **asked: str | None) -> bytes:
        """A file handed out."""
        params = {name: value for name, value in asked.items() if value is not None}
        return self._sent(
            self._http.build_request("GET", f"/{service}/v1{path}", params=params)
        ).content

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def _answer(self, request: httpx.Request) -> Any:
        answer = self._sent(request)
        return answer.json() if answer.content else None

    def _sent(self, request: httpx.Request) -> httpx.Response:
        until = monotonic() + self._patience
        pause, longest = BACKOFF_SECONDS
        while True:
            try:
                answer = self._http.send(request)
            except httpx.TransportError as error:
                trouble = f"{request.url}: {error}"
            else:
                if answer.status_code not in AWAY:
                    return _accepted(answer)
                trouble = f"{request.url}: {answer.status_code}"
            if monotonic() > until:
                raise Unavailable(trouble)
            sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311  # Jitter, no secret.
            pause = min(pause * 2, longest)


def _accepted(answer: httpx.Response) -> httpx.Response:
    if answer.is_success:
        return answer
    text = _told(answer)
    match answer.status_code:
        case 404:
            raise NotKnown(text)
        case 422:
            raise BadInput(text)
        case status:
            raise RecourseError(f"{answer.request.url} answered {status}: {text}")


def _told(answer: httpx.Response) -> str:
    try:
        problem = answer.json()
    except ValueError:
        return answer.text[:200]
    return str(problem.get("detail") or problem.get("title") or problem)
