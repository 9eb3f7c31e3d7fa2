"""Sealed rows open to what was sealed: one by one, many at once, and for whom they are."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import RFC_4122, UUID, uuid5

import pytest
from sqlalchemy.event import listens_for

from application.ports import Commit, Context, Recorded
from domain.reads.facts import Reading, RecordsRead
from domain.shared import ChildId, Compartment, PersonId, Purpose, ReadId, RequestId, Stream
from domain.visits.facts import HomeVisitLogged
from infrastructure.keys.vault import KeyDestroyed, Vault
from infrastructure.log.mapper import SealingMapper
from infrastructure.log.rows import StoredRow
from infrastructure.log.streams import Streams
from tests.examples import CHILD, HOME_VISIT, NOW, OTHER_CHILD, TEACHER, VISIT_ID, example_id
from tests.infrastructure.keys.stores import KEY_FILE, LEDGER_ID
from tests.infrastructure.log.sealing import (
    CONTEXT,
    LEARNED_AT,
    VISIT_LOGGED,
    memory_store,
    memory_vault,
    outgoing,
    reason,
    row_of,
    sealed_row,
)
from tests.vectors.samples import SAMPLES

READS_ID = uuid5(LEDGER_ID, "reads")
READ_TOGETHER = example_id(790)


@pytest.fixture
def vault() -> Vault:
    return memory_vault()


@pytest.fixture
def mapper(vault: Vault) -> SealingMapper:
    return SealingMapper(LEDGER_ID, vault)


@pytest.mark.parametrize("fact", SAMPLES.values(), ids=list(SAMPLES))
def test_every_kind_of_fact_opens_to_what_was_sealed(mapper: SealingMapper, fact: object) -> None:
    sent = outgoing(mapper, fact, version=3)
    stored = mapper.to_stored_event(sent)
    assert mapper.to_domain_event(stored) == sent
    row = row_of(stored)
    expected = Recorded(
        position=3,
        stream=mapper.stream_of(fact),
        version=3,
        event_id=sent.event_id,
        request_id=sent.request_id,
        recorded_at=LEARNED_AT,
        actor_id=TEACHER,
        stored=row,
        fact=fact,
        context=CONTEXT,
    )
    assert mapper.open_row(row) == expected
    assert mapper.open_rows([row]) == mapper.open_each([row]) == [expected]


def test_what_is_noted_opens_as_the_first_of_a_stream_of_its_own(mapper: SealingMapper) -> None:
    facts = [
        RecordsRead(
            read_id=ReadId(example_id(700 + number)),
            reader_id=TEACHER,
            child_ids=(child_id,),
            what=Reading.CARE_FILE,
            purpose=Purpose.CARE,
        )
        for number, child_id in enumerate((CHILD, OTHER_CHILD))
    ]
    commit = Commit(
        facts=facts,
        expected={},
        request_id=RequestId(READ_TOGETHER),
        actor_id=TEACHER,
        recorded_at=LEARNED_AT,
        context=CONTEXT,
    )
    rows = [StoredRow(place, *row) for place, row in enumerate(mapper.first_rows(commit), start=1)]
    opened = mapper.open_rows(rows)
    assert opened == [
        Recorded(
            position=place,
            stream=Stream("reads", fact.read_id),
            version=1,
            event_id=each.event_id,
            request_id=commit.request_id,
            recorded_at=LEARNED_AT,
            actor_id=TEACHER,
            stored=row,
            fact=fact,
            context=CONTEXT,
        )
        for place, fact, row, each in zip((1, 2), facts, rows, opened, strict=True)
    ]
    assert len({each.event_id for each in opened}) == len(facts)
    assert {(each.event_id.version, each.event_id.variant) for each in opened} == {(4, RFC_4122)}


@pytest.mark.parametrize("number", range(20))
def test_a_stream_is_called_by_the_uuid5_of_its_context_and_subject(number: int) -> None:
    subject_id = example_id(number)
    made = Streams(LEDGER_ID).new_id("reads", subject_id)
    assert made == uuid5(LEDGER_ID, f"reads/{subject_id}")
    assert (made.version, made.variant) == (5, RFC_4122)


def test_what_opens_is_whole_and_frozen_like_any_other_value(mapper: SealingMapper) -> None:
    opened = mapper.open_row(sealed_row(mapper, VISIT_LOGGED))
    assert type(opened) is Recorded
    assert type(opened.fact) is HomeVisitLogged
    assert hash(opened.fact) == hash(VISIT_LOGGED)
    field = "position"
    with pytest.raises(AttributeError):
        setattr(opened, field, 2)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 10, 1, 30, 0, 1, tzinfo=UTC),
        datetime(2026, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(2241, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    ],
)
def test_the_learned_time_is_exact_to_the_microsecond(
    mapper: SealingMapper, moment: datetime
) -> None:
    sent = replace(outgoing(mapper, VISIT_LOGGED), recorded_at=moment)
    assert mapper.open_row(row_of(mapper.to_stored_event(sent))).recorded_at == moment


def test_many_rows_open_as_they_do_one_by_one(mapper: SealingMapper) -> None:
    rows = [sealed_row(mapper, fact, version=n) for n in (1, 2, 3) for fact in SAMPLES.values()]
    one_by_one = [mapper.open_row(row) for row in rows]
    assert len(rows) > 64
    assert mapper.open_rows(rows) == mapper.open_each(rows) == one_by_one
    assert mapper.open_rows([]) == mapper.open_each([]) == []


def test_of_many_rows_only_those_that_cannot_be_opened_are_set_apart(
    mapper: SealingMapper, vault: Vault
) -> None:
    erased = HomeVisitLogged(child_id=OTHER_CHILD, visit_id=VISIT_ID, visit=HOME_VISIT)
    rows = [sealed_row(mapper, VISIT_LOGGED, version=n) for n in range(1, 100)]
    rows[10] = rows[10]._replace(version=99)
    rows[80] = sealed_row(mapper, erased)
    expected = [mapper.open_row(row) for n, row in enumerate(rows) if n not in (10, 80)]
    vault.destroy(OTHER_CHILD, [Compartment.CARE], NOW)
    outcomes = mapper.open_each(rows)
    assert [type(outcomes[n]).__name__ for n in (10, 80)] == ["Unreadable", "KeyDestroyed"]
    assert [each for n, each in enumerate(outcomes) if n not in (10, 80)] == expected
    assert reason(lambda: mapper.open_rows(rows)) == "not_authentic"
    with pytest.raises(KeyDestroyed) as destroyed:
        mapper.open_rows(rows[64:])
    assert destroyed.value.subject == OTHER_CHILD


def test_the_keys_of_many_rows_are_loaded_with_one_query() -> None:
    store = memory_store()
    writer = SealingMapper(LEDGER_ID, Vault(store, KEY_FILE))
    visits = [
        replace(VISIT_LOGGED, child_id=ChildId(example_id(number))) for number in range(1, 101)
    ]
    rows = [sealed_row(writer, visit) for visit in visits]
    queries: list[str] = []

    @listens_for(store, "before_cursor_execute")
    def note(*arguments: object) -> None:
        queries.append(str(arguments[2]))

    reader = SealingMapper(LEDGER_ID, Vault(store, KEY_FILE))
    assert [each.fact for each in reader.open_rows(rows)] == visits
    assert len(queries) == 1


def test_a_read_record_is_sealed_for_the_reader_in_a_stream_of_its_own(vault: Vault) -> None:
    mapper = SealingMapper(READS_ID, vault)
    read = RecordsRead(
        read_id=ReadId(example_id(701)),
        reader_id=TEACHER,
        child_ids=(CHILD, OTHER_CHILD),
        what=Reading.DESK,
        purpose=Purpose.CARE,
    )
    row = sealed_row(mapper, read)
    assert row.stream == uuid5(READS_ID, f"reads/{read.read_id}")
    assert mapper.open_row(row).fact == read
    vault.destroy(TEACHER, [Compartment.ORGANISATION], NOW)
    with pytest.raises(KeyDestroyed) as destroyed:
        mapper.open_row(row)
    assert destroyed.value.subject == TEACHER


def test_an_event_of_nobody_known_is_recorded_as_anonymous(mapper: SealingMapper) -> None:
    sent = replace(
        outgoing(mapper, VISIT_LOGGED, context=Context()), actor_id=PersonId(UUID(int=0))
    )
    opened = mapper.open_row(row_of(mapper.to_stored_event(sent)))
    assert (opened.actor_id, opened.context) == (UUID(int=0), Context())
