"""The part of a walk in which reports of a child come in, join a case, leave it or were wrong."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from domain.access.requests import Request as Asking
from domain.access.table import permit
from domain.clocks.course import provisional_level
from domain.codelists import HarmKind
from domain.referrals.facts import Involved, MayTellGuardian, Situation
from domain.referrals.involvement import (
    NOBODY_NAMED,
    Named,
    companies_ended,
    involvement,
    repeats_of,
)
from domain.referrals.joining.joining import Reported, join, may_join, part_concern, parted
from domain.referrals.joining.joining_facts import PartingReason
from domain.referrals.joining.joining_state import PartConcern
from domain.referrals.joining.redirecting import (
    Redirectable,
    RedirectConcern,
    raised_anew,
    redirect_concern,
)
from domain.referrals.rules import Answer, Facts, raise_concern
from domain.referrals.state import NO_CASE, CaseState, RaiseConcern, fold
from domain.reporting.facts import HarmSuspected, Suspect
from domain.reporting.rules import report_harm
from domain.reporting.state import NOTHING_REPORTED, ReportHarm
from domain.shared import CaseId, Known, PersonId, ReportId
from tests.case_examples import CASE
from tests.domain.walks.referring import STAFF, STANDINGS, OneCase, people, whoever
from tests.examples import CHILD, COUNTY_OFFICE, NOW, OTHER_CHILD, RULES, SCHOOL, TEACHER

situations = st.sampled_from(Situation)
involved = st.sampled_from([(), (), (), (Involved.GUARDIAN,), (Involved.OTHER,)])
named = st.sampled_from([(), (), (), *((each,) for each in STAFF)])
may_tell = st.sampled_from(MayTellGuardian)
WHY = "说的是另一件事。"


def raised(request: RaiseConcern, state: CaseState = NO_CASE) -> Answer:
    return raise_concern(state, request, on_file=None, is_registered=True)


def worry(case_id: CaseId, situation: Situation) -> RaiseConcern:
    return RaiseConcern(case_id=case_id, child_id=CHILD, situation=situation, school_id=SCHOOL)


def of_the_case(answer: Answer) -> Answer:
    """Return what is recorded of this case, of what is recorded of several."""
    if isinstance(answer, Known):
        return answer
    return tuple(each for each in answer if each.case_id == CASE)


class ReportingWorries(OneCase):
    """A worry, and all else that is said of the child."""

    def __init__(self) -> None:
        super().__init__()
        self.reports: dict[CaseId, CaseState] = {}

    # ── what is said of the child ────────────────────────────────────────────────────────────────

    @rule(situation=situations, involved=involved, named=named)
    def say_otherwise(
        self,
        situation: Situation,
        involved: tuple[Involved, ...],
        named: tuple[PersonId, ...],
    ) -> None:
        """A repeat that differs; whoever it names is kept out at once."""
        self.say(replace(worry(CASE, situation), involved=involved, involved_ids=named))

    def say(self, request: RaiseConcern) -> None:
        # Nothing is refused: it is recorded, or known, whatever became of the case.
        answer = raised(request, self.state)
        joined_to = self.state.further.joined_to
        self.act(TEACHER, Asking.RAISE_CONCERN, lambda state: raised(request, state))
        if isinstance(answer, Known):
            return
        self.out |= {*request.involved_ids}
        if joined_to is not None:
            apart = parted(self.state, joined_to, PartingReason.SAID_OTHERWISE)
            self.record(TEACHER, apart[:1])
        self.keep_out(NOBODY_NAMED)

    def keep_out(self, said: Named) -> None:
        """What follows by itself once somebody was named: who has the case has it no more."""
        fact = involvement(self.state, said, kept_out=self.out)
        if fact is None:
            return
        ended = companies_ended(self.state, fact, by=TEACHER, now=self.now)
        self.out |= {*fact.kept_out_ids}
        self.record(TEACHER, (fact, *ended))

    @rule(by=people, suspect=st.sampled_from(Suspect), named=named)
    def report_harm(self, by: PersonId, suspect: Suspect, named: tuple[PersonId, ...]) -> None:
        """A report of harm is recorded whoever makes it, late, and whatever became of the case."""
        assert permit(Asking.REPORT_HARM, STANDINGS[by], recused=by in self.out).allowed
        request = ReportHarm(
            report_id=ReportId(self.new_id()),
            child_id=CHILD,
            kind=HarmKind.SIGNS_OF_VIOLENCE,
            suspects=(suspect,),
            suspect_ids=named,
            noticed_at=self.now - timedelta(days=3),
            case_id=CASE,
        )
        said = report_harm(NOTHING_REPORTED, request, on_file=None, is_registered=True, rules=RULES)
        assert isinstance(said, tuple)
        assert [type(each) for each in said] == [HarmSuspected]
        kinds = frozenset({Involved(suspect.value)})
        self.keep_out(Named(kinds, frozenset(named), frozenset(named)))

    # ── reports that are one case, or are not after all ──────────────────────────────────────────

    def as_reported(self, state: CaseState, *, at_first: bool) -> Reported:
        at = NOW if at_first else self.now
        chain = frozenset({SCHOOL, COUNTY_OFFICE})
        return Reported(state=state, at=at, by=TEACHER, kept_out=self.out, chain=chain)

    @rule(situation=situations, may_tell=may_tell)
    def report_again(self, situation: Situation, may_tell: MayTellGuardian) -> None:
        """Somebody else reports the same child."""
        further_id = CaseId(self.new_id())
        said = replace(worry(further_id, situation), may_tell_guardian=may_tell)
        facts = raised(said)
        assert isinstance(facts, tuple)
        one = self.as_reported(fold(facts), at_first=False)
        case = self.as_reported(self.state, at_first=True)
        if not may_join(one, case, kept_out_together=self.out, rules=RULES):
            return
        of_report, of_case = self.joined(one, case)
        self.reports[further_id] = fold([*facts, of_report])
        self.record(TEACHER, (of_case,))

    def joined(self, report: Reported, case: Reported) -> Facts:
        first, said = case.state.raised, report.state.raised
        assert first is not None
        assert said is not None
        every = (first, *repeats_of(case.state))
        return join(
            report,
            case,
            counts_as=provisional_level(said, RULES),
            known_as=[provisional_level(each, RULES) for each in every],
            is_held=case.state.owner_id is not None,
        )

    @precondition(lambda self: bool(self.reports))
    @rule(data=st.data(), by=whoever)
    def part(self, data: st.DataObject, by: PersonId | None) -> None:
        self.part_from(data.draw(st.sampled_from([*self.reports])), by)

    def part_from(self, further_id: CaseId, by: PersonId | None) -> None:
        report, person = self.reports.get(further_id), self.someone(by)
        request = PartConcern(case_id=CASE, further_id=further_id, why=WHY)
        self.act(
            person,
            Asking.PART_CONCERN,
            lambda state: of_the_case(part_concern(state, report, request, by=person)),
        )

    @rule()
    def join_another(self) -> None:
        """This one is the later report of two; it stands alone again if it differs."""
        facts = raised(worry(CaseId(self.new_id()), Situation.SUSPECTED_HARM))
        assert isinstance(facts, tuple)
        case = self.as_reported(fold(facts), at_first=True)
        one = self.as_reported(self.state, at_first=True)
        if may_join(one, case, kept_out_together=self.out, rules=RULES):
            self.record(TEACHER, self.joined(one, case)[:1])

    @rule(by=whoever)
    def correct_the_child(self, by: PersonId | None) -> None:
        """The worry was about another child: of this one nothing is left."""
        person, now, to_id = self.someone(by), self.now, CaseId(self.new_id())
        request = RedirectConcern(case_id=CASE, child_id=OTHER_CHILD)

        def decide(state: CaseState) -> Answer:
            case = Redirectable(state=state, at=NOW, by=TEACHER, reports=self.reports)
            anew = raised(raised_anew(state, request, to_id))
            assert isinstance(anew, tuple)
            return of_the_case(redirect_concern(case, anew, by=person, now=now, rules=RULES))

        self.act(person, Asking.REDIRECT_CONCERN, decide)
