"""Whatever a family says and whenever it is written down: nothing is used without their consent."""

from collections.abc import Iterator
from datetime import datetime
from typing import TypeVar

from hypothesis.stateful import invariant

from domain.codelists import Processing, SpokenBy
from domain.consent.facts import (
    ConsentDeclined,
    ConsentGranted,
    ConsentSigned,
    ConsentWithdrawn,
    NoticeGiven,
    SpeakerNamed,
)
from domain.consent.state import Agreement
from domain.days import local_day
from tests.domain.walks.consenting import FOURTEEN_FROM, Consenting
from tests.domain.walks.steps import check_walks

F = TypeVar("F")
ASKED_FOR = {
    Processing.PHOTOS,
    Processing.SCREENING,
    Processing.SHARING_WITH_HOSPITAL,
    Processing.SHARING_WITH_CHARITY,
}


class Consented(Consenting):
    """The walk, and what must hold after each of its steps."""

    def of(self, kind: type[F]) -> Iterator[F]:
        return (fact for fact in self.facts if isinstance(fact, kind))

    def last_no(self, processing: Processing) -> datetime | None:
        """Return when somebody said last that one use is not, or no longer, agreed to."""
        return max(
            (
                fact.said.said_at
                for fact in self.facts
                if isinstance(fact, ConsentDeclined | ConsentWithdrawn)
                and fact.processing is processing
            ),
            default=None,
        )

    @invariant()
    def a_use_is_agreed_to_only_by_a_yes_said_after_every_no(self) -> None:
        for processing in Processing:
            no = self.last_no(processing)
            yes = [
                fact.said.said_at
                for fact in self.of(ConsentGranted)
                if fact.processing is processing
            ]
            agreed = bool(yes) and (no is None or no < max(yes))
            assert (self.family.agreement(processing) is Agreement.GRANTED) == agreed
            asked = bool(yes) or no is not None
            assert (self.family.agreement(processing) is Agreement.NOT_ASKED) == (not asked)

    @invariant()
    def only_what_asks_for_consent_is_answered_and_only_after_a_notice_that_speaks_of_it(
        self,
    ) -> None:
        published = {each.notice_id: each for each in self.published}
        for fact in self.facts:
            if isinstance(fact, ConsentGranted | ConsentDeclined):
                notice = published[fact.notice_id]
                assert fact.processing in ASKED_FOR & set(notice.processings)
                assert notice.from_on <= local_day(fact.said.said_at)

    @invariant()
    def from_fourteen_on_the_child_alone_says_yes_and_before_that_somebody_who_may(self) -> None:
        for fact in self.of(ConsentGranted):
            said_on = local_day(fact.said.said_at)
            by_child = fact.said.spoken_by is SpokenBy.CHILD
            assert by_child == (said_on >= FOURTEEN_FROM)
            if fact.said.spoken_by is SpokenBy.ENTRUSTED_CARER:
                assert fact.said.authorised_on is not None
                assert fact.said.authorised_on <= said_on

    @invariant()
    def whoever_speaks_is_named_unless_it_is_the_child(self) -> None:
        named = {fact.consent_id for fact in self.of(SpeakerNamed)}
        for fact in self.facts:
            if isinstance(fact, NoticeGiven | ConsentWithdrawn):
                assert (fact.consent_id in named) == (fact.said.spoken_by is not SpokenBy.CHILD)

    @invariant()
    def versions_count_from_one_and_each_is_told_as_what_it_is(self) -> None:
        versions = [each.version for each in self.published]
        assert versions == list(range(1, len(versions) + 1))
        by_id = {each.notice_id: each.version for each in self.published}
        for fact in self.of(NoticeGiven):
            assert fact.version == by_id[fact.notice_id]

    @invariant()
    def one_request_is_recorded_once_and_signed_once(self) -> None:
        told = [fact.consent_id for fact in self.of(NoticeGiven)]
        withdrawn = [fact.consent_id for fact in self.of(ConsentWithdrawn)]
        assert len(told + withdrawn) == len({*told, *withdrawn})
        signed = [fact.consent_id for fact in self.of(ConsentSigned)]
        granted = {fact.consent_id for fact in self.of(ConsentGranted)}
        assert len(signed) == len(set(signed))
        assert set(signed) <= granted

    @invariant()
    def nothing_is_said_ahead_of_its_time(self) -> None:
        for fact in self.facts:
            if isinstance(fact, NoticeGiven | ConsentWithdrawn):
                assert fact.said.said_at <= self.now


def test_whatever_is_said_and_in_whatever_order_a_no_is_never_a_yes() -> None:
    check_walks(Consented)
