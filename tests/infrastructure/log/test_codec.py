"""The payload is strict JSON: what is written reads back equal, and nothing else is read at all."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from application.ports import Context
from domain.visits.facts import HomeVisitLogged
from infrastructure.log.codec import (
    REMEMBERED_CONTEXTS,
    Contexts,
    Undecodable,
    Unwritable,
    forms_of,
)
from tests.examples import CHILD, CHILD_REGISTERED, HOME_VISIT, SCHOOL
from tests.infrastructure.log.sealing import CONTEXT, VISIT_LOGGED
from tests.vectors.samples import SAMPLES

FORMS = forms_of()
VISITS = FORMS["visits.home_visit_logged.1"]
NOTHING_KNOWN = Context()
SHANGHAI = timezone(timedelta(hours=8))


NAIVE = datetime.fromisoformat("2026-03-09T16:00:00")
# Local time of old, 8 h 5 min 43 s ahead; JSON would round it.
WITH_SECONDS = datetime(1900, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))


def altered(whole: Any, **parts: Any) -> Any:
    """The same with some fields set to what their types forbid."""
    return replace(whole, **parts)


def with_visit(**parts: Any) -> HomeVisitLogged:
    return replace(VISIT_LOGGED, visit=altered(HOME_VISIT, **parts))


def visit_at(moment: datetime) -> HomeVisitLogged:
    return with_visit(started_at=moment)


def changed(**parts: Any) -> bytes:
    """The payload of VISIT_LOGGED with some of its visit's fields as given."""
    payload = json.loads(VISITS.encode(VISIT_LOGGED, CONTEXT))
    payload["fact"]["visit"].update(parts)
    return json.dumps(payload).encode()


@pytest.mark.parametrize("fact", SAMPLES.values(), ids=list(SAMPLES))
def test_every_kind_of_fact_reads_back_equal(fact: object) -> None:
    form = next(each for each in FORMS.values() if each.row.fact is type(fact))
    assert form.decode(form.encode(fact, CONTEXT)) == (fact, CONTEXT)
    assert form.decode(form.encode(fact, NOTHING_KNOWN)) == (fact, NOTHING_KNOWN)


def test_the_payload_is_one_fact_and_one_context_padded_with_spaces() -> None:
    form = FORMS["children.child_registered.1"]
    written = form.encode(CHILD_REGISTERED, Context(rules=1))
    assert len(written) % 128 == 0
    assert written.rstrip(b" ").endswith(b"}")
    assert json.loads(written) == {
        "fact": {
            "child_id": str(CHILD),
            "name": "覃𠮷·示例",
            "sex": "male",
            "born_on": "2015-03-12",
            "id_number": "999999201503120012",
            "student_number": "G999999201503120012",
            "ethnicity_code": "08",
            "address": "示例镇示例村一组",
        },
        "context": {"rules": 1},
    }


def test_nearly_equal_contents_have_equal_lengths() -> None:
    form = FORMS["children.child_registered.1"]
    names = ["覃", "覃𠮷", "覃𠮷·示例", "欧阳示例"]
    facts = [replace(CHILD_REGISTERED, name=name, address=None) for name in names]
    assert {len(form.encode(fact, NOTHING_KNOWN)) for fact in facts} == {256}


def test_what_is_not_known_of_the_context_is_left_out() -> None:
    full = Context(
        duty="class_teacher",
        organisation=SCHOOL,
        device="手机",
        entered_at=datetime(2026, 3, 9, 12, 0, tzinfo=UTC),
        rules=1,
        late=True,
    )
    written = [VISITS.encode(VISIT_LOGGED, each) for each in (full, NOTHING_KNOWN)]
    assert [json.loads(each)["context"] for each in written] == [
        {
            "duty": "class_teacher",
            "organisation": str(SCHOOL),
            "device": "手机",
            "entered_at": "2026-03-09T12:00:00Z",
            "rules": 1,
            "late": True,
        },
        {},
    ]
    assert VISITS.decode(written[0]) == (VISIT_LOGGED, full)


# ── writing ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "fact",
    [
        visit_at(NAIVE),
        visit_at(WITH_SECONDS),
        with_visit(minutes="forty"),
        with_visit(minutes=True),
        with_visit(outcome="cancelled"),
        with_visit(next_visit_on=datetime(2026, 4, 1, tzinfo=UTC)),
        with_visit(note="\ud800"),
        with_visit(companions=None),
        altered(VISIT_LOGGED, visit_id=None),
        CHILD_REGISTERED,
    ],
    ids=[
        "naive time",
        "time with seconds in its offset",
        "text for a number",
        "truth value for a number",
        "unknown word",
        "time for a date",
        "text that is no text",
        "nothing for a list",
        "nothing for an id",
        "another fact",
    ],
)
def test_what_would_not_read_back_equal_is_not_written(fact: object) -> None:
    with pytest.raises(Unwritable) as refusal:
        VISITS.encode(fact, CONTEXT)
    assert str(refusal.value) == "visits.home_visit_logged.1"
    assert refusal.value.__context__ is None


@pytest.mark.parametrize(
    "context",
    [
        Context(entered_at=NAIVE),
        Context(entered_at=WITH_SECONDS),
        altered(CONTEXT, rules="1"),
        altered(CONTEXT, organisation="school"),
    ],
    ids=["naive time", "time with seconds in its offset", "text for a number", "text for an id"],
)
def test_a_context_that_would_not_read_back_equal_is_not_written(context: Context) -> None:
    with pytest.raises(Unwritable):
        VISITS.encode(VISIT_LOGGED, context)


def test_a_time_keeps_its_zone_and_its_microseconds() -> None:
    moment = datetime(2026, 3, 9, 16, 0, 0, 123_456, tzinfo=SHANGHAI)
    fact, _ = VISITS.decode(VISITS.encode(visit_at(moment), CONTEXT))
    assert isinstance(fact, HomeVisitLogged)
    assert fact.visit.started_at.isoformat() == "2026-03-09T16:00:00.123456+08:00"


# ── reading ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "payload",
    [
        changed(weather="rain"),
        changed(started_at="2026-03-09T16:00:00"),
        changed(minutes="40"),
        changed(minutes=4.5),
        changed(child_seen=1),
        changed(outcome="cancelled"),
        changed(next_visit_on="2026-04-31"),
        changed(companions="teacher"),
        changed(observations=[{"area": "care"}]),
        changed(observations=[{"area": "care", "grade": "good", "why": "so"}]),
        changed(note=None, visited_by=None),
        b"",
        b"{}",
        b"[]",
        b"null",
        b'{"fact":{}}',
        b'{"fact":{},"context":{}}',
        b"\xff\xfe",
        b"{" * 100,
    ],
)
def test_what_is_not_exactly_the_fact_is_not_read(payload: bytes) -> None:
    with pytest.raises(Undecodable) as refusal:
        VISITS.decode(payload)
    assert refusal.value.__context__ is None


@pytest.mark.parametrize(
    "context",
    ['{"mood":"good"}', '{"entered_at":"2026-03-09T16:00:00"}', '{"rules":"1"}', "[]", "null", "1"],
)
def test_what_is_not_exactly_a_context_is_not_read(context: str) -> None:
    payload = json.loads(VISITS.encode(VISIT_LOGGED, CONTEXT))
    written = json.dumps({**payload, "context": json.loads(context)}).encode()
    with pytest.raises(Undecodable):
        VISITS.decode(written)


def test_an_unknown_part_beside_fact_and_context_is_not_read() -> None:
    payload = json.loads(VISITS.encode(VISIT_LOGGED, CONTEXT))
    with pytest.raises(Undecodable):
        VISITS.decode(json.dumps({**payload, "also": 1}).encode())


def test_a_fact_of_another_name_is_not_read() -> None:
    talks = FORMS["visits.talk_logged.1"]
    with pytest.raises(Undecodable):
        talks.decode(VISITS.encode(VISIT_LOGGED, CONTEXT))


def test_contexts_are_remembered_up_to_a_bound() -> None:
    contexts = Contexts()
    raw = [b'{"rules":%d}' % number for number in range(REMEMBERED_CONTEXTS + 1)]
    read = [contexts.read(each) for each in raw]
    assert [each.rules for each in read] == list(range(REMEMBERED_CONTEXTS + 1))
    assert contexts.read(raw[-1]) is read[-1]
    assert contexts.read(raw[0]) is not read[0]
    assert contexts.read(raw[0]) == read[0]
