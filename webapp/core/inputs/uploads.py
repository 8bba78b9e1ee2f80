"""A file among the fields of an input."""

import hashlib
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import InstanceOf, WithJsonSchema

from webapp.core.inputs.types import Hint


@dataclass(frozen=True)
class Upload:
    """A file as it came; as text it is its digest, so that a repeat of a request is known by the file's bytes."""

    name: str
    data: bytes = field(repr=False)

    def __str__(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


File = Annotated[InstanceOf[Upload], Hint("file"), WithJsonSchema({"type": "string", "format": "binary"})]
"""A file: a part of a multipart request, or the whole body."""
