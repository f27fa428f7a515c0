"""A route whose POSTs need an ``Idempotency-Key`` and answer a repeated one as before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, Header, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from shared.errors import RuleViolation
from shared.http.answers import Answers, Asked
from shared.http.problems import BodyTooLarge

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from fastapi import Response
    from starlette.types import Message, Receive

    Handler = Callable[[Request], Coroutine[Any, Any, Response]]

LONGEST_KEY = 200
LARGEST_BODY = 24 * 1024 * 1024
"""Above every file of evidence and every list of commands."""
NOT_KEPT = "no-store"
"""The ``Cache-Control`` of an answer that is kept nowhere, not even for a repeated request."""


def idempotency_key(
    idempotency_key: Annotated[
        str,
        Header(
            min_length=1,
            max_length=LONGEST_KEY,
            description="Repeat a request with its key and get the same answer; one key a request.",
            examples=["9d5f0c1e-import-2026-09-w17"],
        ),
    ],
) -> str:
    """The header, required."""
    return idempotency_key


class RepeatableRoute(APIRoute):
    """What was carried out is not carried out again: refusals are remembered like successes.

    Only an answer that says ``no-store`` is not: who repeats its request has asked twice.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **how: Any) -> None:
        if "POST" in (how.get("methods") or ()):
            how["dependencies"] = [*(how.get("dependencies") or ()), Depends(idempotency_key)]
        super().__init__(path, endpoint, **how)

    def get_route_handler(self) -> Handler:
        """The library's handler, asked only when there is no answer yet."""
        ask = super().get_route_handler()
        if "POST" not in (self.methods or ()):
            return ask

        async def answered(request: Request) -> Response:
            request = Request(request.scope, bounded(request.receive))
            key = request.headers.get("idempotency-key", "")
            if not 1 <= len(key) <= LONGEST_KEY:
                return await ask(request)  # Which says what is wrong with it.
            answers: Answers = request.app.state.answers
            asked = await Asked.of(request, key)
            before = await run_in_threadpool(answers.find, asked)
            if before is not None:
                return before
            try:
                answer = await ask(request)
            except RuleViolation as refusal:
                answer = request.app.state.problems(request, refusal)
            if answer.headers.get("cache-control") == NOT_KEPT:
                return answer
            return await run_in_threadpool(answers.keep, asked, answer)

        return answered


def bounded(receive: Receive) -> Receive:
    """What comes in, up to the largest body; raises ``BodyTooLarge`` beyond it."""
    taken = 0

    async def receive_on() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST_BODY:
            raise BodyTooLarge(f"at most {LARGEST_BODY} bytes a request")
        return message

    return receive_on
