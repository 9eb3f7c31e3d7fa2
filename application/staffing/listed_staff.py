"""Who the rows of a list of staff speak of; nothing is recorded by it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from application.authentication.account_stores import Accounts
from application.authentication.typed_codes import usable_login
from application.rows import OrganisationRow
from domain.errors import Invalid
from domain.shared import OrganisationId, PersonId
from domain.staff.facts import Role
from domain.staff.listed import ListedProblem, ListedRow, problem_of
from domain.staff.places import ROLE_PLACES

Digest = Callable[[str, str], bytes]
"""The key store's HMAC of a kind and a value."""


class StaffFiles(Protocol):
    """Reads and writes lists of staff as files, which are never kept in clear."""

    @property
    def digest(self) -> Digest:
        """The key store's HMAC, from which ids and logins follow."""
        ...

    def rows(self, content: bytes, file_name: str) -> tuple[ListedRow, ...]:
        """Return the rows of a list. Raises: Invalid for field `file`."""
        ...

    def given_back(
        self,
        content: bytes,
        file_name: str,
        problems: Mapping[int, ListedProblem],
        sentences: Mapping[ListedProblem, str],
    ) -> bytes:
        """Return the rows with a problem and why, as a workbook of text."""
        ...

    def workbook(self, lines: Iterable[Sequence[str]]) -> bytes:
        """Return lines as a workbook of text."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Whom a row speaks of and what is to be proposed; `is_known` where they have an account."""

    person_id: PersonId
    login: str = field(repr=False)
    role: Role
    organisation_id: OrganisationId
    is_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedStaff:
    """A row and either its post or why it is not taken."""

    row: ListedRow
    post: Post | None = None
    problem: ListedProblem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffBook:
    """What rows are compared with: the places, the words for roles, and who has which login."""

    places: Collection[OrganisationRow]
    roles: Mapping[str, Role]
    accounts: Accounts
    names: Callable[[Collection[PersonId]], Mapping[PersonId, str]] = field(repr=False)
    digest: Digest = field(repr=False)
    answers_for: Callable[[OrganisationId], bool] = lambda _place: True

    def judged(self, rows: Iterable[ListedRow]) -> Iterator[JudgedStaff]:
        """Yield each row with its post, or with why it has none."""
        meant = _by_words(self.places)
        listed = tuple(rows)
        known = self.accounts.people_of({login for row in listed if (login := self._login(row))})
        names = self.names(tuple(known.values()))
        # Whose a login is: of who has it, else of the first row that names it.
        taken = {login: names.get(person_id, "") for login, person_id in known.items()}
        posts: set[tuple[PersonId, Role, OrganisationId]] = set()
        for row in listed:
            role = self.roles.get(_plain(row.role))
            found = _fitting(meant.get(_plain(row.place), {}), role)
            problem = problem_of(row, role, [each.kind for each in found.values()])
            if problem is not None or role is None:
                yield JudgedStaff(row=row, problem=problem)
                continue
            place = next(iter(found))
            if not self.answers_for(place):
                yield JudgedStaff(row=row, problem=ListedProblem.PLACE_OF_OTHERS)
                continue
            judged = self._of_login(row, role, place, known, taken)
            if judged.post is not None:
                key = (judged.post.person_id, role, judged.post.organisation_id)
                if key in posts:
                    judged = JudgedStaff(row=row, problem=ListedProblem.REPEATED)
                posts.add(key)
            yield judged

    def _of_login(
        self,
        row: ListedRow,
        role: Role,
        place: OrganisationId,
        known: Mapping[str, PersonId],
        taken: dict[str, str],
    ) -> JudgedStaff:
        name, login = row.name or "", self._login(row)
        if login is None:
            return JudgedStaff(row=row, problem=ListedProblem.LOGIN_UNUSABLE)
        if taken.setdefault(login, name) != name:
            return JudgedStaff(row=row, problem=ListedProblem.LOGIN_OF_ANOTHER)
        own_id = UUID(bytes=self.digest("listed_person", login)[:16], version=4)
        post = Post(
            person_id=known.get(login, PersonId(own_id)),
            login=login,
            role=role,
            organisation_id=place,
            is_known=login in known,
        )
        return JudgedStaff(row=row, post=post)

    def _login(self, row: ListedRow) -> str | None:
        """Return the login of a row, None for one that cannot be used."""
        try:
            return usable_login(row.login or self._own_login(row.name or "", row.phone or ""))
        except Invalid:
            return None

    def _own_login(self, name: str, phone: str) -> str:
        """Return a login for whom the list gives none; nobody can tell name or number from it."""
        number = int.from_bytes(self.digest("listed_login", f"{name}\n{phone}")[:8]) % 10**8
        return f"t{number:08}"


def _by_words(
    places: Collection[OrganisationRow],
) -> Mapping[str, dict[OrganisationId, OrganisationRow]]:
    """Return which places a word may mean: an area code, a name, or a name after its parent's."""
    names = {each.organisation_id: each.name for each in places}
    meant: dict[str, dict[OrganisationId, OrganisationRow]] = {}
    for each in places:
        above = names.get(each.parent_id, "") if each.parent_id is not None else ""
        for words in {_plain(each.name), _plain(above + each.name), _plain(each.area_code)}:
            if words:
                meant.setdefault(words, {})[each.organisation_id] = each
    return meant


def _fitting(
    found: Mapping[OrganisationId, OrganisationRow], role: Role | None
) -> Mapping[OrganisationId, OrganisationRow]:
    """Return the places at which the role is held, all where it is held at none of them."""
    kinds = ROLE_PLACES[role] if role is not None else frozenset()
    return {key: each for key, each in found.items() if each.kind in kinds} or found


def _plain(words: str | None) -> str:
    return "".join((words or "").split())
