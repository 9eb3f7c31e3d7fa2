"""A walk of a family that is told, agrees and takes back, while the child turns fourteen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from domain.codelists import ConsentMeans, Processing, SpokenBy
from domain.consent.facts import ConsentEvent, NoticePublished, Said
from domain.consent.rules import (
    Answer,
    publish_notice,
    record_answers,
    sign_consent,
    withdraw_consent,
)
from domain.consent.speaking import Hearing
from domain.consent.state import (
    NO_CONSENT,
    ConsentState,
    PublishNotice,
    RecordAnswers,
    SignConsent,
    WithdrawConsent,
    evolve,
)
from domain.days import local_day
from domain.shared import ConsentId, NoticeId
from tests.domain.walks.steps import facts_of
from tests.examples import CHILD, COUNTY_OFFICE, NOW, RULES, SUPERVISOR, TEACHER, example_id

FOURTEEN_FROM = local_day(NOW) + timedelta(days=3)
"""The day from which the child of this walk consents alone."""
BORN_ON = date(FOURTEEN_FROM.year - 14, FOURTEEN_FROM.month, FOURTEEN_FROM.day - 1)

ASKED_ABOUT = [Processing.PHOTOS, Processing.SCREENING]
processings = st.lists(
    st.sampled_from([*ASKED_ABOUT, Processing.SHARING_WITH_CHARITY, Processing.CARE_FILE]),
    min_size=1,
    max_size=4,
    unique=True,
).map(tuple)
answers = st.sampled_from(
    [
        (Processing.PHOTOS,),
        (Processing.PHOTOS,),
        (Processing.SCREENING,),
        (Processing.PHOTOS, Processing.SCREENING),
        (Processing.CARE_FILE,),
        (),
    ]
)
ids = st.sampled_from([ConsentId(example_id(7_100 + number)) for number in range(20)])
NOTICES = [NoticeId(example_id(7_200 + number)) for number in range(3)]
notices = st.sampled_from(NOTICES)
days = st.sampled_from([0, 0, -4, -1, 1, 4])


@dataclass(frozen=True)
class Spoken:
    """Who speaks, how long ago, how, and with what in hand."""

    by: SpokenBy
    hours_ago: int
    means: ConsentMeans
    authorised: int | None

    def said(self, now: datetime) -> Said:
        at = now - timedelta(hours=self.hours_ago)
        authorised_on = None
        if self.authorised is not None:
            authorised_on = local_day(at) + timedelta(days=self.authorised)
        return Said(
            spoken_by=self.by,
            means=self.means,
            said_at=at,
            relation_code="52",
            witness_id=SUPERVISOR,
            authorised_on=authorised_on,
        )


speaking = st.builds(
    Spoken,
    by=st.sampled_from(SpokenBy),
    hours_ago=st.sampled_from([-1, 0, 0, 1, 2, 24, 48]),
    means=st.sampled_from(ConsentMeans),
    authorised=st.sampled_from([0, None, 1]),
)


class Consenting(RuleBasedStateMachine):
    """One office with its notices, and one child with a family."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.office = NO_CONSENT
        self.family = NO_CONSENT
        self.facts: list[ConsentEvent] = []
        self.taken: list[Callable[[ConsentState], Answer]] = []

    @property
    def published(self) -> list[NoticePublished]:
        return [each for each in self.facts if isinstance(each, NoticePublished)]

    def take(self, decide: Callable[[ConsentState], Answer]) -> None:
        facts = facts_of(lambda: decide(self.family))
        for fact in facts:
            self.facts.append(fact)
            self.family = evolve(self.family, fact)
        if facts:
            self.taken.append(decide)

    def heard(self) -> Hearing:
        return Hearing(by=TEACHER, now=self.now, born_on=BORN_ON)

    # ── what people do ───────────────────────────────────────────────────────────────────────────

    @initialize()
    def tell_of_photos(self) -> None:
        self.publish(NOTICES[0], (Processing.PHOTOS,), -4)

    @rule(hours=st.sampled_from([1, 5, 24]))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(notice=notices, about=processings, in_days=days)
    def publish(self, notice: NoticeId, about: tuple[Processing, ...], in_days: int) -> None:
        request = PublishNotice(
            organisation_id=COUNTY_OFFICE,
            notice_id=notice,
            title="告知书",
            text="拍照要先问您。",
            processings=about,
            from_on=local_day(self.now) + timedelta(days=in_days),
        )
        for fact in facts_of(lambda: publish_notice(self.office, request, by=SUPERVISOR)):
            self.facts.append(fact)
            self.office = evolve(self.office, fact)

    @precondition(lambda self: bool(self.published))
    @rule(
        data=st.data(),
        consent=ids,
        spoken=speaking,
        granted=answers,
        declined=st.just(()) | answers,
    )
    def answer(
        self,
        data: st.DataObject,
        consent: ConsentId,
        spoken: Spoken,
        granted: tuple[Processing, ...],
        declined: tuple[Processing, ...],
    ) -> None:
        notice = data.draw(st.sampled_from(self.published))
        request = RecordAnswers(
            child_id=CHILD,
            consent_id=consent,
            organisation_id=COUNTY_OFFICE,
            notice_id=notice.notice_id,
            said=spoken.said(self.now),
            name="示例家长",
            granted=granted,
            declined=declined,
        )
        office, heard = self.office, self.heard()
        self.take(
            lambda state: record_answers(state, request, notices=office, heard=heard, rules=RULES)
        )

    @rule(consent=ids, spoken=speaking, processing=st.sampled_from(ASKED_ABOUT))
    def withdraw(self, consent: ConsentId, spoken: Spoken, processing: Processing) -> None:
        request = WithdrawConsent(
            child_id=CHILD,
            consent_id=consent,
            processing=processing,
            said=spoken.said(self.now),
            name="示例家长",
        )
        heard = self.heard()
        self.take(lambda state: withdraw_consent(state, request, heard=heard, rules=RULES))

    @rule(consent=ids, in_days=days)
    def sign(self, consent: ConsentId, in_days: int) -> None:
        today = local_day(self.now)
        request = SignConsent(
            child_id=CHILD, consent_id=consent, signed_on=today + timedelta(days=in_days)
        )
        self.take(lambda state: sign_consent(state, request, today=today))

    @precondition(lambda self: bool(self.taken))
    @rule(data=st.data())
    def repeat(self, data: st.DataObject) -> None:
        """The same is sent again, perhaps days later: nothing is recorded anew."""
        decide = data.draw(st.sampled_from(self.taken))
        assert facts_of(lambda: decide(self.family)) == ()
