"""What tests of importing share."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event

from tests.house import House
from webapp.core.data.database import db


@pytest.fixture
def statements(lite: House) -> Iterator[list[str]]:
    """Every statement that reaches the database."""
    seen: list[str] = []

    def note(conn: Any, cursor: Any, statement: str, *rest: Any) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)
