"""Gives each PostgreSQL role what it needs: none but the owner could change an event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from infrastructure.not_ready import NotReady

_LOGS = ("events", "reads")

# For both roles together: what a role may do with which tables of the ledger.
_APPLICATION = {
    "SELECT, INSERT": ("events", "reads", "alerts"),
    "SELECT, UPDATE": ("events_head", "reads_head", "leases"),
    "SELECT, INSERT, UPDATE": ("events_tracking", "reads_tracking", "accounts"),
    "SELECT, UPDATE, INSERT": ("api_tokens", "enrolled_devices", "night_recoveries"),
    "SELECT, INSERT, DELETE": (
        *("claims", "sign_in_failures", "staged_rosters"),
        *("former_passwords", "recovery_codes", "account_notes"),
    ),
    "SELECT, INSERT, UPDATE, DELETE": (
        *("sessions", "second_factors", "known_browsers"),
        *("deliveries", "work_addresses"),
    ),
    "SELECT": ("ledger", "alembic_version", "view_positions", "quarantined"),
}
_VIEWS = {
    "SELECT": (
        *("events", "events_head", "reads", "reads_head"),
        *("alerts", "ledger", "leases", "alembic_version"),
    ),
    "SELECT, INSERT, UPDATE, DELETE": ("view_positions", "quarantined"),
}
_KEYS = {
    "SELECT, INSERT, UPDATE": ("data_keys",),
    "SELECT, INSERT": ("keystore",),
    "SELECT": ("alembic_version",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """The roles that sign in to serve; the owner, who migrates, is neither of them."""

    application: str
    views: str


def grant_on_ledger(connection: Connection, roles: Roles) -> None:
    """Grant both roles their rights on the ledger, and take away any other.

    Raises: NotReady when a role does not exist, or the owner is not a member of the views role.
    """
    if connection.dialect.name != "postgresql":
        return
    _require_roles(connection, roles)
    schema, application, views = _quoted(connection, roles)
    connection.execute(text(f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC, {application}"))
    connection.execute(text(f"GRANT USAGE ON SCHEMA {schema} TO {application}, {views}"))
    connection.execute(text(f"GRANT CREATE ON SCHEMA {schema} TO {views}"))
    _grant(connection, application, _APPLICATION)
    _grant(connection, views, _VIEWS)
    # Tables that the views role makes later are read by the application without more ado.
    connection.execute(
        text(
            f"ALTER DEFAULT PRIVILEGES FOR ROLE {views} IN SCHEMA {schema}"
            f" GRANT SELECT ON TABLES TO {application}"
        )
    )


def grant_on_keys(connection: Connection, roles: Roles) -> None:
    """Grant the application its rights on the key store; the views role has none."""
    if connection.dialect.name != "postgresql":
        return
    _require_roles(connection, roles)
    schema, application, _ = _quoted(connection, roles)
    connection.execute(text(f"GRANT USAGE ON SCHEMA {schema} TO {application}"))
    _grant(connection, application, _KEYS)


def refuse_a_rewriter(connection: Connection) -> None:
    """Refuse to serve with a role, or a file, that would let an event be changed.

    Raises: NotReady.
    """
    if connection.dialect.name == "postgresql":
        _refuse_a_rewriting_role(connection)
    else:
        _require_triggers(connection)


def _refuse_a_rewriting_role(connection: Connection) -> None:
    for log in _LOGS:
        may_rewrite = connection.execute(
            text(
                "SELECT has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')"
                " OR has_any_column_privilege(c.oid, 'UPDATE')"
                " OR pg_has_role(c.relowner, 'MEMBER')"
                " FROM pg_class AS c WHERE c.oid = to_regclass(:log)"
            ),
            {"log": log},
        ).scalar_one()
        if may_rewrite:
            raise NotReady("role_may_rewrite", log=log)
    if connection.execute(text("SHOW synchronous_commit")).scalar_one() == "off":
        raise NotReady("commits_not_durable")


def _require_triggers(connection: Connection) -> None:
    for log in _LOGS:
        guards = connection.execute(
            text(
                "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :log"
                " AND name IN (:log || '_never_updated', :log || '_never_deleted',"
                " :log || '_never_replaced')"
            ),
            {"log": log},
        ).scalar_one()
        if guards != len(("updated", "deleted", "replaced")):
            raise NotReady("log_unguarded", log=log)


def _require_roles(connection: Connection, roles: Roles) -> None:
    for role in (roles.application, roles.views):
        found = text("SELECT 1 FROM pg_roles WHERE rolname = :role")
        if connection.execute(found, {"role": role}).first() is None:
            raise NotReady("role_missing", role=role)
    member = text("SELECT pg_has_role(:role, 'MEMBER')")
    if not connection.execute(member, {"role": roles.views}).scalar_one():
        raise NotReady("owner_not_in_views_role", role=roles.views)


def _quoted(connection: Connection, roles: Roles) -> tuple[str, str, str]:
    quote = connection.dialect.identifier_preparer.quote_identifier
    schema = connection.execute(text("SELECT current_schema()")).scalar_one()
    return quote(schema), quote(roles.application), quote(roles.views)


def _grant(connection: Connection, role: str, rights: Mapping[str, Sequence[str]]) -> None:
    for tables in rights.values():
        connection.execute(text(f"REVOKE ALL ON {', '.join(tables)} FROM {role}"))
    for privileges, tables in rights.items():
        connection.execute(text(f"GRANT {privileges} ON {', '.join(tables)} TO {role}"))
