"""Invents the rows of lists of children, whole and damaged, and knows what is right for each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from domain.codelists import Sex
from domain.survey.outcomes import RowOutcome, RowReason
from infrastructure.rosters.cells import Cell
from tests.infrastructure.rosters import forms
from tests.infrastructure.rosters.people import Child, People

FORMULAS = ("=SUM(A1:A9)", "=1+1", "@SUM(1)", '=HYPERLINK("x")', "+打工")
NOTES = ("", "", "", "家庭困难", "单亲", "合计收入不足", "低保户", "父母在广东务工,春节才回")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row before an office arranges it: who it tells of, in which cells, and what is right.

    `child` is as it should be read, `key` who is meant; None for nobody on file.
    """

    child: Child
    name: Cell
    born_on: Cell
    number: Cell
    phone: Cell
    note: Cell
    has_name: bool
    is_born_known: bool
    outcome: RowOutcome
    why: RowReason | None
    key: str | None


@dataclass(slots=True)
class Rows:
    """Invents the rows of one list after another; the children of all of them are known."""

    random: Random
    people: People
    text_only: bool = False
    told: list[Child] = field(default_factory=list)
    untold_again: list[Child] = field(default_factory=list)

    def of_a_list(self, count: int) -> Iterator[Sequence[Line]]:
        """Yield rows of every kind, those together that belong together."""
        kinds: Sequence[Callable[[], Sequence[Line]]] = (
            *[self.whole] * 8,
            *(self.without_number, self.with_wrong_number, self.with_lost_number),
            *(self.contradicting_day, self.contradicting_sex, self.nameless),
            *(self.unborn, self.born_by_number, self.unreadable, self.in_future, self.of_age),
            *(self.repeated, self.twins, self.namesakes, self.double, self.of_another),
            *(self.with_formula, *[self.known_by_number] * 2, *[self.known_in_all] * 2),
            *(self.doubtful, self.completed),
        )
        for _ in range(count):
            yield self.random.choice(kinds)()

    def whole(self) -> Sequence[Line]:
        return [self._line(self.people.child())]

    def without_number(self) -> Sequence[Line]:
        child = replace(self.people.child(), number=None)
        return [self._line(child, why=RowReason.ID_MISSING)]

    def with_wrong_number(self) -> Sequence[Line]:
        child = self.people.child()
        wrong = forms.wrong_number(self.random, child.number or "")
        return [self._flagged(child, RowReason.ID_CHECK_DIGIT, number=wrong)]

    def with_lost_number(self) -> Sequence[Line]:
        child = self.people.child()
        lost = forms.lost_number(self.random, child.number or "", text_only=self.text_only)
        return [self._flagged(child, RowReason.ID_PRECISION_LOST, number=lost)]

    def contradicting_day(self) -> Sequence[Line]:
        child = self.people.child()
        told = replace(child, born_on=self.people.child().born_on)
        if told.born_on == child.born_on:
            return []
        return [self._flagged(told, RowReason.ID_TELLS_OTHER_BIRTH_DATE)]

    def contradicting_sex(self) -> Sequence[Line]:
        child = self.people.child()
        other = Sex.FEMALE if child.sex is Sex.MALE else Sex.MALE
        return [self._flagged(replace(child, sex=other), RowReason.ID_TELLS_OTHER_SEX)]

    def nameless(self) -> Sequence[Line]:
        nothing = self.random.choice(forms.NOTHING)
        line = self._refused(self.people.child(), RowReason.NAME_MISSING)
        return [replace(line, name=nothing, has_name=False)]

    def unborn(self) -> Sequence[Line]:
        child = replace(self.people.child(), number=None)
        line = self._refused(child, RowReason.BIRTH_DATE_MISSING)
        return [replace(line, born_on=self.random.choice(forms.NOTHING), is_born_known=False)]

    def born_by_number(self) -> Sequence[Line]:
        born_on = self.random.choice([*forms.NOTHING, *forms.NO_DAYS])
        return [replace(self._line(self.people.child()), born_on=born_on)]

    def unreadable(self) -> Sequence[Line]:
        child = replace(self.people.child(), number=None)
        line = self._refused(child, RowReason.BIRTH_DATE_UNREADABLE)
        return [replace(line, born_on=self.random.choice(forms.NO_DAYS), is_born_known=False)]

    def in_future(self) -> Sequence[Line]:
        child = self.people.child(first=date(2027, 1, 1), last=date(2030, 1, 1))
        return [self._refused(child, RowReason.BIRTH_DATE_IN_FUTURE)]

    def of_age(self) -> Sequence[Line]:
        child = self.people.child(first=date(1992, 1, 1), last=date(2008, 11, 1))
        return [self._refused(child, RowReason.OF_AGE)]

    def repeated(self) -> Sequence[Line]:
        first = self._line(self.people.child())
        again = replace(first, outcome=RowOutcome.DUPLICATE_ROW, why=RowReason.EXACT_REPEAT)
        return [first, again]

    def twins(self) -> Sequence[Line]:
        one, other = self.people.child(), self.people.child()
        number = self.people.number(one.born_on, other.sex)
        twin = replace(one, key=other.key, name=other.name, sex=other.sex, number=number)
        return [self._line(one), self._line(twin)]

    def namesakes(self) -> Sequence[Line]:
        one, other = self.people.child(), self.people.child()
        if one.born_on == other.born_on:
            return []
        return [self._line(one), self._line(replace(other, name=one.name))]

    def double(self) -> Sequence[Line]:
        """Two of one name and day with numbers of their own: a person has to look."""
        one, other = self.people.child(), self.people.child()
        number = self.people.number(one.born_on, other.sex)
        told = replace(other, name=one.name, born_on=one.born_on, number=number, key=one.key)
        return [self._line(one), self._doubted(told, RowReason.SAME_NAME_AND_BIRTH_DATE)]

    def of_another(self) -> Sequence[Line]:
        one, other = self.people.child(), self.people.child()
        if one.born_on == other.born_on:
            return []
        told = replace(other, number=one.number, key=one.key)
        return [self._line(one), self._doubted(told, RowReason.ID_OF_ANOTHER_CHILD)]

    def with_formula(self) -> Sequence[Line]:
        line = self._line(self.people.child(), why=RowReason.FORMULA_TEXT_KEPT_AS_TEXT)
        return [replace(line, note=self.random.choice(FORMULAS))]

    def known_by_number(self) -> Sequence[Line]:
        known = self._known(lambda each: each.number is not None)
        if known is None:
            return []
        elsewhere = replace(self.people.child(), key=known.key, number=known.number)
        told = replace(elsewhere, name=known.name, born_on=known.born_on, sex=known.sex)
        return [self._line(told, is_new=False)]

    def known_in_all(self) -> Sequence[Line]:
        known = self._known(lambda each: bool(each.key))
        if known is None:
            return []
        told = replace(known, number=None)
        return [self._line(told, why=RowReason.SAME_CHILD_NO_ID, is_new=False)]

    def doubtful(self) -> Sequence[Line]:
        """Without a number, and somebody else looks after the child: a person has to look."""
        known = self._known(lambda each: bool(each.key))
        if known is None:
            return []
        told = replace(known, number=None, phone=self.people.phone())
        return [self._doubted(told, RowReason.SAME_NAME_AND_BIRTH_DATE)]

    def completed(self) -> Sequence[Line]:
        """The number comes later, with the same carer."""
        known = self._known(lambda each: each.number is None)
        if known is None:
            return []
        number = self.people.number(known.born_on, known.sex)
        return [self._line(replace(known, number=number), is_new=False)]

    def _known(self, fits: Callable[[Child], bool]) -> Child | None:
        # Each is told of twice at most: what the second row adds would change what a third finds.
        found = [each for each in self.untold_again if fits(each)]
        if not found:
            return None
        known = self.random.choice(found)
        self.untold_again.remove(known)
        return known

    def _flagged(self, child: Child, why: RowReason, number: Cell = None) -> Line:
        line = self._line(child, why=why, is_new=False)
        line = replace(line, outcome=RowOutcome.ACCEPT_FLAGGED)
        self.told.append(child)
        return line if number is None else replace(line, number=number)

    def _refused(self, child: Child, why: RowReason) -> Line:
        line = self._line(child, why=why, is_new=False)
        return replace(line, outcome=RowOutcome.REJECT, key=None)

    def _doubted(self, child: Child, why: RowReason) -> Line:
        return replace(self._line(child, why=why, is_new=False), outcome=RowOutcome.REVIEW)

    def _line(self, child: Child, *, why: RowReason | None = None, is_new: bool = True) -> Line:
        if is_new:
            self.told.append(child)
        random = self.random
        number = random.choice(forms.NOTHING) if child.number is None else None
        return Line(
            child=child,
            name=forms.name(random, child.name),
            born_on=forms.day(random, child.born_on, text_only=self.text_only),
            number=forms.number(random, child.number) if child.number else number,
            phone=forms.phone(random, child.phone, text_only=self.text_only),
            note=random.choice(NOTES),
            has_name=True,
            is_born_known=True,
            outcome=RowOutcome.ACCEPT,
            why=why,
            key=child.key,
        )
