"""Finds who must be told of a worry: those in post, else the next in line, never silence."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from types import MappingProxyType

from domain.alerts.above import ELSEWHERE as ELSEWHERE
from domain.alerts.above import OFFICES, OUT_OF_SCHOOL, is_for_offices, lines_above
from domain.alerts.facts import Addressee, Gap, GapReason
from domain.alerts.on_call import NOBODY_CALLED, Calls, Post
from domain.referrals.facts import ConcernRaised, Involved, ReferralIssued, Situation
from domain.referrals.hospital.hospital_facts import ReferralRerouted
from domain.shared import OrganisationId, PersonId
from domain.staff.facts import Role

AT_SCHOOL = (Role.CRISIS_LEAD, Role.SCHOOL_LEADER, *ELSEWHERE)
"""Who answers for a pupil of a school, each the next in line where nobody is before."""

FOR_PUPILS = frozenset({*AT_SCHOOL, Role.HEALTH_VICE_PRINCIPAL, Role.PSYCHOLOGY_TEACHER})
"""The roles whose holders may have the case of a child at a school."""

MAY_ANSWER = FOR_PUPILS | OFFICES
"""The roles whose holders may take a case that was brought to them or passed on to them."""

_TOLD = FOR_PUPILS | {Role.HOSPITAL_LIAISON}
"""The roles whose holders are told of anything in whatever line."""

STANDS_IN = OFFICES | {Role.SCHOOL_LEADER, Role.COUNTY_OFFICER, Role.BUREAU_OFFICER}
"""Those of them who see a case only when it was brought to them."""

_OF_SCHOOL = FOR_PUPILS - set(ELSEWHERE)

_KEPT_OUT: Mapping[Involved, frozenset[Role]] = MappingProxyType(
    {
        Involved.CLASS_TEACHER: frozenset({Role.CLASS_TEACHER}),
        # Those are teachers too, and nobody may have been sure which one it is.
        Involved.TEACHER: frozenset({Role.TEACHER, Role.CLASS_TEACHER, Role.PSYCHOLOGY_TEACHER}),
        Involved.SCHOOL_LEADER: frozenset({Role.SCHOOL_LEADER, Role.CRISIS_LEAD}),
    }
)
"""Whose holders are kept out when somebody of that kind may be involved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressing:
    """Who is told, which posts were empty, who cannot sign in, and who is kept out."""

    addressees: tuple[Addressee, ...]
    gaps: tuple[Gap, ...] = ()
    unreachable: tuple[Addressee, ...] = ()
    kept_out_ids: tuple[PersonId, ...] = ()


def line_of(concern: ConcernRaised | None) -> Sequence[Role]:
    """Return who answers for the child, one after the other; the county where none can be read."""
    if is_for_offices(concern):
        return OUT_OF_SCHOOL
    return AT_SCHOOL if concern and concern.school_id else ELSEWHERE


def answering_for(concern: ConcernRaised | None) -> frozenset[Role]:
    """Return the roles whose holders may have the case: for a pupil, and unread, no office."""
    return MAY_ANSWER if is_for_offices(concern) else FOR_PUPILS


def roles_kept_out(involved: Iterable[Involved]) -> frozenset[Role]:
    """Return the roles whose holders at the child's places are kept out, whoever they are."""
    return frozenset[Role]().union(*(_KEPT_OUT.get(each, ()) for each in involved))


def is_meant_in_any_class(concern: ConcernRaised) -> bool:
    """Return whether a teacher of a class may be involved, and nobody knows of which class."""
    return concern.class_id is None and Role.CLASS_TEACHER in roles_kept_out(concern.involved)


def kept_out(
    concern: ConcernRaised, posts: Iterable[Post], mentor_ids: Set[PersonId]
) -> frozenset[PersonId]:
    """Return those of whom the worry says that they may be involved: by name, post or pairing.

    `posts` are held at the child's places, where nobody knows the class at each of the school; a
    class teacher who is crisis lead too is kept out.
    """
    roles = roles_kept_out(concern.involved)
    by_post = {each.person_id for each in posts if each.role in roles}
    mentors = mentor_ids if Involved.MENTOR in concern.involved else frozenset[PersonId]()
    return frozenset(concern.involved_ids) | by_post | mentors


def with_repeats(concern: ConcernRaised, repeats: Iterable[ConcernRaised]) -> ConcernRaised:
    """Return the worry as kept-out people follow from it and from repeats that differ from it."""
    every = (concern, *repeats)
    return replace(
        concern,
        involved=tuple(dict.fromkeys(who for each in every for who in each.involved)),
        involved_ids=tuple(dict.fromkeys(who for each in every for who in each.involved_ids)),
    )


def addressees_of(
    concern: ConcernRaised,
    posts: Sequence[Post],
    *,
    has_school: bool,
    mentor_ids: Set[PersonId],
    reachable: Set[PersonId],
    calls: Calls = NOBODY_CALLED,
) -> Addressing:
    """Return who is told of a worry, of those in post at the child's places and above them.

    The first in line who can be reached, at a school its health vice principal as adviser and its
    psychology teachers, who assess (that it has none is no gap of each worry); with a life in
    danger the county at once; over a head of school the county, over an official the city's bureau.
    Posts that nobody fills are told as gaps, and whoever is on call beside them.
    """
    # Of a school that nobody knows the county answers: the offices may have no case of a pupil.
    lines: list[Sequence[Role]] = [ELSEWHERE if concern.school_id else line_of(concern)]
    if has_school:
        lines = [AT_SCHOOL, (Role.HEALTH_VICE_PRINCIPAL,)]
        if any(each.role is Role.PSYCHOLOGY_TEACHER for each in posts):
            lines.append((Role.PSYCHOLOGY_TEACHER,))
    if concern.situation is Situation.LIFE_IN_DANGER:
        lines.append(ELSEWHERE)
    out = kept_out(concern, posts, mentor_ids)
    lines += lines_above(concern.involved, out, posts)
    calls = replace(calls, school_id=concern.school_id)
    return Holders(posts, out, reachable, calls).told(lines, school_id=concern.school_id)


def addressees_of_passing(
    posts: Sequence[Post], reachable: Set[PersonId], *, concern: ConcernRaised | None
) -> Addressing:
    """Return as told whom a case was passed on to, by the posts that they hold today.

    Nobody is told who can answer no more, or cannot sign in: then the line must be told again.
    """
    told = [each for each in _ordered(posts) if each.role in answering_for(concern)]
    reached = [each for each in told if each.person_id in reachable]
    missed = [each for each in told if each.person_id not in reachable]
    return Addressing(addressees=once_each(reached), unreachable=once_each(missed))


def addressees_of_referral(
    issued: ReferralIssued | ReferralRerouted,
    posts: Sequence[Post],
    *,
    kept_out_ids: Set[PersonId],
    reachable: Set[PersonId],
    calls: Calls = NOBODY_CALLED,
) -> Addressing:
    """Return who is told of a referral: the liaisons of the hospital it was issued to."""
    here = [each for each in posts if each.organisation_id == issued.hospital_id]
    lines = ((Role.HOSPITAL_LIAISON,),)
    holders = Holders(here, kept_out_ids, reachable, calls)
    return holders.told(lines, hospital_id=issued.hospital_id)


@dataclass(frozen=True, slots=True)
class Holders:
    """Those in post, whom of them nobody may tell (`out`), who can be told, and who is on call."""

    posts: Sequence[Post]
    out: Set[PersonId]
    reachable: Set[PersonId]
    calls: Calls = NOBODY_CALLED

    def told(
        self,
        lines: Sequence[Sequence[Role]],
        *,
        school_id: OrganisationId | None = None,
        hospital_id: OrganisationId | None = None,
    ) -> Addressing:
        """Return the first of each line who can be told, with all that stood empty before."""
        found: list[Post] = []
        empty: dict[Role, None] = {}
        for line in lines:
            first: list[Post] = []
            for role in line:
                first = [each for each in self._in(role) if each.person_id in self.reachable]
                if first:
                    break
                empty[role] = None
            found += self.with_called(first, line)
        asked = {*empty, *(each.role for each in found)}
        missed = [
            each
            for role in asked
            for each in self._in(role)
            if each.person_id not in self.reachable
        ]
        return Addressing(
            addressees=once_each(found),
            gaps=tuple(
                Gap(
                    role=role,
                    reason=self._why(role),
                    organisation_id=school_id if role in _OF_SCHOOL else hospital_id,
                )
                for role in empty
            ),
            unreachable=once_each(missed),
            kept_out_ids=tuple(sorted(self.out)),
        )

    def with_called(self, found: Sequence[Post], line: Sequence[Role]) -> Sequence[Post]:
        """Return those found, and whoever is on call at their places and the school."""
        return self.calls.beside(found, self._free(line), line)

    def _free(self, line: Sequence[Role]) -> list[Post]:
        return [
            each
            for each in _ordered(self.posts)
            if (each.role in _TOLD or each.role in line)
            and each.person_id in self.reachable
            and each.person_id not in self.out
        ]

    def _in(self, role: Role) -> list[Post]:
        return [
            each
            for each in _ordered(self.posts)
            if each.role is role and each.person_id not in self.out
        ]

    def _why(self, role: Role) -> GapReason:
        if self._in(role):
            return GapReason.UNREACHABLE
        is_held = any(each.role is role for each in self.posts)
        return GapReason.KEPT_OUT if is_held else GapReason.VACANT


def _ordered(posts: Iterable[Post]) -> list[Post]:
    """Sort, so that what is recorded does not depend on the order of rows."""
    return sorted(posts, key=lambda each: (each.role, each.organisation_id, each.person_id))


def once_each(posts: Iterable[Post]) -> tuple[Addressee, ...]:
    """Name each person once, in the post found first."""
    chosen: dict[PersonId, Post] = {}
    for each in posts:
        chosen.setdefault(each.person_id, each)
    return tuple(
        Addressee(person_id=each.person_id, role=each.role, organisation_id=each.organisation_id)
        for each in _ordered(chosen.values())
    )
