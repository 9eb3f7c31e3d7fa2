"""The command line of an installation's operator: `tongxin COMMAND`, every command with --json."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID, uuid4

import typer
from rich.table import Table

from api.app import DEMO_CHILDREN, DEMO_CHILDREN_AT_LEAST, DEMO_PASSWORD, Installation
from api.importing import import_rosters
from api.inviting import invite_staff
from api.slips import slip, slip_lines
from api.terminal import AsJson, By, answer, asked_password, console, shown, told
from api.view_models.shell import Mode
from api.wording.words import word
from application.authentication.account_ports import InvitePerson
from application.authentication.accounts import invite_as_operator, require_free_login, set_password
from application.authentication.first_sign_ins import confirm_at_founding
from application.authentication.typed_codes import plain_login
from application.staffing.founding import Founded, require_founding
from domain.errors import NotFound
from domain.shared import DutyId, PersonId
from domain.staff.facts import Role
from domain.text import NAME_AT_MOST, one_line

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    # Its tracebacks print variables, which may hold what is sealed.
    pretty_exceptions_enable=False,
    help="童心：命令行。",
)
staff = typer.Typer(no_args_is_help=True, help="管理员及其账号。")
app.add_typer(staff, name="staff")
app.command("import")(import_rosters)
staff.command("invite")(invite_staff)


@app.command()
def migrate(as_json: AsJson = False) -> None:
    """建表或升级两个数据库。"""
    with told(as_json):
        ledger_id = Installation.of_environment().migrate()
        answer(as_json, {"ledger_id": str(ledger_id)}, f"数据库已就绪，账本编号 {ledger_id}。")


@app.command()
def serve(as_json: AsJson = False) -> None:
    """提供网页和接口，直到被停止。"""
    with told(as_json):
        installation = Installation.of_environment()
        address = installation.address
        said = f"正在提供服务：{address}  按 Ctrl+C 停止。"
        installation.serve(announce=lambda: answer(as_json, {"address": address}, said))


@app.command()
def demo(
    as_json: AsJson = False,
    reset: Annotated[bool, typer.Option(help="清空演示数据重新生成。")] = False,
    fill_only: Annotated[bool, typer.Option(help="只生成数据，不提供服务。")] = False,
    children: Annotated[
        int,
        typer.Option(min=DEMO_CHILDREN_AT_LEAST, max=DEMO_CHILDREN, help="生成多少个孩子。"),
    ] = DEMO_CHILDREN,
) -> None:
    """生成虚构的演示数据并提供服务;再次启动时数据还在。"""
    with told(as_json):
        installation = Installation.of_environment().for_demo()
        with shown("生成演示数据", hidden=as_json) as progress:
            people = installation.prepare_demo(progress, afresh=reset, children=children)
        # One account for each role: the first county's people are the first of their roles.
        first = {person.role: person for person in reversed(people)}
        accounts = [{"login": each.login, "role": word(each.role)} for each in first.values()]
        table = Table("账号", "岗位", caption=f"密码都是 {DEMO_PASSWORD}")
        for each in reversed(accounts):
            table.add_row(each["login"], each["role"])
        said = {"address": installation.address, "password": DEMO_PASSWORD, "accounts": accounts}
        answer(as_json, said, table)
        if not fill_only:
            if not as_json:
                console.print(f"请在浏览器打开 [bold]{installation.address}[/]  按 Ctrl+C 停止。")
            installation.serve(Mode.DEMO)


@app.command()
def rebuild(view: Annotated[str, typer.Argument()] = "", as_json: AsJson = False) -> None:
    """从账本重建视图（默认全部）；重建期间旧视图照常可用。"""
    with told(as_json):
        installation = Installation.of_environment()
        with shown("重建视图", hidden=as_json) as progress:
            done = installation.rebuild(view, progress)
        answer(as_json, {"rebuilt": done}, f"已重建：{'、'.join(done)}。")


@app.command()
def verify(as_json: AsJson = False) -> None:
    """重读事件和阅览记录：每个位置都有，每条都能打开。"""
    with told(as_json):
        with shown("核对账本", hidden=as_json) as progress:
            logs = Installation.of_environment().verify(progress)
        damage = sum(len(log.missing) + len(log.unreadable) for log in logs.values())
        state = f"有 {damage} 处不完整，详情请加 --json" if damage else "完整"
        counts = f"共 {logs['events'].events} 条事件、{logs['reads'].events} 条阅览记录"
        answer(as_json, {name: asdict(log) for name, log in logs.items()}, f"{counts}，{state}。")
        if damage:
            raise typer.Exit(1)


@staff.command("add-administrator")
def add_administrator(
    by: By,
    name: Annotated[str, typer.Option(help="姓名。", prompt="姓名")],
    login: Annotated[str, typer.Option(help="账号名。", prompt="账号名")],
    role: Annotated[Role, typer.Option(help="岗位。")] = Role.SYSTEM_ADMINISTRATOR,
    bureau: Annotated[str, typer.Option(help="主管机构名称，首次设立时用。")] = "主管机构",
    as_json: AsJson = False,
) -> None:
    """登记最初的管理员或负责人，给出邀请码；其余的人在网页上由两个人任命。"""
    with told(as_json):
        installation = Installation.of_environment()
        now = datetime.now(UTC)
        person_id = PersonId(uuid4())
        with installation.opened(by) as (opened, founding):
            one_line(name, field="name", at_most=NAME_AT_MOST)
            require_founding(role)
            # First: a login that is taken must not leave an administrator without one.
            require_free_login(opened.accounts, login)
            founding.found(bureau, installation.settings.area_code, now)
            founding.appoint(person_id, Founded(duty_id=DutyId(uuid4()), role=role), name, now)
            request = InvitePerson(person_id=person_id, login=login, seen=None)
            invited = invite_as_operator(
                opened.ledger, opened.accounts, founding.operator, request, now
            )
        answer(as_json, {"person_id": str(person_id), **slip(invited)}, slip_lines(invited))


@staff.command("create-account")
def create_account_for(
    by: By,
    person_id: Annotated[UUID, typer.Option("--person", help="已登记人员的编号。")],
    login: Annotated[str, typer.Option(help="账号名。", prompt="账号名")],
    as_json: AsJson = False,
) -> None:
    """邀请一位已登记的人员开通账号，并给出邀请码；原来的密码和动态码作废。"""
    with told(as_json), Installation.of_environment().opened(by) as (opened, founding):
        person = PersonId(person_id)
        if person not in opened.ledger.directory.people((person,)):
            raise NotFound("person_not_found")
        now = datetime.now(UTC)
        founding.introduce(now)
        seen = opened.accounts.account(person)
        request = InvitePerson(person_id=person, login=login, seen=seen)
        invited = invite_as_operator(
            opened.ledger, opened.accounts, founding.operator, request, now
        )
        answer(as_json, slip(invited), slip_lines(invited))


@staff.command("confirm")
def confirm_account(
    by: By,
    login: Annotated[str, typer.Option(help="账号名。", prompt="账号名")],
    as_json: AsJson = False,
) -> None:
    """设立之初确认首次登录的是本人；有别的负责人或审计管理员能确认时，不能在这里确认。"""
    with told(as_json), Installation.of_environment().opened(by) as (opened, founding):
        now = datetime.now(UTC)
        account = opened.accounts.account_of(plain_login(login))
        if account is None:
            raise NotFound("account_not_found")
        founding.introduce(now)
        confirm_at_founding(
            opened.ledger, opened.accounts, founding.operator, account.person_id, now
        )
        answer(as_json, {"login": account.login}, f"已确认 {account.login} 是本人。")


@staff.command("set-password")
def set_password_of(
    by: By,
    login: Annotated[str, typer.Option(help="账号名。", prompt="账号名")],
    as_json: AsJson = False,
) -> None:
    """应急重设一个账号的密码：只能用一次，登录后必须换掉；所有会话结束。"""
    with told(as_json):
        password = asked_password()
        with Installation.of_environment().opened(by) as (opened, founding):
            now = datetime.now(UTC)
            founding.introduce(now)
            set_password(opened.ledger, opened.accounts, founding.operator, login, password, now)
        answer(as_json, {"login": login}, f"已重设 {login} 的密码，登录后必须换掉。")


def main() -> None:
    """Run the command line."""
    app(prog_name="tongxin")


if __name__ == "__main__":
    main()
