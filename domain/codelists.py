"""Code lists of national standards, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Sex(StrEnum):
    """GB/T 2261.1 by word."""

    UNKNOWN = "unknown"
    MALE = "male"
    FEMALE = "female"
    UNSTATED = "unstated"


class ConsentMeans(StrEnum):
    """How consent was given; by telephone two members of staff listen."""

    IN_PERSON = "in_person"
    PHONE_TWO_STAFF = "phone_two_staff"
    WRITTEN_MESSAGE = "written_message"
    SIGNED = "signed"


LATER_ON_PAPER = frozenset({ConsentMeans.PHONE_TWO_STAFF, ConsentMeans.WRITTEN_MESSAGE})
"""So given, a consent holds at once and is signed on paper later."""


class SpokenBy(StrEnum):
    """Who speaks for the child: a guardian, who was entrusted with the care, or the child."""

    GUARDIAN = "guardian"
    ENTRUSTED_CARER = "entrusted_carer"
    CHILD = "child"


class LegalBasis(StrEnum):
    """On what the use of personal data rests (个人信息保护法 §13(1), (3), (4))."""

    CONSENT = "consent"
    STATUTORY_DUTY = "statutory_duty"
    EMERGENCY = "emergency"


class HarmKind(StrEnum):
    """The nine situations in which harm must be reported (高检发〔2020〕2号 §4), in its order."""

    INTIMATE_INJURY = "intimate_injury"
    SEXUAL_UNDER_14 = "sexual_under_14"
    SEXUAL_FROM_14 = "sexual_from_14"
    SIGNS_OF_VIOLENCE = "signs_of_violence"
    UNNATURAL_INJURY = "unnatural_injury"
    ABANDONED = "abandoned"
    MISSING_OR_TRAFFICKED = "missing_or_trafficked"
    MADE_TO_BEG = "made_to_beg"
    OTHER_HARM = "other_harm"


class Body(StrEnum):
    """Who must be told of suspected harm (未成年人保护法 §11, §39, §40)."""

    POLICE = "police"
    CIVIL_AFFAIRS = "civil_affairs"
    EDUCATION = "education"


ETHNICITY_CODES = frozenset({f"{number:02}" for number in range(1, 57)} | {"97", "98"})
"""GB/T 3304: the 56 peoples, 97 other, 98 nationals of foreign descent."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What somebody is to the child, by GB/T 4761, in the words of the standard.

    Close relatives are those of 民法典 §1045: parents, siblings and grandparents of a child; not
    their spouses, not uncles and aunts, not great-grandparents. Who is younger than a pupil is a
    minor, too, and agrees to nothing for them.
    """

    code: str
    term: str
    is_parent: bool = False
    is_close_relative: bool = False
    is_younger: bool = False


def _parent(code: str, term: str) -> Relation:
    return Relation(code, term, is_parent=True, is_close_relative=True)


def _close(code: str, term: str) -> Relation:
    return Relation(code, term, is_close_relative=True)


RELATIONS: Mapping[str, Relation] = MappingProxyType(
    {
        relation.code: relation
        for relation in (
            _parent("51", "父亲"),
            _parent("52", "母亲"),
            _parent("57", "继父或养父"),
            _parent("58", "继母或养母"),
            Relation("59", "其他父母关系"),
            _close("61", "祖父"),
            _close("62", "祖母"),
            _close("63", "外祖父"),
            _close("64", "外祖母"),
            Relation("66", "曾祖父"),
            Relation("67", "曾祖母"),
            Relation("69", "其他祖父母或外祖父母关系"),
            _close("71", "兄"),
            Relation("72", "嫂"),
            Relation("73", "弟", is_close_relative=True, is_younger=True),
            Relation("74", "弟媳"),
            _close("75", "姐姐"),
            Relation("76", "姐夫"),
            Relation("77", "妹妹", is_close_relative=True, is_younger=True),
            Relation("78", "妹夫"),
            Relation("79", "其他兄弟姐妹"),
            Relation("81", "伯父"),
            Relation("82", "伯母"),
            Relation("83", "叔父"),
            Relation("84", "婶母"),
            Relation("85", "舅父"),
            Relation("86", "舅母"),
            Relation("87", "姨父"),
            Relation("88", "姨母"),
            Relation("89", "姑父"),
            Relation("90", "姑母"),
            Relation("91", "堂兄弟、堂姐妹"),
            Relation("92", "表兄弟、表姐妹"),
            Relation("97", "其他亲属"),
            Relation("99", "非亲属"),
        )
    }
)
"""The relations in which somebody may look after a child."""


class Processing(StrEnum):
    """What a child's data is used for."""

    CARE_FILE = "care_file"
    VISITS_AND_TALKS = "visits_and_talks"
    MANDATORY_REPORTING = "mandatory_reporting"
    CRISIS_HELP = "crisis_help"
    PHOTOS = "photos"
    SCREENING = "screening"
    SHARING_WITH_HOSPITAL = "sharing_with_hospital"
    SHARING_WITH_CHARITY = "sharing_with_charity"
