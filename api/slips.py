"""An invitation as the command line tells it, this once."""

from collections.abc import Mapping
from datetime import datetime

from application.authentication.accounts import Invited
from domain.days import LOCAL

_GROUP = 4


def slip(invited: Invited) -> Mapping[str, str]:
    """Return an invitation for a program to read."""
    return {
        "login": invited.login,
        "code": invited.code,
        "expires_at": invited.expires_at.isoformat(),
    }


def slip_lines(invited: Invited) -> str:
    """Return an invitation for people to read; the code is told nowhere else."""
    code, last = grouped(invited.code), until(invited.expires_at)
    return f"账号 {invited.login}  邀请码 {code}  {last} 前有效，只显示这一次。"


def grouped(code: str) -> str:
    """Return a code as it is copied by hand."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def until(moment: datetime) -> str:
    """Return a moment on the clock on the wall."""
    return moment.astimezone(LOCAL).strftime("%Y-%m-%d %H:%M")
