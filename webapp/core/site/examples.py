"""An example of a whole body, put together from the examples its fields carry."""

from typing import Any

NOTHING = object()


def example_of(schema: dict[str, Any], schemas: dict[str, Any]) -> Any:
    """The example of a JSON Schema, or NOTHING when none of its parts has one."""
    if "examples" in schema:
        return schema["examples"][0]
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].rsplit("/", 1)[-1]], schemas)
    if "anyOf" in schema:
        found = [example_of(one, schemas) for one in schema["anyOf"] if one.get("type") != "null"]
        return next((one for one in found if one is not NOTHING), NOTHING)
    if schema.get("type") == "array" and "items" in schema:
        item = example_of(schema["items"], schemas)
        return NOTHING if item is NOTHING else [item]
    if schema.get("type") == "object":
        return _object(schema, schemas)
    return schema["enum"][0] if "enum" in schema else schema.get("const", NOTHING)


def _object(schema: dict[str, Any], schemas: dict[str, Any]) -> Any:
    made = {name: example_of(part, schemas) for name, part in schema.get("properties", {}).items()}
    told = {name: value for name, value in made.items() if value is not NOTHING}
    return told or NOTHING
