"""Who is told of a worry and of a repeat that differs, from who is on duty that day."""

from collections.abc import Collection
from dataclasses import replace

import pytest

from application.crisis.telling.addressing import alert_for
from domain.alerts.facts import Addressee, Gap, GapReason
from domain.referrals.facts import (
    ConcernConflictKept,
    ConcernRaised,
    Situation,
)
from domain.referrals.state import NO_CASE, RaiseConcern
from domain.shared import ChildId, OrganisationId, PersonId
from domain.staff.facts import Role
from infrastructure.keys.opening import open_vault
from infrastructure.migrating import ledger_id_of
from infrastructure.opening import wire
from tests import examples as given
from tests.application.casework import REPORTER, WORRY, raised, reopen_casework
from tests.application.telling import (
    ADVISER_TOLD,
    BUREAU_OFFICER,
    BUREAU_TOLD,
    DUTY_TOLD,
    HEAD_TOLD,
    LEAD_TOLD,
    OFFICER_TOLD,
    YESTERDAY,
    cause_of,
    employ,
    gap,
    repeated,
    state_of,
    told_because_of,
    told_of_the_last,
)
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER
from tests.engines import FoundedLedger, LedgerDatabases
from tests.office import LEADER, OFFICER, Office

NOBODY = PersonId(given.example_id(199))
PUPIL = ChildId(given.example_id(309))
ABOUT_A_STRANGER: RaiseConcern = replace(WORRY, child_id=PUPIL, name="示例学生")
UNKNOWN = OrganisationId(given.example_id(99))
IN_DANGER: RaiseConcern = replace(WORRY, situation=Situation.LIFE_IN_DANGER)


@pytest.fixture
def at_work(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_casework(founded_on_sqlite)


# ── a worry ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("unreachable", "addressees", "gaps", "missed"),
    [
        ((), (LEAD_TOLD, ADVISER_TOLD), (), ()),
        (
            (CRISIS_LEAD,),
            (ADVISER_TOLD, HEAD_TOLD),
            (gap(Role.CRISIS_LEAD, GapReason.UNREACHABLE, given.SCHOOL),),
            (LEAD_TOLD,),
        ),
        (
            (CRISIS_LEAD, LEADER, DUTY_OFFICER, ADVISER),
            (OFFICER_TOLD,),
            (
                gap(Role.CRISIS_LEAD, GapReason.UNREACHABLE, given.SCHOOL),
                gap(Role.SCHOOL_LEADER, GapReason.UNREACHABLE, given.SCHOOL),
                gap(Role.COUNTY_DUTY_OFFICER, GapReason.UNREACHABLE),
                gap(Role.HEALTH_VICE_PRINCIPAL, GapReason.UNREACHABLE, given.SCHOOL),
            ),
            (DUTY_TOLD, LEAD_TOLD, ADVISER_TOLD, HEAD_TOLD),
        ),
        (
            (CRISIS_LEAD, LEADER, DUTY_OFFICER, ADVISER, OFFICER),
            (),
            (
                gap(Role.CRISIS_LEAD, GapReason.UNREACHABLE, given.SCHOOL),
                gap(Role.SCHOOL_LEADER, GapReason.UNREACHABLE, given.SCHOOL),
                gap(Role.COUNTY_DUTY_OFFICER, GapReason.UNREACHABLE),
                gap(Role.COUNTY_OFFICER, GapReason.UNREACHABLE),
                gap(Role.BUREAU_OFFICER, GapReason.VACANT),
                gap(Role.HEALTH_VICE_PRINCIPAL, GapReason.UNREACHABLE, given.SCHOOL),
            ),
            (DUTY_TOLD, OFFICER_TOLD, LEAD_TOLD, ADVISER_TOLD, HEAD_TOLD),
        ),
    ],
    ids=["all can sign in", "the first cannot", "the first three cannot", "nobody can"],
)
def test_the_first_in_line_who_can_sign_in_is_told_of_a_worry(
    at_work: Office,
    unreachable: Collection[PersonId],
    addressees: tuple[Addressee, ...],
    gaps: tuple[Gap, ...],
    missed: tuple[Addressee, ...],
) -> None:
    raised(at_work)
    told, nobody = told_of_the_last(at_work, ConcernRaised, *unreachable)
    assert told == replace(
        nobody, place_id=given.SCHOOL, addressees=addressees, gaps=gaps, unreachable=missed
    )


def test_only_those_in_post_who_may_answer_are_asked_whether_they_can_sign_in(
    at_work: Office,
) -> None:
    raised(at_work)
    asked: list[frozenset[PersonId]] = []

    def noting(person_ids: Collection[PersonId]) -> frozenset[PersonId]:
        asked.append(frozenset(person_ids))
        return asked[-1]

    cause = cause_of(at_work, ConcernRaised)
    alert_for(at_work.ledger, cause, state_of(at_work), given.NOW, noting)
    assert asked == [{CRISIS_LEAD, LEADER, ADVISER, DUTY_OFFICER, OFFICER}]


COUNTY = (DUTY_TOLD,)
CITY_GAPS = (
    gap(Role.COUNTY_DUTY_OFFICER, GapReason.VACANT),
    gap(Role.COUNTY_OFFICER, GapReason.VACANT),
)


@pytest.mark.parametrize(
    ("places", "by", "place_id", "addressees"),
    [
        ({"school_id": given.SCHOOL}, NOBODY, given.SCHOOL, (LEAD_TOLD, ADVISER_TOLD)),
        (
            {"class_id": given.SCHOOL_CLASS, "school_id": UNKNOWN},
            NOBODY,
            given.SCHOOL_CLASS,
            (LEAD_TOLD, ADVISER_TOLD),
        ),
        (
            {"school_id": UNKNOWN, "village_id": given.OTHER_VILLAGE},
            NOBODY,
            given.OTHER_VILLAGE,
            COUNTY,
        ),
        ({"school_id": UNKNOWN}, REPORTER, given.VILLAGE, COUNTY),
        ({}, given.TEACHER, given.SCHOOL_CLASS, COUNTY),
        ({}, NOBODY, given.BUREAU, (BUREAU_TOLD,)),
    ],
    ids=[
        "its school",
        "its class where the school is unknown",
        "its village where the school is unknown",
        "where the reporter is on duty, where the school is unknown",
        "where the reporter is on duty, where none is told",
        "the city's bureau, where the reporter is on duty nowhere",
    ],
)
def test_the_place_of_a_worry_is_the_first_that_is_known(
    at_work: Office,
    places: dict[str, OrganisationId],
    by: PersonId,
    place_id: OrganisationId,
    addressees: tuple[Addressee, ...],
) -> None:
    employ(at_work, BUREAU_OFFICER, Role.BUREAU_OFFICER, given.BUREAU)
    worry: RaiseConcern = replace(
        ABOUT_A_STRANGER,
        class_id=places.get("class_id"),
        school_id=places.get("school_id"),
        village_id=places.get("village_id"),
    )
    raised(at_work, worry, by=by)
    told, nobody = told_of_the_last(at_work, ConcernRaised)
    gaps = CITY_GAPS if place_id == given.BUREAU else ()
    assert told == replace(nobody, place_id=place_id, addressees=addressees, gaps=gaps)


def test_a_duty_that_ended_is_no_place_of_the_reporter(at_work: Office) -> None:
    employ(at_work, BUREAU_OFFICER, Role.BUREAU_OFFICER, given.BUREAU)
    employ(at_work, NOBODY, Role.VILLAGE_DIRECTOR, given.VILLAGE, YESTERDAY)
    raised(at_work, ABOUT_A_STRANGER, by=NOBODY)
    told, nobody = told_of_the_last(at_work, ConcernRaised)
    assert told == replace(nobody, place_id=given.BUREAU, addressees=(BUREAU_TOLD,), gaps=CITY_GAPS)


def test_where_no_place_is_known_at_all_every_post_is_a_gap(
    sqlite_ledger: LedgerDatabases,
) -> None:
    ledger_id = ledger_id_of(sqlite_ledger.engine)
    keyfile = sqlite_ledger.tmp_path / "keyfile.json"
    vault = open_vault(sqlite_ledger.keys_engine, ledger_id, keyfile)
    opened = wire(ledger_id, sqlite_ledger.engine, sqlite_ledger.views_engine, vault)
    empty = Office(opened, sqlite_ledger)
    raised(empty, ABOUT_A_STRANGER)
    told, nobody = told_of_the_last(empty, ConcernRaised)
    assert told == replace(nobody, gaps=(*CITY_GAPS, gap(Role.BUREAU_OFFICER, GapReason.VACANT)))


# ── a repeat that differs ────────────────────────────────────────────────────────────────────────


def test_a_graver_repeat_is_told_as_a_worry_of_its_own(at_work: Office) -> None:
    raised(at_work)
    repeated(at_work, IN_DANGER)
    told, nobody = told_of_the_last(at_work, ConcernConflictKept)
    assert told == replace(
        nobody, place_id=given.SCHOOL, addressees=(DUTY_TOLD, LEAD_TOLD, ADVISER_TOLD)
    )


def test_a_repeat_keeps_out_whom_it_names_and_whoever_was_named_before(at_work: Office) -> None:
    raised(at_work, replace(WORRY, involved_ids=(ADVISER,)))
    repeated(at_work, replace(WORRY, involved_ids=(CRISIS_LEAD,)))
    repeated(at_work, replace(WORRY, involved_ids=()))
    told, nobody = told_of_the_last(at_work, ConcernConflictKept)
    expected = replace(
        nobody,
        place_id=given.SCHOOL,
        addressees=(HEAD_TOLD,),
        gaps=(
            gap(Role.CRISIS_LEAD, GapReason.KEPT_OUT, given.SCHOOL),
            gap(Role.HEALTH_VICE_PRINCIPAL, GapReason.KEPT_OUT, given.SCHOOL),
        ),
        kept_out_ids=(CRISIS_LEAD, ADVISER),
    )
    assert told == expected
    cause = cause_of(at_work, ConcernConflictKept)
    alone = told_because_of(at_work, cause, case=NO_CASE)
    assert alone.addressees == (LEAD_TOLD, ADVISER_TOLD)
