"""What was overdue while nobody swept is said though a milder level leaves more time since."""

from application.crisis.school.levels import assess_crisis
from domain.clocks.facts import Step, StepDueSoon
from domain.referrals.levels.level_facts import AssessmentMethod, CrisisLevel
from domain.referrals.levels.level_state import AssessCrisis
from domain.shared import AssessmentId
from tests.application.casework import CASE, raised, reopen_casework, told
from tests.application.crisis.clocks.test_sweeping import IN_DANGER, after, overdue, said, swept
from tests.application.telling import alerts
from tests.crisis import CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.examples import example_id
from tests.office import acting

MILDER = AssessCrisis(
    case_id=CASE,
    assessment_id=AssessmentId(example_id(811)),
    level=CrisisLevel.ORANGE,
    methods=(AssessmentMethod.TALK_WITH_CHILD,),
    child_seen=True,
    assessed_at=after(11),
    why="谈过。",
)


def test_a_red_worry_that_nobody_took_in_time_is_said_to_have_been_overdue_once(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = reopen_casework(founded_on_sqlite)
    raised(office, IN_DANGER)
    told(office)
    assess_crisis(office.ledger, acting(CRISIS_LEAD), MILDER, after(11))
    assert swept(office, 12) == 1
    assert [each.fact for each in said(office)] == [overdue(Step.TAKEN, 10)]
    before = len(alerts(office))
    told(office)
    # Nobody is called for what has more time by now.
    assert len(alerts(office)) == before
    assert swept(office, 13) == 0
    assert swept(office, 91) == 1
    soon = said(office)[-1].fact
    assert isinstance(soon, StepDueSoon)
    assert (soon.step, soon.due_at) == (Step.TAKEN, after(120))
