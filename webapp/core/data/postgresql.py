"""PostgreSQL: web connections work as a role that owns nothing, and each transaction says whose it is."""

from typing import Any

from sqlalchemy import Connection, Engine, event

from webapp.core.data.tenancy import current_tenant

WEB_ROLE = "stockdesk_web"
LOCK_MILLISECONDS = 3000
ROWS_AT_ONCE = 100
"""Rows of one INSERT with RETURNING: a statement of thousands of parameters takes longer to read than ten small."""


def engine_options() -> dict[str, Any]:
    """What create_engine needs besides the URL."""
    return {"pool_size": 20, "max_overflow": 20, "pool_pre_ping": True, "insertmanyvalues_page_size": ROWS_AT_ONCE}


def attach(engine: Engine) -> None:
    """Take the web role at connect; tell each transaction its tenant before its first statement."""
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _forget_tenant)
    event.listen(engine, "before_execute", _tell_tenant)


def _prepare(connection: Any, record: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {WEB_ROLE}")
        cursor.execute(f"SET lock_timeout = {LOCK_MILLISECONDS}")
        cursor.execute("SET idle_in_transaction_session_timeout = '15s'")
    connection.commit()


def _forget_tenant(conn: Connection) -> None:
    conn.info["tenant"] = None


def _tell_tenant(conn: Connection, statement: Any, multiparams: Any, params: Any, options: Any) -> None:
    tenant = current_tenant()
    if tenant is not None and conn.info.get("tenant") != tenant:
        conn.exec_driver_sql("SELECT set_config('app.tenant', %s, true)", (str(tenant),))
        conn.info["tenant"] = tenant
