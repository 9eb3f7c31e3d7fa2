"""No account is there before somebody makes it, and a demo's published password opens nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from api.app import Installation
from api.view_models.shell import Mode
from infrastructure.demo.folder import DemoFolder
from infrastructure.log.tables import ACCOUNTS
from infrastructure.opening import open_ledger
from infrastructure.settings import Settings
from tests.api.operating import Operator
from tests.api.pages.site import office_settings
from tests.engines import LedgerDatabases


def test_a_freshly_migrated_ledger_has_no_account_and_nobody_in_it(ledger: LedgerDatabases) -> None:
    with open_ledger(office_settings(ledger)) as opened, opened.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(ACCOUNTS)) == 0
        assert {name: log.head() for name, (log, _) in opened.logs.items()} == {
            "events": 0,
            "reads": 0,
        }


@pytest.fixture
def demo(tmp_path: Path) -> Operator:
    """Give an operator of a folder that holds a demo's ledger."""
    operator = Operator(tmp_path / "data")
    DemoFolder(operator.data).clear(unless_filled=True)
    assert operator.run("migrate")[0] == 0
    return operator


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Give the ports on which something was served, where nothing listens."""
    ports: list[int] = []

    def serve_app(_app: object, _host: str, port: int, **_how: object) -> None:
        ports.append(port)

    monkeypatch.setattr("api.app.serve_app", serve_app)
    return ports


def left_half_way(_folder: DemoFolder) -> None:
    """The filling was broken off."""


@pytest.mark.parametrize("fill", [left_half_way, DemoFolder.note_filled])
def test_a_demo_is_served_as_a_demo_only(
    demo: Operator, served: list[int], fill: Callable[[DemoFolder], None]
) -> None:
    fill(DemoFolder(demo.data))
    assert demo.refused("serve") == "folder_is_a_demo"
    said = "这是演示数据，账号的密码是公开的，不能正式使用。请换一个 TONGXIN_DATA。"
    assert demo.run("serve") == (1, said)
    assert served == []
    Installation(Settings(data=demo.data, port=8_766)).serve(Mode.DEMO)
    assert served == [8_766]


def test_what_is_no_demo_is_served(tmp_path: Path, served: list[int]) -> None:
    operator = Operator(tmp_path / "data")
    assert operator.run("migrate")[0] == 0
    assert operator.run("serve")[0] == 0
    assert served == [8_765]
