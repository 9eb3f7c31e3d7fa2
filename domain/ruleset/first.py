"""The built-in first version of the rule set."""

from domain.days import BirthdayConvention
from domain.ruleset.clocks import CLOCK_BOUNDS_1
from domain.ruleset.crisis import CRISIS_BOUNDS_1
from domain.ruleset.data import DATA_BOUNDS_1
from domain.ruleset.doors import DOORS_1
from domain.ruleset.glass import GLASS_BOUNDS_1
from domain.ruleset.hospital import HOSPITAL_BOUNDS_1
from domain.ruleset.levels import EveryDays, LevelRules, MonthDay, PerSemester, TermDates
from domain.ruleset.on_call import ON_CALL_BOUNDS_1
from domain.ruleset.reading import READING_BOUNDS_1
from domain.ruleset.referrals import REFERRAL_BOUNDS_1
from domain.ruleset.refusing import REFUSING_BOUNDS_1
from domain.ruleset.reporting import REPORTING_BOUNDS_1
from domain.ruleset.returning import RETURNING_BOUNDS_1
from domain.ruleset.school_health import SCHOOL_HEALTH_BOUNDS_1
from domain.ruleset.screening import SCREENING_BOUNDS_1
from domain.ruleset.seeking import SEEKING_BOUNDS_1
from domain.ruleset.version import RuleSet
from domain.ruleset.worries import WORRY_BOUNDS_1

RULES_1 = RuleSet(
    version=1,
    levels=(
        LevelRules(
            home_visit=PerSemester(1),
            talk=PerSemester(2),
            carer_call=PerSemester(1),
            reassess=PerSemester(1),
        ),
        LevelRules(
            home_visit=PerSemester(2),
            first_visit_within_days=30,
            talk=EveryDays(60),
            carer_call=PerSemester(1),
            reassess=PerSemester(1),
        ),
        LevelRules(
            home_visit=EveryDays(60),
            first_visit_within_days=14,
            talk=EveryDays(30),
            carer_call=EveryDays(30),
            reassess=EveryDays(90),
        ),
        LevelRules(
            home_visit=EveryDays(30),
            first_visit_within_days=7,
            talk=EveryDays(14),
            carer_call=EveryDays(14),
            reassess=EveryDays(30),
        ),
        LevelRules(
            home_visit=EveryDays(14),
            first_visit_within_days=2,
            talk=EveryDays(7),
            carer_call=EveryDays(7),
            reassess=EveryDays(14),
        ),
    ),
    unassessed_level=3,
    grace_percent=20,
    terms=(
        TermDates(starts=MonthDay(9, 1), ends=MonthDay(1, 20)),
        TermDates(starts=MonthDay(2, 20), ends=MonthDay(7, 5)),
    ),
    mentors_per_child=4,
    children_per_mentor=5,
    children_per_mentor_with_high=3,
    high_level_from=4,
    vetting_valid_days=365,
    duty_years_at_most=3,
    administrator_years_at_most=1,
    proposal_valid_days=30,
    telephone_notice_days=30,
    pairing_days_at_most=365,
    ending_soon_days=30,
    health_vice_principal_years_at_most=3,
    schools_per_health_vice_principal=2,
    adult_at_years=18,
    own_consent_from_years=14,
    rights_answer_working_days=15,
    wrong_id_numbers_at_most=5,
    birthday=BirthdayConvention.DAY_AFTER,
    future_tolerance_minutes=5,
    late_after_hours=24,
    contact_minutes_at_most=600,
    sign_in_failures_at_most=5,
    sign_in_failures_per_address=20,
    factor_failures_at_most=10,
    known_browsers_at_most=8,
    sign_in_locked_minutes=15,
    session_idle_minutes=30,
    session_hours_at_most=12,
    sessions_open_at_most=5,
    grant_days_at_most=30,
    access_decided_within_working_days=1,
    glass_minutes_at_most=60,
    glass_open_at_most=3,
    glass_reviewed_within_hours=24,
    glass=GLASS_BOUNDS_1,
    session_first_step_minutes=10,
    factor_fresh_minutes=10,
    invitation_valid_hours=72,
    recovery_codes=10,
    recovery_codes_few=2,
    password_length_at_least=10,
    password_kinds_at_least=3,
    passphrase_length=16,
    passwords_not_reused=5,
    password_valid_days=90,
    doors=DOORS_1,
    page_size=50,
    received_cases_shown_days=30,
    referrals=REFERRAL_BOUNDS_1,
    hospital=HOSPITAL_BOUNDS_1,
    refusing=REFUSING_BOUNDS_1,
    seeking=SEEKING_BOUNDS_1,
    returning=RETURNING_BOUNDS_1,
    reporting=REPORTING_BOUNDS_1,
    school_health=SCHOOL_HEALTH_BOUNDS_1,
    on_call=ON_CALL_BOUNDS_1,
    crisis=CRISIS_BOUNDS_1,
    clocks=CLOCK_BOUNDS_1,
    worries=WORRY_BOUNDS_1,
    screening=SCREENING_BOUNDS_1,
    data=DATA_BOUNDS_1,
    reading=READING_BOUNDS_1,
)
