"""Commands as tagged JSON: ``{"command": "RegisterOrder", …fields}`` and back, strictly by name."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from datetime import datetime
from types import NoneType
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, create_model
from pydantic_core import to_jsonable_python

from shared.dates import FIRST_YEAR, LAST_YEAR, SHANGHAI
from shared.errors import BadInput
from shared.http.fitness import fit
from shared.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TAG = "command"

STRICT = ConfigDict(extra="forbid")


def encode(command: Any) -> dict[str, Any]:
    """A command as JSON values; what is unknown is left out."""
    given = {
        f.name: value for f in fields(command) if (value := getattr(command, f.name)) is not None
    }
    return {TAG: type(command).__name__, **to_jsonable_python(given, fallback=str)}


class Codec:
    """The commands that a service takes from outside."""

    def __init__(self, kinds: Iterable[type[Any]], narrowed: Mapping[str, Any]) -> None:
        """``narrowed``: a field's name → the type of the values that interfaces.md names for it."""
        self._kinds = {kind.__name__: kind for kind in kinds}
        self._models = {name: _model(kind, narrowed) for name, kind in self._kinds.items()}

    def decode(self, tagged: dict[str, Any]) -> Any:
        """The command of tagged JSON; raises ``BadInput`` naming the field."""
        name = tagged.get(TAG)
        if not isinstance(name, str) or name not in self._kinds:
            raise BadInput(f"'{TAG}' is one of {', '.join(self._kinds)}, not {name!r}")
        body = {field: value for field, value in tagged.items() if field != TAG}
        try:
            read = self._models[name].model_validate(body)
        except ValidationError as error:
            raise BadInput(f"{name}: {described(error)}") from error
        except ArithmeticError as error:
            raise BadInput(f"{name}: an amount is a decimal number") from error
        values = {field: getattr(read, field) for field in type(read).model_fields}
        for field, value in values.items():
            fit(field, value)
        return in_business_time(self._kinds[name](**values))

    def schemas(self) -> dict[str, Any]:
        """JSON Schemas of all commands and what they hold, by name, for an OpenAPI document."""
        models = [(name, "validation", TypeAdapter(m)) for name, m in self._models.items()]
        _, shared = TypeAdapter.json_schemas(models, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]  # names are as good as any key
        found: dict[str, Any] = shared.get("$defs", {})
        return found


def _model(kind: type[Any], narrowed: Mapping[str, Any]) -> type[BaseModel]:
    """A command's fields as a model that refuses fields it does not know."""
    # Some modules of commands import these for mypy alone.
    names = {"datetime": datetime, "Money": Money}
    hints = get_type_hints(kind, localns=names, include_extras=True)
    for name in hints.keys() & narrowed.keys():
        optional = NoneType in get_args(hints[name])
        hints[name] = narrowed[name] | None if optional else narrowed[name]
    shape: dict[str, Any] = {
        one.name: (hints[one.name], Field() if one.default is MISSING else one.default)
        for one in fields(kind)
    }
    return create_model(kind.__name__, __config__=STRICT, __doc__=kind.__doc__, **shape)


def in_business_time(command: Any) -> Any:
    """The command with every moment in Asia/Shanghai, which a moment without offset is taken for.

    A moment is part of an event's identity as it is printed.
    """
    moments = {
        field.name: value
        for field in fields(command)
        if isinstance(value := getattr(command, field.name), datetime)
    }
    moved = {name: shifted for name, at in moments.items() if (shifted := local(at)) is not at}
    return replace(command, **moved) if moved else command


def local(moment: datetime) -> datetime:
    """A moment in Asia/Shanghai; the very same when it is already. Raises ``BadInput``."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise BadInput(f"a moment lies in the years {FIRST_YEAR} to {LAST_YEAR}, not {moment}")
    if moment.tzinfo is None:
        return moment.replace(tzinfo=SHANGHAI)
    return moment if moment.tzinfo is SHANGHAI else moment.astimezone(SHANGHAI)


def described(error: ValidationError) -> str:
    """Where and what, a field."""
    return "; ".join(
        f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors(include_url=False)
    )
