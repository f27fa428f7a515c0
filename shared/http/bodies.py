"""A command as the body of a route: read by the service's codec, described in its document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import Request
from pydantic_core import from_json

from shared.errors import BadInput
from shared.http.codec import TAG

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from fastapi import FastAPI

    from shared.http.codec import Codec

ASKS = "x-command"


def asks(command: type[Any]) -> dict[str, str]:
    """For a route's ``openapi_extra``: its body is this command."""
    return {ASKS: command.__name__}


def body_of(command: type[Any], *in_path: str) -> Callable[[Request], Coroutine[Any, Any, Any]]:
    """For ``Depends``: the command of the body; ``in_path`` fields stand in the address."""

    async def read(request: Request) -> Any:
        try:
            fields = from_json(await request.body())
        except ValueError as error:
            raise BadInput(f"the body is no JSON: {error}") from error
        if not isinstance(fields, dict):
            raise BadInput("the body is a JSON object")
        if repeated := fields.keys() & {TAG, *in_path}:
            raise BadInput(f"{', '.join(sorted(repeated))} does not belong in the body")
        addressed = {field: request.path_params[field] for field in in_path}
        codec: Codec = request.app.state.codec
        return codec.decode({TAG: command.__name__, **fields, **addressed})

    return read


def describe_bodies(api: FastAPI, codec: Codec, examples: Mapping[str, Mapping[str, Any]]) -> None:
    """Put the commands' schemas and examples where the routes ask for them."""
    inner = api.openapi

    def document() -> dict[str, Any]:
        made = inner()
        parts = made.setdefault("components", {}).setdefault("schemas", {})
        parts.update(codec.schemas())
        for path, operations in made["paths"].items():
            for operation in operations.values():
                name = operation.pop(ASKS, None)
                if name is not None:
                    operation["requestBody"] = _body(path, parts[name], examples.get(name, {}))
        return made

    api.openapi = document  # type: ignore[method-assign]  # FastAPI's documented way


def _body(path: str, schema: dict[str, Any], example: Mapping[str, Any]) -> dict[str, Any]:
    """The request body of a command, without the fields that stand in the address."""

    def asked(field: str) -> bool:
        return f"{{{field}}}" not in path

    shape = dict(schema)
    shape["properties"] = {f: of for f, of in schema["properties"].items() if asked(f)}
    shape["required"] = [f for f in schema.get("required", ()) if asked(f)]
    told = {field: value for field, value in example.items() if asked(field)}
    return {"required": True, "content": {"application/json": {"schema": shape, "example": told}}}
