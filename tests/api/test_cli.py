"""The command line as an operator uses it: one sentence or one line of JSON, and an exit code."""

from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree, ignore_patterns
from uuid import UUID, uuid4

import pytest

from api import paths
from api.app import DEMO_PASSWORD
from application.ports import Actor
from application.staffing.staff import register_person
from domain.shared import PersonId
from domain.staff.facts import DutyAssigned, PersonKind, Role
from domain.staff.state import RegisterPerson
from infrastructure.demo.folder import MARK
from infrastructure.demo.invented import demo_id
from tests import examples as given
from tests.api.operating import Operator
from tests.api.pages.damaging import flip_a_byte
from tests.api.pages.forms import send

PASSWORD, OTHER_PASSWORD = "velvet giraffe by night", "marble giraffe by day"
ADD = ("staff", "add-administrator", "--as", "示例操作员")
FIRST = (*ADD, "--name", "示例甲", "--login", "admin")
CREATE = ("staff", "create-account", "--login")
RESET = ("staff", "set-password", "--login")


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    """Give an operator before anything was set up."""
    return Operator(tmp_path / "data")


@pytest.fixture(scope="module")
def ready_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a migrated ledger with one administrator."""
    operator = Operator(tmp_path_factory.mktemp("ready") / "data")
    assert operator.run("migrate")[0] == 0
    assert operator.run(*FIRST)[0] == 0
    return operator.data


@pytest.fixture
def ready(ready_data: Path, tmp_path: Path) -> Operator:
    """Give an operator of such a ledger of their own."""
    return Operator(copytree(ready_data, tmp_path / "ready"))


@pytest.fixture(scope="module")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a filled demo, of the smallest there is."""
    data = tmp_path_factory.mktemp("demo")
    code, said = Operator(data).told("demo", "--fill-only", "--children", "60")
    assert (code, said["password"]) == (0, DEMO_PASSWORD)
    return data


@pytest.fixture
def demo(demo_data: Path, tmp_path: Path) -> Operator:
    """Give an operator of a ledger of their own that is full like a demo's, and is none."""
    unmarked = ignore_patterns(MARK)
    return Operator(copytree(demo_data / "demo", tmp_path / "copy", ignore=unmarked))


# ── setting up ───────────────────────────────────────────────────────────────────────────────────


def test_migrating_again_changes_nothing(operator: Operator) -> None:
    first, again = operator.told("migrate"), operator.told("migrate")
    assert first[0] == 0
    assert first == again
    assert str(first[1]["ledger_id"]) in operator.run("migrate")[1]


def test_the_first_administrator_is_invited_and_chooses_a_password(operator: Operator) -> None:
    operator.run("migrate")
    code, said = operator.told(*FIRST)
    assert (code, said["login"]) == (0, "admin")
    person_id = PersonId(UUID(str(said["person_id"])))
    with operator.opened() as opened:
        person = opened.ledger.directory.people([person_id])[person_id]
        account = opened.accounts.account(person_id)
    assert person.name == "示例甲"
    assert [duty.role for duty in person.duties] == [Role.SYSTEM_ADMINISTRATOR]
    assert account is not None
    assert (account.has_password, account.is_active) == (False, False)
    with operator.serving() as browser:
        entered = send(browser, paths.FIRST_SIGN_IN, login="admin", code=str(said["code"]))
        assert entered.headers["location"] == paths.OWN_CHOICE


@pytest.mark.parametrize(
    ("name", "login", "code"),
    [("示例甲", "a b", "login_not_usable"), (" ", "admin", "required")],
)
def test_an_administrator_who_was_refused_can_be_added_after_all(
    operator: Operator, name: str, login: str, code: str
) -> None:
    operator.run("migrate")
    assert operator.refused(*ADD, "--name", name, "--login", login) == code
    assert operator.told(*FIRST)[0] == 0
    assert operator.refused(*FIRST) == "account_exists"


def test_an_account_is_for_somebody_who_is_registered(demo: Operator) -> None:
    stranger = ("--person", str(given.example_id(404)))
    assert demo.refused(*CREATE, "second", *stranger) == "person_not_found"
    administrator = Actor(person_id=PersonId(demo_id("person", 0)))
    new = RegisterPerson(person_id=PersonId(uuid4()), kind=PersonKind.HUMAN, name="新示例")
    with demo.opened() as opened:
        register_person(opened.ledger, administrator, new, datetime.now(UTC))
    person = ("--person", str(new.person_id))
    assert demo.refused(*CREATE, "teacher", *person) == "account_exists"
    code, said = demo.told(*CREATE, "second", *person)
    assert (code, said["login"], len(str(said["code"]))) == (0, "second", 16)


def test_a_new_password_ends_every_session_and_has_to_be_changed(demo: Operator) -> None:
    assert demo.refused(*RESET, "nobody", typed=PASSWORD) == "account_not_found"
    assert demo.refused(*RESET, "teacher", typed="short") == "password_too_short"
    entering = {"login": "teacher", "password": DEMO_PASSWORD}
    with demo.serving() as browser:
        assert send(browser, paths.SIGN_IN, **entering).headers["location"] == paths.ENROL
        assert browser.get(paths.ENROL).status_code == 200
        assert demo.told(*RESET, "teacher", typed=OTHER_PASSWORD) == (0, {"login": "teacher"})
        assert paths.SIGN_IN in browser.get(paths.ENROL).headers["location"]
        assert send(browser, paths.SIGN_IN, **entering).status_code == 401
        again = send(browser, paths.SIGN_IN, login="teacher", password=OTHER_PASSWORD)
        assert again.headers["location"] == paths.OWN_CHOICE
        # Meanwhile nobody else serves the same folder.
        assert demo.refused("serve") == "already_served"


# ── looking after it ─────────────────────────────────────────────────────────────────────────────


def test_a_whole_log_is_verified_and_one_flipped_byte_found(demo: Operator) -> None:
    code, said = demo.told("verify")
    assert code == 0
    assert {name: damage(log) for name, log in said.items()} == {"events": [], "reads": []}
    flip_a_byte(f"sqlite:///{demo.data}/ledger.sqlite3", 100)
    code, said = demo.told("verify")
    assert (code, damage(said["events"])) == (1, [[100, "not_authentic"]])
    code, text = demo.run("verify")
    assert (code, "有 1 处不完整" in text) == (1, True)


def damage(log: object) -> list[object]:
    assert isinstance(log, dict)
    return [*log["missing"], *log["unreadable"]]


def test_views_are_rebuilt_all_or_one(demo: Operator) -> None:
    views = [
        *("access", "caseworker", "clocks", "directory", "dues", "health", "notices", "numbers"),
        *("reports", "screening", "security", "readings", "sign_ins"),
    ]
    assert demo.told("rebuild") == (0, {"rebuilt": views})
    assert demo.told("rebuild", "access") == (0, {"rebuilt": views[:1]})
    assert demo.refused("rebuild", "nothing") == "no_such_view"


def test_a_demo_keeps_its_data_at_the_second_start(demo_data: Path) -> None:
    demo = Operator(demo_data / "demo")
    keyfile, before = demo.data / "keys" / "keyfile.json", demo.told("verify")
    key = keyfile.read_bytes()
    code, said = Operator(demo_data).told("demo", "--fill-only")
    accounts = said["accounts"]
    assert isinstance(accounts, list)
    named = {*("teacher", "leader", "village", "township"), *("county", "admin", "auditor")}
    assert named <= {each["login"] for each in accounts}
    assert (code, keyfile.read_bytes() == key) == (0, True)
    assert demo.told("verify") == before


def test_a_demo_never_clears_what_is_no_demo(operator: Operator) -> None:
    precious = operator.data / "demo" / "ledger.sqlite3"
    precious.parent.mkdir(parents=True)
    precious.write_text("precious")
    assert operator.refused("demo", "--fill-only") == "folder_is_not_a_demo"
    assert operator.refused("demo", "--fill-only", "--reset") == "folder_is_not_a_demo"
    assert precious.read_text() == "precious"


def test_the_operator_founds_those_whom_a_bureau_begins_with_and_nobody_else(
    ready: Operator,
) -> None:
    for number, role in enumerate(("security_administrator", "bureau_officer", "auditor")):
        named = (*ADD, "--name", "示例", "--login", f"founder{number}", "--role", role)
        assert ready.run(*named, typed=PASSWORD)[0] == 0
    other = (*ADD, "--name", "示例", "--login", "founder9", "--role", "county_officer")
    assert ready.refused(*other, typed=PASSWORD) == "not_a_founding_role"
    with ready.opened() as opened:
        rows = opened.recorder.rows_after(0, opened.recorder.head())
        duties = [
            each.fact
            for each in opened.mapper.open_rows(rows)
            if isinstance(each.fact, DutyAssigned)
        ]
    assert [each.role for each in duties] == [
        Role.SYSTEM_ADMINISTRATOR,
        Role.SECURITY_ADMINISTRATOR,
        Role.BUREAU_OFFICER,
        Role.AUDITOR,
    ]
    assert all(each.to_on for each in duties)


# ── what is not in order ─────────────────────────────────────────────────────────────────────────

EVERY_COMMAND = {
    "serve": ("serve",),
    "verify": ("verify",),
    "rebuild": ("rebuild",),
    "add-administrator": FIRST,
    "create-account": (*CREATE, "x", "--person", str(given.example_id(404))),
    "set-password": (*RESET, "admin"),
}


@pytest.mark.parametrize("name", EVERY_COMMAND)
def test_before_the_migration_every_command_says_what_to_do(operator: Operator, name: str) -> None:
    assert operator.refused(*EVERY_COMMAND[name], typed=PASSWORD) == "not_migrated"
    code, text = operator.run(*EVERY_COMMAND[name], typed=PASSWORD)
    assert (code, text) == (1, "数据库还没有建表。请先运行 tongxin migrate。")


@pytest.mark.parametrize("name", EVERY_COMMAND)
def test_without_its_key_file_no_command_runs_and_none_makes_another(
    ready: Operator, name: str
) -> None:
    keyfile = ready.data / "keys" / "keyfile.json"
    kept = keyfile.rename(ready.data / "kept")
    assert ready.refused(*EVERY_COMMAND[name], typed=PASSWORD) == "keyfile_missing"
    assert not keyfile.exists()
    kept.rename(keyfile).chmod(0o644)
    assert ready.refused(*EVERY_COMMAND[name], typed=PASSWORD) == "keyfile_readable_by_others"
    keyfile.chmod(0o600)
    assert ready.run("verify")[0] == 0
