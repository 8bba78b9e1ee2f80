"""How the service door reads a body: JSON, or a file as a part of a form or as the body itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from webapp.core.inputs.strictjson import parse_object
from webapp.core.inputs.uploads import Upload
from webapp.core.operation.errors import Detail, InputRefused, Problem

JSON_TYPE = "application/json"
FORM_TYPE = "multipart/form-data"


class WrongContentType(Problem):
    """The body is of a kind that is not read."""

    status = 415
    code = "UNSUPPORTED_MEDIA_TYPE"
    message = "Send the body as application/json in UTF-8."


class NotASheet(WrongContentType):
    """The body is neither a form with the file nor the file itself."""

    message = "Send the file as the part {part} of multipart/form-data, or as the body with Content-Type: {kind}."


@dataclass(frozen=True)
class Body:
    """One way to send a body: its media types, its largest size (0: the usual), how it is read, how it is refused."""

    types: tuple[str, ...]
    read: Callable[[], dict[str, Any]]
    refusal: type[Problem]
    size: int = 0


def _read_json(array: str = "", rows: str = "") -> dict[str, Any]:
    raw = request.get_data(cache=True)
    if raw:
        if request.mimetype != JSON_TYPE or request.mimetype_params.get("charset", "utf-8").lower() != "utf-8":
            raise WrongContentType
        if request.headers.get("Content-Encoding", "identity") != "identity":
            raise WrongContentType
    return parse_object(raw, array=array, rows=rows)


JSON_BODY = Body((JSON_TYPE,), _read_json, WrongContentType)


def list_body(array: str) -> Body:
    """JSON that may also be a bare array, which stands for the field of this name."""
    return Body((JSON_TYPE,), lambda: _read_json(array), WrongContentType)


def rows_body(rows: str) -> Body:
    """JSON with rows in the field of this name, each judged by itself: what is wrong with one costs no other."""
    return Body((JSON_TYPE,), lambda: _read_json(rows=rows), WrongContentType)


def file_body(part: str, kind: str, size: int) -> Body:
    """A file of at most ``size`` bytes: as the part of that name, or raw as ``kind``."""

    def read() -> dict[str, Any]:
        if request.headers.get("Content-Encoding", "identity") != "identity":
            raise NotASheet(part=part, kind=kind)
        if request.mimetype == FORM_TYPE:
            return {part: _part(part, size)}
        if request.mimetype == kind:
            return {part: _sized(Upload("", request.get_data(cache=False)), size)}
        raise NotASheet(part=part, kind=kind)

    return Body((FORM_TYPE, kind), read, NotASheet, size)


def _part(part: str, size: int) -> Upload:
    files, texts = request.files.getlist(part), request.form.getlist(part)
    if len(files) + len(texts) != 1:
        raise InputRefused([Detail(part, "Send one file in this part.", "invalid_type")])
    if files:
        return _sized(Upload(files[0].filename or "", files[0].read()), size)
    return _sized(Upload("", texts[0].encode("utf-8", "surrogatepass")), size)


def _sized(upload: Upload, size: int) -> Upload:
    if len(upload.data) > size:
        raise RequestEntityTooLarge
    return upload
