"""The roles of PostgreSQL: who may not serve, and how rights come back."""

import pytest
from psycopg import sql
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from infrastructure.database import open_engine
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.tables import EVENTS
from infrastructure.migrating import NotReady, Roles, check_ready, migrate
from tests.engines import APPLICATION, OWNER, ROLES, VIEWS, LedgerDatabases
from tests.infrastructure.log.examples import event
from tests.postgresql import Cluster

pytestmark = pytest.mark.postgres


def migrate_again(ledger: LedgerDatabases) -> None:
    migrate(ledger.owner_url, ledger.keys_owner_url, roles=ROLES)


def as_owner(ledger: LedgerDatabases, statement: str) -> None:
    engine = open_engine(ledger.owner_url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def refusal(ledger: LedgerDatabases, engine: Engine | None = None) -> str:
    with pytest.raises(NotReady) as refused:
        check_ready(engine or ledger.engine, ledger.keys_engine)
    return str(refused.value)


@pytest.mark.parametrize(
    "right", ["UPDATE", "DELETE", "TRUNCATE", "TRIGGER", "UPDATE (state)", "SELECT, UPDATE"]
)
def test_a_role_that_may_rewrite_is_refused_until_it_is_migrated_away(
    postgres_ledger: LedgerDatabases, right: str
) -> None:
    as_owner(postgres_ledger, f"GRANT {right} ON reads TO {APPLICATION}")
    assert refusal(postgres_ledger) == "role_may_rewrite log=reads"
    migrate_again(postgres_ledger)
    check_ready(postgres_ledger.engine, postgres_ledger.keys_engine)


@pytest.mark.parametrize("role", [OWNER, "postgres", "tongxin_heir"])
def test_who_owns_the_log_does_not_serve_it(
    postgres_ledger: LedgerDatabases, cluster: Cluster, role: str
) -> None:
    heir = sql.Identifier("tongxin_heir")
    cluster.execute(sql.SQL("CREATE ROLE {} LOGIN IN ROLE {}").format(heir, sql.Identifier(OWNER)))
    engine = open_engine(postgres_ledger.owner_url.replace(OWNER, role))
    try:
        assert refusal(postgres_ledger, engine) == "role_may_rewrite log=events"
    finally:
        engine.dispose()
        cluster.execute(sql.SQL("DROP ROLE {}").format(heir))


def test_commits_that_may_be_lost_are_refused(postgres_ledger: LedgerDatabases) -> None:
    setting = "?options=-csynchronous_commit%3Doff"
    engine = open_engine(postgres_ledger.application_url + setting)
    assert refusal(postgres_ledger, engine) == "commits_not_durable"
    engine.dispose()


@pytest.mark.parametrize(
    ("role", "statement"),
    [
        ("application", "UPDATE alerts SET position = 1"),
        ("application", "DELETE FROM alerts"),
        ("application", "TRUNCATE alerts"),
        ("views", "INSERT INTO alerts SELECT * FROM alerts"),
        ("views", "UPDATE alerts SET position = 1"),
        ("views", "DELETE FROM alerts"),
    ],
)
def test_who_was_told_is_rewritten_by_nobody_who_serves(
    postgres_ledger: LedgerDatabases, role: str, statement: str
) -> None:
    engine = {
        "application": postgres_ledger.engine,
        "views": postgres_ledger.views_engine,
    }[role]
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM alerts")).scalar() == 0
    with engine.connect() as connection, pytest.raises(ProgrammingError, match="permission denied"):
        connection.execute(text(statement))


def test_a_grant_that_was_lost_is_given_again(postgres_ledger: LedgerDatabases) -> None:
    as_owner(postgres_ledger, f"REVOKE INSERT ON events FROM {APPLICATION}")
    migrate_again(postgres_ledger)
    assert LogRecorder(postgres_ledger.engine, EVENTS).insert_events([event(1, 1)]) == [1]


def test_the_roles_must_be_there(postgres_ledger: LedgerDatabases, cluster: Cluster) -> None:
    urls = (postgres_ledger.owner_url, postgres_ledger.keys_owner_url)
    with pytest.raises(NotReady, match="role_missing role=nobody_there"):
        migrate(*urls, roles=Roles(application="nobody_there", views=VIEWS))
    other = sql.Identifier("tongxin_other_views")
    cluster.execute(sql.SQL("CREATE ROLE {}").format(other))
    with pytest.raises(NotReady, match="owner_not_in_views_role role=tongxin_other_views"):
        migrate(*urls, roles=Roles(application=APPLICATION, views="tongxin_other_views"))
    cluster.execute(sql.SQL("DROP ROLE {}").format(other))
    check_ready(postgres_ledger.engine, postgres_ledger.keys_engine)
