"""Errors as problem details (RFC 9457): a refusal keeps its ``code``, nothing inner gets out."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from fastapi_problem.error import Problem, StatusProblem
from fastapi_problem.handler import customise_openapi, new_exception_handler
from starlette.exceptions import HTTPException

from shared.errors import BadInput, Infrastructure, NotKnown, RecourseError, RuleViolation
from shared.evidence.acceptance import FileTooLarge, MediaTypeDiffers, MediaTypeNotAccepted

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from fastapi import FastAPI, Request
    from fastapi_problem.handler import ExceptionHandler

log = logging.getLogger("recourse.http")

KINDS = "urn:recourse:problem:{type}"
RETRY_SECONDS = "1"


class VersionDiffers(RuleViolation):
    """The thing changed since the caller looked at it (``If-Match``)."""


class BodyTooLarge(RuleViolation):
    """A request larger than any that is taken: it is not read to its end."""


class Unanticipated(StatusProblem):
    """A crash: its text is for the log alone."""

    type_ = "unanticipated"
    title = "Something unforeseen happened; it has been logged."
    status = 500

    def __init__(self, detail: str | None = None, headers: Any = None) -> None:
        del detail, headers
        super().__init__()


def status_of(error: RuleViolation) -> int:
    """The status that a refusal answers with."""
    match error:
        case NotKnown():
            return 404
        case VersionDiffers():
            return 412
        case FileTooLarge() | BodyTooLarge():
            return 413
        case MediaTypeNotAccepted() | MediaTypeDiffers():
            return 415
        case _:
            return 409


def refusal_of(error: RuleViolation) -> dict[str, str | None]:
    """A refusal for programs: its code, its reason, the column that it is about."""
    return {
        "code": error.code,
        "reason": str(error),
        "column": getattr(error, "column", None),
    }


def refused(eh: ExceptionHandler, request: Request, error: RuleViolation) -> Problem:
    """409, or what HTTP has for a thing that is not, has changed, or is too large or of no use."""
    del eh, request
    said = refusal_of(error)
    extras: dict[str, Any] = {
        name: said[name] for name in ("code", "column") if said[name] is not None
    }
    if blockers := getattr(error, "blockers", None):  # Each thing that is missing, for programs.
        extras["blockers"] = blockers
    return Problem(
        title="The request is refused.",
        type_=error.code,
        detail=said["reason"],
        status=status_of(error),
        **extras,
    )


def unreadable(eh: ExceptionHandler, request: Request, error: BadInput) -> Problem:
    """422: what was brought cannot be read."""
    del eh, request
    return Problem("The request cannot be read.", "bad-input", str(error), 422, code="bad-input")


def unfit(eh: ExceptionHandler, request: Request, error: RequestValidationError) -> Problem:
    """422: where and what; what was sent is not sent back, it might not even be JSON."""
    del eh, request
    told = [
        {"loc": list(one["loc"]), "msg": one["msg"], "type": one["type"]} for one in error.errors()
    ]
    title, kind = "Request validation error.", "request-validation-failed"
    return Problem(title, kind, status=422, errors=told)


def away(eh: ExceptionHandler, request: Request, error: Infrastructure) -> Problem:
    """503: try again soon, with the same ``Idempotency-Key``."""
    del eh, request
    log.warning("unavailable: %s: %s", type(error).__name__, error)
    headers: MutableMapping[str, str] = {"retry-after": RETRY_SECONDS}
    title = "Not available at the moment."
    return Problem(title, "unavailable", None, 503, headers, code="unavailable")


def install_problems(api: FastAPI) -> ExceptionHandler:
    """Answer every error of an API with problem details, and say so in its document."""
    handler = new_exception_handler(
        unhandled_wrappers={"default": Unanticipated},
        handlers={RuleViolation: refused, BadInput: unreadable, Infrastructure: away},
        documentation_uri_template=KINDS,
        request_validation_handler=unfit,
    )
    for kind in (Exception, RecourseError, Problem, RequestValidationError, HTTPException):
        api.add_exception_handler(kind, handler)
    api.openapi = customise_openapi(api.openapi, documentation_uri_template=KINDS)  # type: ignore[method-assign]  # FastAPI's documented way
    return handler
