"""The base of every command's input: one frozen model, read strictly from JSON and leniently from a form."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel
from pydantic_core import ErrorDetails

from webapp.core.operation.errors import Detail, InputRefused, Problem

_WORDS: dict[str, tuple[str, str]] = {
    "missing": ("invalid_type", "This is required."),
    "string_too_short": ("too_small", "Fill this in."),
    "string_too_long": ("too_big", "This is too long: at most {max_length} characters."),
    "string_type": ("invalid_type", "This must be text."),
    "int_type": ("invalid_type", "This must be a whole number."),
    "int_from_float": ("invalid_type", "This must be a whole number."),
    "int_parsing": ("invalid_type", "This must be a whole number."),
    "bool_type": ("invalid_type", "This must be true or false."),
    "list_type": ("invalid_type", "This must be a list."),
    "dict_type": ("invalid_type", "This must be an object."),
    "model_type": ("invalid_type", "This must be an object."),
    "model_attributes_type": ("invalid_type", "This must be an object."),
    "greater_than_equal": ("too_small", "This must be at least {ge}."),
    "less_than_equal": ("too_big", "This must be at most {le}."),
    "too_short": ("too_small", "At least {min_length} is needed."),
    "too_long": ("too_big", "At most {max_length} are possible."),
    "literal_error": ("invalid_enum_value", "This must be one of {expected}."),
    "value_error": ("custom", "{error}"),
    "invalid_string": ("invalid_string", "{error}"),
}


_TAKEN = ("details", "retry_after")
"""Names that a Problem means something else by."""


class Input(BaseModel):
    """What one operation takes. Field names are snake_case in Python and camelCase outside, in JSON and forms alike."""

    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=to_camel, validate_by_name=False)

    problems: ClassVar[Mapping[str, type[Problem]]] = {}
    """Errors of fields below these names answer with that problem's code instead of VALIDATION_ERROR."""

    def facts(self) -> dict[str, Any]:
        """The plain top-level values, for the words of an error."""
        return {name: value for name, value in self if isinstance(value, (str, int)) and name not in _TAKEN}

    @classmethod
    def from_json(cls, body: Mapping[str, Any], *, exponent: int, zone: str = "UTC") -> Self:
        """Judge a parsed JSON object strictly; ``exponent`` is the currency's digits after the point."""
        return cls._judge(body, strict=True, context={"exponent": exponent, "zone": zone, "lax": False})

    @classmethod
    def from_form(cls, values: Mapping[str, Any], *, exponent: int, currency: str = "", zone: str = "UTC") -> Self:
        """Judge what a person typed; ``currency`` is the code whose sign may stand beside an amount."""
        context = {"exponent": exponent, "currency": currency, "zone": zone, "lax": True}
        return cls._judge(values, strict=False, context=context)

    @classmethod
    def _judge(cls, values: Mapping[str, Any], *, strict: bool, context: dict[str, Any]) -> Self:
        try:
            return cls.model_validate(values, strict=strict, context=context)
        except ValidationError as error:
            raise cls._refusal(error) from None

    @classmethod
    def _refusal(cls, error: ValidationError) -> Problem:
        found = error.errors(include_url=False, include_input=False)
        details = [_detail(one) for one in found]
        for name, problem in cls.problems.items():
            if all(name in one["loc"] for one in found):
                return problem(details=details)
        return InputRefused(details)


class SnakeInput(Input):
    """An input of a dialect that writes snake_case."""

    model_config = ConfigDict(alias_generator=None)


def _detail(error: ErrorDetails) -> Detail:
    code, words = _WORDS.get(error["type"], ("custom", "This cannot be taken: {msg}."))
    facts = {**error.get("ctx", {}), "msg": error["msg"]}
    if error["type"] == "string_too_short" and facts.get("min_length", 1) > 1:
        words = "Fill this in: at least {min_length} characters."
    path = ".".join(str(part) for part in error["loc"])
    return Detail(path=path, message=words.format_map(facts), code=code)
