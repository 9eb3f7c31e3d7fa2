"""The points that a case can have come to, each by what people did until then."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from domain.referrals.facts import MayTellGuardian, RepeatRedirected, Situation
from domain.referrals.family.guardian_facts import OtherGuardianReason
from domain.referrals.hospital.feedback_facts import Fitness
from domain.referrals.joining.joining_facts import AskedAnew, TakingAskedAnew
from domain.referrals.joining.redirecting_facts import ConcernRedirected
from domain.referrals.levels.level_facts import CrisisLevel, LevelError
from domain.referrals.returning.aftercare_facts import FollowUpOutcome
from domain.referrals.returning.leave_facts import LeaveEnd
from domain.referrals.school.panel_facts import PanelDecision
from domain.reporting.facts import Suspect
from tests.case_examples import (
    CASE,
    CONCERN,
    COUNTY_OFFICER,
    CRISIS_LEAD,
    DUTY_OFFICER,
    HOSPITAL,
    OTHER_HOSPITAL,
    SECOND_LEAD,
)
from tests.domain.walks.reporting_worries import worry
from tests.domain.walks.test_referral import Referring
from tests.examples import CHILD, NOW, TEACHER
from tests.level_examples import PSYCHOLOGIST
from tests.pause_examples import AGREED, DECLINED, ENDED
from tests.pause_examples import PROPOSED as PROPOSED_PAUSE

Do = Callable[[Referring], object]
RED = CrisisLevel.RED


def then(*steps: Do) -> Do:
    def go(case: Referring) -> None:
        for step in steps:
            step(case)

    return go


RAISED: Do = lambda m: m.say(worry(CASE, Situation.SUSPECTED_HARM))  # noqa: E731
NOT_YET = replace(worry(CASE, Situation.SUSPECTED_HARM), may_tell_guardian=MayTellGuardian.NOT_YET)
NAMED = replace(worry(CASE, Situation.SUSPECTED_HARM), name="示例学生")
TAKEN = then(RAISED, lambda m: m.take(CRISIS_LEAD))
REPORT_WAITS = then(
    TAKEN, lambda m: m.report_again(Situation.LIFE_IN_DANGER, MayTellGuardian.UNKNOWN)
)
ASSESSED = then(TAKEN, lambda m: m.assess(None, RED, 0, True))
MILDER = then(
    *(ASSESSED, lambda m: m.wait(timedelta(days=15)), lambda m: m.assess(None, None, 0, True))
)
DROP_WAITS = then(MILDER, lambda m: m.propose_a_drop(None))
ERROR_WAITS = then(
    TAKEN,
    lambda m: m.assess(None, CrisisLevel.ORANGE, 0, True),
    lambda m: m.call_it_an_error(None, LevelError.OTHER_CHILD),
)
ACCOMPANIED = then(TAKEN, lambda m: m.be_with_the_child(None, SECOND_LEAD, "52", False))
PROPOSED = then(TAKEN, lambda m: m.propose(None))
ISSUED = then(PROPOSED, lambda m: m.refer_on_consent(None, HOSPITAL, 0, "52", (OTHER_HOSPITAL,)))
BY_WORD = then(PROPOSED, lambda m: m.refer_by_message(None, HOSPITAL, "52"))
RECEIVED = then(ISSUED, lambda m: m.acknowledge(None))
APPOINTED = then(RECEIVED, lambda m: m.appoint(None, 2), lambda m: m.wait(timedelta(hours=3)))
SEEN = then(APPOINTED, lambda m: m.see_or_miss_the_child(None, 0, True))
SENT = then(ISSUED, lambda m: m.send_a_link(None))
BY_LINK = then(ISSUED, lambda m: m.name_somebody(None))
ON_LEAVE = then(TAKEN, lambda m: m.go_on_leave(None, "52", False, 40))
ASKED = then(ON_LEAVE, lambda m: m.ask_to_return(None, "52", False, 0))
DEFERRED = then(ASKED, lambda m: m.review(None, SECOND_LEAD, 5, False))
APPEALED = then(DEFERRED, lambda m: m.appeal(None, "52", False))
PAUSE_WAITS = then(RECEIVED, lambda m: m.record(CRISIS_LEAD, (PROPOSED_PAUSE,)))
PAUSED = then(PAUSE_WAITS, lambda m: m.record(PSYCHOLOGIST, (AGREED,)))
END_PROPOSED = then(SEEN, lambda m: m.propose_the_end(None))
LEFT = TakingAskedAnew(
    case_id=CASE, child_id=CHILD, had_by=CRISIS_LEAD, reason=AskedAnew.ANSWERS_NO_MORE
)
GRAVER = replace(LEFT, reason=AskedAnew.FOUND_GRAVER)
JOINED = then(RAISED, lambda m: m.join_another())
REDIRECTED = (
    CONCERN,
    ConcernRedirected(case_id=CASE, child_id=CHILD, raised_by=TEACHER, raised_at=NOW),
    RepeatRedirected(case_id=CASE, child_id=CHILD, kept=CONCERN, said_by=TEACHER, said_at=NOW),
)

POINTS: Mapping[str, Do] = {
    "nothing": then(),
    "raised": RAISED,
    "named": lambda m: m.say(NAMED),
    "said_otherwise": then(TAKEN, lambda m: m.say_otherwise(Situation.LIFE_IN_DANGER, (), ())),
    "taken": TAKEN,
    "passed_on": then(TAKEN, lambda m: m.pass_on(None, SECOND_LEAD)),
    "holder_reported": then(TAKEN, lambda m: m.report_harm(TEACHER, Suspect.OTHER, (CRISIS_LEAD,))),
    "holder_left": then(TAKEN, lambda m: m.record(TEACHER, (LEFT,))),
    "found_graver": then(TAKEN, lambda m: m.record(TEACHER, (GRAVER,))),
    "report_waits": REPORT_WAITS,
    "report_parted": then(
        REPORT_WAITS,
        lambda m: m.take(SECOND_LEAD),
        lambda m: m.part_from(next(iter(m.reports)), None),
    ),
    "assessed": ASSESSED,
    "milder_found": MILDER,
    "drop_waits": DROP_WAITS,
    "drop_declined": then(DROP_WAITS, lambda m: m.settle_the_drop(DUTY_OFFICER, False)),
    "dropped": then(DROP_WAITS, lambda m: m.settle_the_drop(DUTY_OFFICER, True)),
    "error_waits": ERROR_WAITS,
    "level_in_error": then(ERROR_WAITS, lambda m: m.settle_the_drop(DUTY_OFFICER, True)),
    "supported": then(
        ASSESSED,
        lambda m: m.decide_together(
            None, SECOND_LEAD, PSYCHOLOGIST, PanelDecision.IN_SCHOOL_SUPPORT
        ),
    ),
    "told": then(TAKEN, lambda m: m.tell_the_family(None, 0, "52", False)),
    "not_reached": then(TAKEN, lambda m: m.reach_nobody(None, 0, "52")),
    "kept_from": then(
        lambda m: m.say(NOT_YET), lambda m: m.take(CRISIS_LEAD), lambda m: m.tell_no_guardian(None)
    ),
    "no_other_told": then(
        TAKEN,
        lambda m: m.reach_nobody(None, 0, "52"),
        lambda m: m.tell_no_other_guardian(None, OtherGuardianReason.NOBODY_ELSE),
    ),
    "family_meant": then(TAKEN, lambda m: m.report_harm(TEACHER, Suspect.GUARDIAN, ())),
    "refused": then(TAKEN, lambda m: m.hear_no(None, 0, "52")),
    "escorted": then(TAKEN, lambda m: m.escort(None, DUTY_OFFICER, 0)),
    "accompanied": ACCOMPANIED,
    "alone_again": then(ACCOMPANIED, lambda m: m.leave_the_child(None, 0)),
    "proposed": PROPOSED,
    "issued": ISSUED,
    "by_word": BY_WORD,
    "signed_later": then(BY_WORD, lambda m: m.sign(None, "知情同意书一")),
    "would_not_sign": then(BY_WORD, lambda m: m.refuse_to_sign(None)),
    "in_danger": then(TAKEN, lambda m: m.refer_in_danger(None, HOSPITAL)),
    "received": RECEIVED,
    "declined": then(ISSUED, lambda m: m.decline(None, ())),
    "rerouted": then(ISSUED, lambda m: m.decline(None, (OTHER_HOSPITAL,))),
    "appointed": APPOINTED,
    "missed": then(APPOINTED, lambda m: m.see_or_miss_the_child(None, 0, False)),
    "seen": SEEN,
    "feedback_given": then(SEEN, lambda m: m.tell_the_school(None, Fitness.NEEDS_SUPPORT, "52", 0)),
    "restored": then(SEEN, lambda m: m.find_no_disorder(None, "52", 0)),
    "pause_waits": PAUSE_WAITS,
    "pause_declined": then(PAUSE_WAITS, lambda m: m.record(PSYCHOLOGIST, (DECLINED,))),
    "paused": PAUSED,
    "pause_ended": then(PAUSED, lambda m: m.record(CRISIS_LEAD, (ENDED,))),
    "liaison_named": BY_LINK,
    "link_sent": SENT,
    "link_passed_on": then(SENT, lambda m: m.fail_to_send(True)),
    "link_undelivered": then(SENT, lambda m: m.fail_to_send(False)),
    "liaison_in": then(BY_LINK, lambda m: m.come_in("right", "one")),
    "code_wrong": then(BY_LINK, lambda m: m.come_in("wrong", "one")),
    "liaison_ended": then(BY_LINK, lambda m: m.shut_the_door(None)),
    "on_leave": ON_LEAVE,
    "off_leave": then(ON_LEAVE, lambda m: m.come_off_leave(None, LeaveEnd.BACK_AT_SCHOOL)),
    "return_asked": ASKED,
    "return_deferred": DEFERRED,
    "return_appealed": APPEALED,
    "return_planned": then(ASKED, lambda m: m.review(None, SECOND_LEAD, 5, True)),
    "return_won": then(APPEALED, lambda m: m.review(DUTY_OFFICER, COUNTY_OFFICER, 5, True)),
    "looked_after": then(SEEN, lambda m: m.follow_up(None, 0, FollowUpOutcome.STEADY)),
    "worse_again": then(SEEN, lambda m: m.follow_up(None, 0, FollowUpOutcome.NEEDS_ASSESSMENT)),
    "end_proposed": END_PROPOSED,
    "end_declined": then(END_PROPOSED, lambda m: m.settle_the_end(SECOND_LEAD, False)),
    "closed": then(END_PROPOSED, lambda m: m.settle_the_end(SECOND_LEAD, True)),
    "withdrawn": then(
        lambda m: m.say(worry(CASE, Situation.SOMEWHAT_WORRIED)),
        lambda m: m.take(CRISIS_LEAD),
        lambda m: m.withdraw(None),
    ),
    "joined": JOINED,
    "parted": then(JOINED, lambda m: m.say_otherwise(Situation.LIFE_IN_DANGER, (), ())),
    "misdirected": then(TAKEN, lambda m: m.correct_the_child(None)),
    "redirected": lambda m: m.record(TEACHER, REDIRECTED),
}
