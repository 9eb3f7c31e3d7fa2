"""What the command line and the pages share about lists of staff."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from api.slips import grouped, until
from api.wording.words import word
from application.authentication.account_stores import Accounts
from application.ports import Ledger
from application.staffing.listed_staff import JudgedStaff, StaffBook, StaffFiles
from application.staffing.staff_lists import Slip
from domain.shared import OrganisationId
from domain.staff.facts import Role
from domain.staff.listed import ListedProblem

SLIP_HEADINGS = ("姓名", "单位", "账号", "邀请码", "有效期至")


def staff_book(ledger: Ledger, accounts: Accounts, files: StaffFiles) -> StaffBook:
    """Return what rows are compared with now."""
    return StaffBook(
        places=ledger.directory.organisations(),
        roles={role.value: role for role in Role} | {word(role): role for role in Role},
        accounts=accounts,
        names=ledger.directory.names,
        digest=files.digest,
    )


def place_names(ledger: Ledger) -> Mapping[OrganisationId, str]:
    """Return the names of all organisations."""
    return {each.organisation_id: each.name for each in ledger.directory.organisations()}


def problems_in(judged: Iterable[JudgedStaff]) -> Mapping[int, ListedProblem]:
    """Return why rows are not taken, by the numbers of their rows."""
    return {each.row.number: each.problem for each in judged if each.problem is not None}


def slip_sheet(slips: Iterable[Slip]) -> Iterator[Sequence[str]]:
    """Yield invitations as the lines of a sheet, under their headings."""
    yield SLIP_HEADINGS
    for each in slips:
        invited = each.invited
        code, last = grouped(invited.code), until(invited.expires_at)
        yield each.name, each.place, invited.login, code, last
