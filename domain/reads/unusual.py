"""Which readings stand out and are asked about: at night, of very many children, without duty."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_OID, uuid5

from domain.days import LOCAL, local_day
from domain.reads.facts import Doubt, Reading, ReadingQuestioned, RecordsRead
from domain.ruleset import RuleSet
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


@dataclass(slots=True)
class Day:
    """What one reader read on one local day, as it went on."""

    first_read_id: ReadId
    seen: dict[ChildId, datetime] = field(default_factory=dict)
    hour: list[tuple[datetime, ReadId]] = field(default_factory=list)


class Readings:
    """What was read so far today by whom, for counting; it is made again from the log."""

    def __init__(self) -> None:
        self._days: dict[tuple[PersonId, date], Day] = {}
        self._latest = date.min

    def note(self, read: RecordsRead, read_at: datetime) -> Day:
        """Add a reading and return the reader's day; days before yesterday are forgotten."""
        on = local_day(read_at)
        if on > self._latest:
            self._latest = on
            kept = on - timedelta(days=1)
            self._days = {key: day for key, day in self._days.items() if key[1] >= kept}
        day = self._days.setdefault((read.reader_id, on), Day(read.read_id))
        day.seen.update(dict.fromkeys(read.child_ids, read_at))
        day.hour = [each for each in day.hour if each[0] > read_at - HOUR]
        day.hour.append((read_at, read.read_id))
        return day


def questions(look: Look, day: Day, rules: RuleSet) -> Iterator[ReadingQuestioned]:
    """Yield what is asked about a reading; of one person, day and reason it is always the same id.

    `day` holds the reading already.
    """
    read, on = look.read, local_day(look.read_at)
    if _is_at_night(look, rules):
        began_on = local_day(look.read_at - timedelta(hours=rules.reading.night_until_hour))
        yield _question(read, Doubt.AT_NIGHT, began_on, read.read_id, len(read.child_ids))
    many = _many(look, day, rules)
    if many is not None:
        first, count = many
        yield _question(read, Doubt.MANY_CHILDREN, on, first, count)
    if not look.holds_duty and read.what is not Reading.OWN_CONCERN:
        yield _question(read, Doubt.WITHOUT_DUTY, on, read.read_id, len(read.child_ids))
    if look.by_break_glass:
        yield _question(read, Doubt.BREAK_GLASS, on, read.read_id, len(read.child_ids))


def question_id(reader_id: PersonId, doubt: Doubt, on: date) -> QuestionId:
    """Return the one id of what is asked of a person about a day, for one reason."""
    return QuestionId(uuid5(NAMESPACE_OID, f"{reader_id}/{doubt}/{on.isoformat()}"))


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


def _many(look: Look, day: Day, rules: RuleSet) -> tuple[ReadId, int] | None:
    """Return the first reading and the number of children when they are more than is usual."""
    usual = rules.reading.usual_for(look.duty)
    if len(day.seen) > usual.a_day:
        return day.first_read_id, len(day.seen)
    if len(day.seen) <= usual.an_hour:
        return None
    within = sum(at > look.read_at - HOUR for at in day.seen.values())
    return (day.hour[0][1], within) if within > usual.an_hour else None


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
