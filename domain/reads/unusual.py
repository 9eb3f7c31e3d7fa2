"""Which readings stand out and are asked about: at night, of very many children, without duty."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_OID, uuid5

from domain.days import LOCAL, local_day
from domain.reads.facts import Doubt, Reading, ReadingQuestioned, RecordsRead
from domain.ruleset import RuleSet
from domain.ruleset.reading import Usual
from domain.shared import ChildId, PersonId, Purpose, QuestionId, ReadId

AWAKE_BY_DUTY = frozenset(
    {
        "crisis_lead",
        "county_duty_officer",
        "health_vice_principal",
        "hospital_liaison",
        "next_in_line",
    }
)
"""Who may be called at any hour."""

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A recorded reading with what is known of the reader: `duty` is the standing it rests on.

    `holds_duty` tells whether the reader held any duty that day; `by_break_glass` whether the
    reading rests on access that nobody approved before.
    """

    read: RecordsRead
    read_at: datetime
    duty: str | None
    holds_duty: bool = True
    by_break_glass: bool = False


Seen = dict[ChildId, datetime]
"""Which children were shown, each with when it was last."""


@dataclass(slots=True)
class Day:
    """What one reader read on one local day, as it went on; `by_standing` by what it rested on."""

    first_read_id: ReadId
    seen: Seen = field(default_factory=dict)
    by_standing: dict[str | None, Seen] = field(default_factory=dict)
    hour: list[tuple[datetime, ReadId]] = field(default_factory=list)


class Readings:
    """What was read so far today by whom, for counting; it is made again from the log."""

    def __init__(self) -> None:
        self._days: dict[tuple[PersonId, date], Day] = {}
        self._latest = date.min

    def note(self, read: RecordsRead, read_at: datetime, duty: str | None) -> Day:
        """Add a reading and return the reader's day; days before yesterday are forgotten.

        `duty` is the standing that it rests on.
        """
        on = local_day(read_at)
        if on > self._latest:
            self._latest = on
            kept = on - timedelta(days=1)
            self._days = {key: day for key, day in self._days.items() if key[1] >= kept}
        day = self._days.setdefault((read.reader_id, on), Day(read.read_id))
        for seen in (day.seen, day.by_standing.setdefault(duty, {})):
            seen.update(dict.fromkeys(read.child_ids, read_at))
        day.hour = [each for each in day.hour if each[0] > read_at - HOUR]
        day.hour.append((read_at, read.read_id))
        return day


def questions(look: Look, day: Day, rules: RuleSet) -> Iterator[ReadingQuestioned]:
    """Yield what may be asked about a reading, as the first question of that day for each reason.

    `day` holds the reading already. What was asked before is for `asked_anew` to tell.
    """
    read, on = look.read, local_day(look.read_at)
    if _is_at_night(look, rules):
        began_on = local_day(look.read_at - timedelta(hours=rules.reading.night_until_hour))
        yield _question(read, Doubt.AT_NIGHT, began_on, read.read_id, len(read.child_ids))
    for first, count in _many(look, day, rules):
        yield _question(read, Doubt.MANY_CHILDREN, on, first, count)
    if not look.holds_duty and read.what is not Reading.OWN_CONCERN:
        yield _question(read, Doubt.WITHOUT_DUTY, on, read.read_id, len(read.child_ids))
    if look.by_break_glass:
        yield _question(read, Doubt.BREAK_GLASS, on, read.read_id, len(read.child_ids))


def question_id(reader_id: PersonId, doubt: Doubt, on: date, step: int = 0) -> QuestionId:
    """Return the one id of what is asked of a person about a day, for one reason, at one step."""
    again = f"/{step}" if step else ""
    return QuestionId(uuid5(NAMESPACE_OID, f"{reader_id}/{doubt}/{on.isoformat()}{again}"))


def ids_of_steps(asked: ReadingQuestioned) -> tuple[QuestionId, ...]:
    """Return under which ids the same may have been asked of that day, in their order.

    About children it is asked anew when they are twice as many: of so many there are no more steps.
    """
    again = asked.doubt is Doubt.MANY_CHILDREN
    steps = asked.child_count.bit_length() if again else 1
    return tuple(
        question_id(asked.reader_id, asked.doubt, asked.read_on, step) for step in range(steps)
    )


def asked_anew(
    asked: Iterable[ReadingQuestioned], before: Mapping[QuestionId, ReadingQuestioned]
) -> list[ReadingQuestioned]:
    """Return of each doubt the first that was not asked before, under the id of its step."""
    new: dict[Doubt, ReadingQuestioned] = {}
    for each in asked:
        question = None if each.doubt in new else _at_its_step(each, before)
        if question is not None:
            new[each.doubt] = question
    return list(new.values())


def is_night(at: datetime, rules: RuleSet) -> bool:
    """Return whether a moment lies in the local night."""
    hour = at.astimezone(LOCAL).hour
    return hour >= rules.reading.night_from_hour or hour < rules.reading.night_until_hour


def night_of(on: date, rules: RuleSet) -> tuple[datetime, datetime]:
    """Return when the local night that begins on a day begins and is over."""
    begins = datetime.combine(on, time(rules.reading.night_from_hour), LOCAL)
    ends = datetime.combine(on + timedelta(days=1), time(rules.reading.night_until_hour), LOCAL)
    return begins, ends


def _is_at_night(look: Look, rules: RuleSet) -> bool:
    if look.read.purpose is Purpose.CRISIS or look.duty in AWAKE_BY_DUTY:
        return False
    return is_night(look.read_at, rules)


def _at_its_step(
    asked: ReadingQuestioned, before: Mapping[QuestionId, ReadingQuestioned]
) -> ReadingQuestioned | None:
    # Whoever was asked about three hundred children has said nothing about three thousand.
    for question in ids_of_steps(asked):
        said = before.get(question)
        if said is None:
            return replace(asked, question_id=question)
        if asked.child_count < 2 * said.child_count:
            return None
    return None


def _many(look: Look, day: Day, rules: RuleSet) -> Iterator[tuple[ReadId, int]]:
    """Yield the first reading and the number of children when they are more than is usual.

    What was read by each standing is held against what is usual for it, and all of it against the
    widest of them: a mentor who teaches a class too opens the class and is not asked, and reads
    as a mentor no more children than other mentors. When it is the hour that stands out, the day
    follows it: the same number in the next hour is twice as many.
    """
    bounds = (
        (day.by_standing[look.duty], rules.reading.usual_for(look.duty)),
        (day.seen, _widest(rules.reading.usual_for(duty) for duty in day.by_standing)),
    )
    since = look.read_at - HOUR
    if not any(len(seen) > usual.a_day for seen, usual in bounds):
        if not any(_later(seen, since) > usual.an_hour for seen, usual in bounds):
            return
        yield day.hour[0][1], _later(day.seen, since)
    yield day.first_read_id, len(day.seen)


def _widest(usual: Iterable[Usual]) -> Usual:
    known = tuple(usual)
    return Usual(max(each.an_hour for each in known), max(each.a_day for each in known))


def _later(seen: Seen, since: datetime) -> int:
    return sum(at > since for at in seen.values())


def _question(
    read: RecordsRead, doubt: Doubt, on: date, first: ReadId, children: int
) -> ReadingQuestioned:
    return ReadingQuestioned(
        question_id=question_id(read.reader_id, doubt, on),
        reader_id=read.reader_id,
        doubt=doubt,
        read_on=on,
        first_read_id=first,
        last_read_id=read.read_id,
        child_count=children,
    )
