"""A Flask-WTF form generated from an Input: widgets, limits, CSRF and unflattening; pydantic alone judges."""

import types
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import MaxLen
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from pydantic.fields import FieldInfo
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    Form,
    FormField,
    HiddenField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice

from webapp.core.inputs.keyed import KeyedField, Part
from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Hint, Line, Note, Whole
from webapp.core.inputs.uploads import Upload
from webapp.core.operation.errors import Problem

MAX_ROWS = 500


class BoundForm(FlaskForm):
    """The base of generated forms: the hidden CSRF token and the hidden operation key."""

    op_id = HiddenField()
    general: tuple[str, ...] = ()
    sent: Mapping[str, str] = {}
    """All that was posted, for what a page has beside its fields."""
    focus: str = ""
    """The row, field or button that a change of rows puts the focus on (core/web/rows.py)."""


def _trait(annotation: Any, metadata: tuple[Any, ...] = ()) -> tuple[Any, tuple[Any, ...], bool]:
    """The bare type, all metadata found on the way, and whether None is allowed."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return _trait(inner, (*more, *metadata))
    if origin in (Union, types.UnionType):
        options = [option for option in get_args(annotation) if option is not type(None)]
        bare, found, _ = _trait(options[0], metadata)
        return bare, found, True
    return annotation, metadata, False


def _hint(field: FieldInfo, metadata: tuple[Any, ...]) -> str:
    extra = field.json_schema_extra
    if isinstance(extra, dict) and "widget" in extra:
        return str(extra["widget"])
    for one in metadata:
        if isinstance(one, Hint):
            return one.kind
        if isinstance(one, Note):
            return "note"
        if isinstance(one, Whole):
            return "whole"
    return "line"


def _limit(metadata: tuple[Any, ...]) -> int | None:
    for one in metadata:
        if isinstance(one, (Line, Note)):
            return one.limit
        if isinstance(one, MaxLen):
            return one.max_length
    return None


_INPUT_KINDS: dict[str, dict[str, str]] = {
    "money": {"inputmode": "decimal"},
    "whole": {"inputmode": "numeric"},
    "day": {"type": "date"},
    "moment": {"type": "datetime-local"},
    "email": {"type": "email", "autocomplete": "email"},
    "link": {"type": "url"},
}


def _unbound(name: str, field: FieldInfo) -> Any:
    bare, metadata, _ = _trait(field.annotation, tuple(field.metadata))
    label = field.title or name
    kind = _hint(field, metadata)
    keywords: dict[str, Any] = {"description": field.description or "", "render_kw": _attributes(field, kind, metadata)}
    extra = field.json_schema_extra
    if isinstance(extra, dict) and "id" in extra:
        keywords["id"] = str(extra["id"])
    if isinstance(bare, type) and issubclass(bare, Input):
        return FormField(_subform(bare), label)
    if kind == "hidden":
        return HiddenField(label, **keywords)
    if get_origin(bare) is list:
        return _many(bare, label, kind, keywords)
    if get_origin(bare) is Literal:
        words = (field.json_schema_extra or {}).get("words", {}) if isinstance(field.json_schema_extra, dict) else {}
        pairs = [(str(v), str(words.get(v, v) if isinstance(words, Mapping) else v)) for v in get_args(bare)]
        return SelectField(label, choices=_choices(pairs), validate_choice=False, **keywords)
    if kind == "select":
        return SelectField(label, choices=[], validate_choice=False, **keywords)
    return _PLAIN.get(kind, StringField)(label, **keywords)


_PLAIN: dict[str, type[Field]] = {
    "file": FileField,
    "switch": BooleanField,
    "password": PasswordField,
    "note": TextAreaField,
    "keyed": KeyedField,
}


def _choices(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    return [SelectChoice(value=value, label=label) for value, label in pairs]


def offer(field: Any, pairs: Iterable[tuple[str, str]]) -> None:
    """Give a choice field its options, as (value, words) pairs."""
    field.choices = _choices(pairs)


def _many(bare: Any, label: str, kind: str, keywords: dict[str, Any]) -> Any:
    item, _, _ = _trait(get_args(bare)[0])
    if kind != "lines" and isinstance(item, type) and issubclass(item, Input):
        return FieldList(
            FormField(_subform(item)), label, max_entries=MAX_ROWS + 1
        )  # one more, for the input to refuse
    if kind == "checks":
        return SelectMultipleField(label, choices=[], validate_choice=False, **keywords)
    return TextAreaField(label, **keywords)


def _attributes(field: FieldInfo, kind: str, metadata: tuple[Any, ...]) -> dict[str, str]:
    attributes = dict(_INPUT_KINDS.get(kind, {}))
    limit = _limit(metadata)
    if limit is not None:
        attributes["maxlength"] = str(limit)
    extra = field.json_schema_extra
    if isinstance(extra, dict):
        attributes.update({name: str(extra[name]) for name in ("autocomplete", "data-unit") if name in extra})
    if field.is_required():
        attributes["data-required"] = "true"
    return attributes


def _form_fields(model: type[Input]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        extra = field.json_schema_extra
        if isinstance(extra, dict) and extra.get("widget") == "none":
            continue
        outside = field.alias or name
        fields[outside] = _unbound(outside, field)
    return fields


@cache
def _subform(model: type[Input]) -> type[Form]:
    return type(f"{model.__name__}Part", (Form,), _form_fields(model))


_forms: dict[Any, type[BoundForm]] = {}


def form_class(model: type[Input]) -> type[BoundForm]:
    """The form of an Input; made once."""
    if model not in _forms:
        _forms[model] = type(f"{model.__name__}Form", (BoundForm,), _form_fields(model))
    return _forms[model]


def values_of(form: Form, model: type[Input], *, editing: bool) -> dict[str, Any]:
    """What was typed, nested as the Input wants it: a blank is absent when creating and None when editing."""
    values: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        outside = info.alias or name
        if outside not in form:
            continue
        value = _value(form[outside], info, editing=editing)
        if value is not _ABSENT:
            values[outside] = value
    return values


_ABSENT = object()


def _value(field: Field, info: FieldInfo, *, editing: bool) -> Any:
    bare, _, optional = _trait(info.annotation, tuple(info.metadata))
    if isinstance(field, FieldList):
        model = _trait(get_args(bare)[0])[0]
        return [values_of(entry.form, model, editing=editing) for entry in field.entries]
    if isinstance(field, (FormField, KeyedField)):
        return _group(field, bare, optional=optional, editing=editing)
    if isinstance(field, (BooleanField, SelectMultipleField)):
        return field.data or ([] if isinstance(field, SelectMultipleField) else False)
    if isinstance(field, FileField):
        return Upload(field.data.filename or "", field.data.read()) if field.data else _ABSENT
    text = field.data if isinstance(field.data, str) else ""
    if get_origin(bare) is list:
        return [one.strip() for one in text.splitlines() if one.strip()]
    if text.strip() == "" and not isinstance(field, PasswordField):
        return None if editing and optional else _ABSENT
    return text


def _group(field: FormField | KeyedField, bare: Any, *, optional: bool, editing: bool) -> Any:
    if isinstance(field, KeyedField):
        told = field.typed(editing=editing)
        return _ABSENT if told is None else told
    inner = values_of(field.form, bare, editing=editing)
    if not optional or any(v not in (None, "", [], False) for v in inner.values()):
        return inner  # of what is needed each field says for itself that it is missing
    return None if editing else _ABSENT


def place_problem(form: BoundForm, problem: Problem) -> None:
    """Put each detail at its field; what fits no field stands above the form."""
    general: list[str] = []
    for detail in problem.details:
        field = _find(form, detail.path.split("."))
        if field is None or isinstance(field, (FormField, KeyedField)):  # a group has no place of its own for words
            general.append(f"{detail.path}: {detail.message}" if detail.path else detail.message)
        else:
            field.errors = [*field.errors, detail.message]
    if not problem.details:
        general.append(problem.words)
    form.general = tuple(general)


def _find(form: Any, parts: list[str]) -> Field | Part | None:
    head, *rest = parts
    if isinstance(form, FieldList):
        entry = form.entries[int(head)] if head.isdigit() and int(head) < len(form.entries) else None
        return None if entry is None else _find(entry.form, rest) if rest else entry
    if head not in form:
        return None
    field: Field = form[head]
    if rest and isinstance(field, FormField):
        return _find(field.form, rest)
    if rest and isinstance(field, FieldList):
        return _find(field, rest)
    if rest and isinstance(field, KeyedField):
        return field.part(rest[0])
    return field


def fields_in_error(form: Form) -> Iterator[Field | Part]:
    """Every field that carries an error, in the order of the form."""
    for field in form:
        if isinstance(field, FieldList):
            if field.errors and not any(True for entry in field.entries for _ in fields_in_error(entry.form)):
                yield field
            for entry in field.entries:
                yield from fields_in_error(entry.form)
        elif isinstance(field, FormField):
            yield from fields_in_error(field.form)
        elif isinstance(field, KeyedField):
            yield from (part for part in field.parts if part.errors)
        elif field.errors:
            yield field
