"""An invitation as the command line tells it, this once."""

from collections.abc import Mapping

from application.accounts import Invited
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
    groups = [invited.code[at : at + _GROUP] for at in range(0, len(invited.code), _GROUP)]
    until = invited.expires_at.astimezone(LOCAL).strftime("%Y-%m-%d %H:%M")
    return f"账号 {invited.login}  邀请码 {'-'.join(groups)}  {until} 前有效，只显示这一次。"
