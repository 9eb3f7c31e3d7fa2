"""Whether two descriptions are of the same child: certain, perhaps, or not; never by guess."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Likeness(StrEnum):
    """How much two descriptions have in common."""

    SAME_NUMBER = "same_number"
    SAME_IN_ALL = "same_in_all"
    NUMBER_OF_ANOTHER = "number_of_another"
    PERHAPS = "perhaps"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A child as somebody describes it.

    `id_number` is one that passes GB 11643; `has_wrong_number` that one was told which does not.
    """

    name: str
    born_on: date
    id_number: str | None = None
    has_wrong_number: bool = False
    carer_name: str | None = None
    phone: str | None = None


def likeness(told: Described, known: Described) -> Likeness:
    """Return how a child who is told of compares with one who is known.

    The same ID number is the same child, when name or birth date agree as well. Without one, name,
    birth date, carer and phone must all agree; a wrong number never makes anybody the same. Whoever
    has name and birth date in common otherwise is looked at by a person.
    """
    same_name, same_day = told.name == known.name, told.born_on == known.born_on
    if told.id_number is not None and told.id_number == known.id_number:
        return Likeness.SAME_NUMBER if same_name or same_day else Likeness.NUMBER_OF_ANOTHER
    if not (same_name and same_day):
        return Likeness.DIFFERENT
    if told.has_wrong_number or (told.id_number and known.id_number):
        return Likeness.PERHAPS
    return Likeness.SAME_IN_ALL if _same_carer(told, known) else Likeness.PERHAPS


def _same_carer(told: Described, known: Described) -> bool:
    named, reached = told.carer_name == known.carer_name, told.phone == known.phone
    return named and reached and told.carer_name is not None and told.phone is not None
