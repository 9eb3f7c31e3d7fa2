"""How each rule of a referral answers at each point of a case: rules, points, and the table.

`python -m tests.domain.referrals.answers` writes the table anew; read what changed in it.
"""

import pkgutil
import textwrap
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from inspect import getmembers, isfunction
from pathlib import Path
from typing import get_args, get_type_hints

import domain.referrals
from domain.referrals.facts import ReferralsEvent, Situation
from domain.referrals.family.guardian_facts import OtherGuardianReason
from domain.referrals.hospital.feedback_facts import Fitness
from domain.referrals.levels.level_facts import CrisisLevel, LevelError
from domain.referrals.returning.aftercare_facts import FollowUpOutcome
from domain.referrals.returning.leave_facts import LeaveEnd
from domain.referrals.rules import Answer, Facts
from domain.referrals.school.panel_facts import PanelDecision
from domain.shared import PersonId
from tests.case_examples import COUNTY_OFFICER, CRISIS_LEAD, DUTY_OFFICER, HOSPITAL, SECOND_LEAD
from tests.domain.referrals.points import POINTS
from tests.domain.walks.referring import last
from tests.domain.walks.test_referral import Referring
from tests.level_examples import PSYCHOLOGIST

TABLE = Path(__file__).with_name("answers.txt")
NOBODY_ELSE = OtherGuardianReason.NOBODY_ELSE
SUPPORT = PanelDecision.IN_SCHOOL_SUPPORT

RULES: Mapping[str, Callable[[Referring], None]] = {
    "raise_concern": lambda m: m.say_otherwise(Situation.NOBODY_CARING, (), ()),
    "take_concern": lambda m: m.take(DUTY_OFFICER),
    "pass_concern_on": lambda m: m.pass_on(None, DUTY_OFFICER),
    "part_concern": lambda m: m.part_from(last(m.reports), None),
    "redirect_concern": lambda m: m.correct_the_child(None),
    "withdraw_concern": lambda m: m.withdraw(None),
    "assess_crisis": lambda m: m.assess(None, CrisisLevel.ORANGE, 0, True),
    "propose_level_drop": lambda m: m.propose_a_drop(None),
    "propose_level_error": lambda m: m.call_it_an_error(None, LevelError.OTHER_CHILD),
    "confirm_level_drop": lambda m: m.settle_the_drop(DUTY_OFFICER, True),
    "confirm_level_drop by its proposer": lambda m: m.settle_the_drop(CRISIS_LEAD, True),
    "decline_level_drop": lambda m: m.settle_the_drop(DUTY_OFFICER, False),
    "decide_in_panel": lambda m: m.decide_together(None, SECOND_LEAD, PSYCHOLOGIST, SUPPORT),
    "inform_guardian": lambda m: m.tell_the_family(None, 0, "52", False),
    "note_not_reached": lambda m: m.reach_nobody(None, 0, "52"),
    "withhold_notification": lambda m: m.tell_no_guardian(None),
    "omit_other_guardian": lambda m: m.tell_no_other_guardian(None, NOBODY_ELSE),
    "record_refusal": lambda m: m.hear_no(None, 0, "52"),
    "accompany_child": lambda m: m.be_with_the_child(None, None, "52", False),
    "end_accompanying": lambda m: m.leave_the_child(None, 0),
    "start_escort": lambda m: m.escort(None, DUTY_OFFICER, 0),
    "propose_referral": lambda m: m.propose(None),
    "issue_referral by an aunt's consent": lambda m: m.refer_on_consent(
        None, HOSPITAL, 0, "85", ()
    ),
    "issue_referral in danger": lambda m: m.refer_in_danger(None, HOSPITAL),
    "issue_referral": lambda m: m.refer_on_consent(None, HOSPITAL, 0, "52", ()),
    "sign_consent": lambda m: m.sign(None, "知情同意书一"),
    "decline_signing": lambda m: m.refuse_to_sign(None),
    "acknowledge_referral": lambda m: m.acknowledge(None),
    "decline_referral": lambda m: m.decline(None, ()),
    "set_appointment": lambda m: m.appoint(None, 2),
    "record_attendance": lambda m: m.see_or_miss_the_child(None, 0, True),
    "record_absence": lambda m: m.see_or_miss_the_child(None, 0, False),
    "give_feedback": lambda m: m.tell_the_school(None, Fitness.FIT_TO_ATTEND, "52", 0),
    "restore_case": lambda m: m.find_no_disorder(None, "52", 0),
    "name_liaison": lambda m: m.name_somebody(None),
    "send_link": lambda m: m.send_a_link(None),
    "give_up_link": lambda m: m.fail_to_send(True),
    "enter": lambda m: m.come_in("right", "one"),
    "end_liaison": lambda m: m.shut_the_door(None),
    "start_leave": lambda m: m.go_on_leave(None, "52", False, 40),
    "end_leave": lambda m: m.come_off_leave(None, LeaveEnd.BACK_AT_SCHOOL),
    "request_return": lambda m: m.ask_to_return(None, "52", False, 0),
    "review_return": lambda m: m.review(None, SECOND_LEAD, 5, True),
    "review_return by the county": lambda m: m.review(DUTY_OFFICER, COUNTY_OFFICER, 5, True),
    "appeal_return": lambda m: m.appeal(None, "52", False),
    "record_follow_up": lambda m: m.follow_up(None, 0, FollowUpOutcome.STEADY),
    "propose_closing": lambda m: m.propose_the_end(None),
    "close_case": lambda m: m.settle_the_end(SECOND_LEAD, True),
    "close_case by its proposer": lambda m: m.settle_the_end(CRISIS_LEAD, True),
    "decline_closing": lambda m: m.settle_the_end(SECOND_LEAD, False),
}


class Trying(Referring):
    """Goes as far as a point, and then asks without anything being recorded."""

    is_there = False

    def record(self, by: PersonId, facts: tuple[ReferralsEvent, ...]) -> None:
        if not self.is_there:
            super().record(by, facts)


def at(point: str) -> Trying:
    case = Trying()
    POINTS[point](case)
    case.is_there = True
    return case


def rules_of_referrals() -> Iterator[str]:
    """Yield the name of each rule that answers with facts of a case."""
    for module in pkgutil.walk_packages(domain.referrals.__path__, "domain.referrals."):
        for name, rule in getmembers(import_module(module.name), isfunction):
            is_own = rule.__module__ == module.name and not name.startswith("_")
            if is_own and get_type_hints(rule).get("return") in (Answer, Facts):
                yield name


def kinds(of: object = ReferralsEvent) -> set[object]:
    """Return every kind of fact that a case may hold."""
    parts = get_args(of)
    return {each for part in parts for each in kinds(part)} if parts else {of}


def answers() -> dict[str, dict[str, list[str]]]:
    """Return by rule and answer the points at which it is so."""
    found: dict[str, dict[str, list[str]]] = {rule: {} for rule in RULES}
    for point in POINTS:
        case = at(point)
        for rule, ask in RULES.items():
            ask(case)
            found[rule].setdefault(case.answer, []).append(point)
    return found


def written() -> str:
    """Return the table as it stands in the file."""
    lines: list[str] = []
    for rule, by_answer in answers().items():
        lines.append(rule)
        for answer, points in sorted(by_answer.items()):
            said = f"  {answer}: {', '.join(points)}"
            lines += textwrap.wrap(said, 100, initial_indent="  ", subsequent_indent="      ")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TABLE.write_text(written(), encoding="utf-8")
