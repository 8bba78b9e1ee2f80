"""A trigger said once and written for both engines.

They differ in three things: how a refusal is raised, how a step is made conditional (PostgreSQL has IF,
SQLite only WHERE), and how a row is made when it is absent. The rest, null-safe equality included, is one
SQL.
"""

from collections.abc import Sequence
from dataclasses import dataclass

ENGINES = ("sqlite", "postgresql")

KEY = "tenant_id = NEW.tenant_id"


@dataclass(frozen=True)
class Require:
    """Refuse under this name unless the condition is true (unknown is not); ``when`` says when to ask."""

    name: str
    condition: str
    when: str = ""

    def sqlite(self) -> str:
        """One SELECT RAISE each: a single one with OR between conditions is many times slower."""
        asked = f"({self.when}) AND " if self.when else ""
        return f"SELECT RAISE(ABORT, '{self.name}') WHERE {asked}({self.condition}) IS NOT TRUE;"

    def postgresql(self) -> str:
        """An IF."""
        asked = f"({self.when}) AND " if self.when else ""
        return f"IF {asked}({self.condition}) IS NOT TRUE THEN {_raise(self.name)} END IF;"


@dataclass(frozen=True)
class Change:
    """Update exactly one row, or refuse: under the first diagnosis that is true, else under the name.

    The WHERE holds every bound, so that no CHECK fires in here: on SQLite the caller's OR IGNORE or OR FAIL
    would silence it.
    ``done`` is the condition by which SQLite sees that the row was changed.
    """

    name: str
    table: str
    values: str
    where: str
    done: str
    when: str = ""
    diagnoses: tuple[tuple[str, str], ...] = ()

    def sqlite(self) -> str:
        """The update, then a look whether it happened."""
        asked = f" AND ({self.when})" if self.when else ""
        missing = f"NOT EXISTS (SELECT 1 FROM {self.table} WHERE {self.done}){asked}"
        lines = [f"UPDATE {self.table} SET {self.values} WHERE {self.where}{asked};"]
        lines += [f"SELECT RAISE(ABORT, '{name}') WHERE {missing} AND ({case});" for name, case in self.diagnoses]
        lines.append(f"SELECT RAISE(ABORT, '{self.name}') WHERE {missing};")
        return "\n".join(lines)

    def postgresql(self) -> str:
        """The update, then FOUND."""
        refusals = "".join(f"IF {case} THEN {_raise(name)} END IF; " for name, case in self.diagnoses)
        body = (
            f"UPDATE {self.table} SET {self.values} WHERE {self.where}; "
            f"IF NOT FOUND THEN {refusals}{_raise(self.name)} END IF;"
        )
        return f"IF {self.when} THEN {body} END IF;" if self.when else body


@dataclass(frozen=True)
class MakeAbsent:
    """Insert a row unless it is there."""

    table: str
    columns: str
    query: str
    present: str
    when: str

    def sqlite(self) -> str:
        """SQLite knows no upsert inside a trigger."""
        present = f"EXISTS (SELECT 1 FROM {self.table} WHERE {self.present})"
        return f"INSERT INTO {self.table} ({self.columns}) {self.query} AND ({self.when}) AND NOT {present};"

    def postgresql(self) -> str:
        """Another transaction may make the row at the same moment."""
        insert = f"INSERT INTO {self.table} ({self.columns}) {self.query} ON CONFLICT DO NOTHING"
        return f"IF {self.when} THEN {insert}; END IF;"


@dataclass(frozen=True)
class Run:
    """A statement that both engines read alike; how many rows it changes is its own affair."""

    sql: str
    when: str = ""

    def sqlite(self) -> str:
        """The statement: it ends with its WHERE."""
        return f"{self.sql} AND ({self.when});" if self.when else f"{self.sql};"

    def postgresql(self) -> str:
        """The same."""
        return f"IF {self.when} THEN {self.sql}; END IF;" if self.when else f"{self.sql};"


@dataclass(frozen=True)
class Owe:
    """Add to what is owed: a row that is there as long as something of it is, and is gone when all of it is paid."""

    table: str
    key: dict[str, str]
    added: dict[str, str]

    @property
    def _where(self) -> str:
        return " AND ".join(f"{name} = {value}" for name, value in self.key.items())

    def _insert(self, values: str) -> str:
        return f"INSERT INTO {self.table} ({', '.join([*self.key, *self.added])}) {values}"

    def _update(self) -> str:
        return f"UPDATE {self.table} SET {', '.join(f'{name} = {name} + {of}' for name, of in self.added.items())}"

    def sqlite(self) -> str:
        """A row of noughts if there is none, the sum, and away with it once it is noughts."""
        noughts = f"SELECT {', '.join([*self.key.values(), *('0' for _ in self.added)])}"
        absent = f"WHERE NOT EXISTS (SELECT 1 FROM {self.table} WHERE {self._where})"
        paid = " AND ".join(f"{name} = 0" for name in self.added)
        return (
            f"{self._insert(f'{noughts} {absent}')};\n{self._update()} WHERE {self._where};\n"
            f"DELETE FROM {self.table} WHERE {self._where} AND {paid};"
        )

    def postgresql(self) -> str:
        """The same in one statement, most times."""
        values = f"VALUES ({', '.join([*self.key.values(), *self.added.values()])})"
        left = [f"left_{n}" for n in range(len(self.added))]
        paid = " AND ".join(f"{name} = 0" for name in left)
        nothing = " AND ".join(f"{of} = 0" for of in self.added.values())
        return (
            f"DECLARE {' '.join(f'{name} bigint;' for name in left)} BEGIN "
            f"{self._update()} WHERE {self._where} RETURNING {', '.join(self.added)} INTO {', '.join(left)}; "
            f"IF NOT FOUND THEN IF NOT ({nothing}) THEN {self._insert(values)}; END IF; "
            f"ELSIF {paid} THEN DELETE FROM {self.table} WHERE {self._where}; END IF; END;"
        )


@dataclass(frozen=True)
class OnlyOn:
    """SQL for one engine alone."""

    engine: str
    sql: str

    def sqlite(self) -> str:
        """The SQL, if it is for SQLite."""
        return self.sql if self.engine == "sqlite" else ""

    def postgresql(self) -> str:
        """The SQL, if it is for PostgreSQL."""
        return self.sql if self.engine == "postgresql" else ""


Step = Require | Change | MakeAbsent | Run | Owe | OnlyOn


@dataclass(frozen=True)
class Trigger:
    """When it fires, and its steps in order."""

    name: str
    table: str
    moment: str
    steps: Sequence[Step]

    def statements(self, engine: str) -> list[str]:
        """The statements that create it on one engine."""
        bodies = [step.sqlite() if engine == "sqlite" else step.postgresql() for step in self.steps]
        body = "\n".join(part for part in bodies if part)
        if not body:
            return []
        if engine == "sqlite":
            return [f"CREATE TRIGGER {self.name} {self.moment} ON {self.table}\nBEGIN\n{body}\nEND"]
        result = "OLD" if "DELETE" in self.moment else "NEW"
        return [
            _function(self.name, f"{body}\nRETURN {result};"),
            _fires(self.name, self.moment, self.table, "ROW"),
        ]


def along(name: str, pairs: str) -> Require:
    """The status stays, or goes along one of these steps."""
    return Require(name, f"NEW.status = OLD.status OR (OLD.status, NEW.status) IN (VALUES {pairs})")


def never(name: str, table: str, verbs: Sequence[str]) -> list[Trigger]:
    """Refuse these verbs on a table altogether."""
    return [Trigger(f"{table}_no_{verb.lower()}", table, f"BEFORE {verb}", (Require(name, "1 = 0"),)) for verb in verbs]


def no_truncate(table: str) -> list[str]:
    """PostgreSQL alone has TRUNCATE, and row triggers do not see it."""
    return [
        _function(f"{table}_no_truncate", _raise(f"{table}_no_truncate")),
        _fires(f"{table}_no_truncate", "BEFORE TRUNCATE", table, "STATEMENT"),
    ]


def _function(name: str, body: str) -> str:
    # The definer's rights let it change balances that the web role may only read; the fixed path keeps a
    # caller's temporary tables from standing in for ours.
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
        f"SET search_path = pg_catalog, public, pg_temp AS $$\nBEGIN\n{body}\nEND $$"
    )


def _fires(name: str, moment: str, table: str, each: str) -> str:
    return f"CREATE TRIGGER {name} {moment} ON {table} FOR EACH {each} EXECUTE FUNCTION {name}()"


def _raise(name: str) -> str:
    return f"RAISE EXCEPTION 'refused by {name}' USING ERRCODE = '23514', CONSTRAINT = '{name}';"
