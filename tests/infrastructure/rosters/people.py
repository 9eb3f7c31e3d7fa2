"""Invents children and who looks after them: no name, number or telephone is anybody's."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from domain.codelists import Sex
from domain.identity import check_character
from domain.survey.rows import ToldCarer

SURNAMES = "陆韦覃农宁滕仇劳卜施符凌欧阳"
GIVEN = "子梓雨欣思嘉文俊美玉晓海冬春桂秋博诗森宝涛颖妍轩㐂𠮷龘甯堃"
LONG_NAMES = ("阿卜杜拉·买买提", "古丽娜尔·艾合买提江", "迪丽拜尔·阿不都热西提·库尔班", "扎西·多吉")
TOWNS = {
    "海棠镇": ("石榴村", "枇杷村", "柚子社区"),
    "白鹭街道": ("河湾社区", "大榕村", "新桥村"),
    "青石乡": ("上窑村", "下窑村"),
}
RELATIONS = {"爷爷": "61", "奶奶": "62", "外公": "63", "外婆": "64", "祖母": "62", "姑姑": "90"}
FIRST_DAY, LAST_DAY = date(2009, 1, 1), date(2021, 6, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A child as a list may tell of it; `key` is who it really is."""

    key: str
    name: str
    born_on: date
    sex: Sex
    number: str | None
    township: str
    village: str
    relation: str
    carer_name: str
    phone: str
    school: str
    grade: int
    room: int
    is_boarding: bool
    is_left_behind: bool

    @property
    def carer(self) -> ToldCarer:
        """The carer as they should be read."""
        return ToldCarer(
            name=self.carer_name, relation_code=RELATIONS[self.relation], phone=self.phone
        )


@dataclass(slots=True)
class People:
    """Invents one child after another, each with a name and number of its own."""

    random: Random
    names: set[str] = field(default_factory=set)
    invented: int = 0

    def child(self, *, first: date = FIRST_DAY, last: date = LAST_DAY) -> Child:
        """Return a child who is like no other."""
        self.invented += 1
        town = self.random.choice(list(TOWNS))
        born_on = first + timedelta(days=self.random.randrange((last - first).days))
        sex = self.random.choice([Sex.MALE, Sex.FEMALE])
        return Child(
            key=f"child {self.invented}",
            name=self.name(),
            born_on=born_on,
            sex=sex,
            number=self.number(born_on, sex),
            township=town,
            village=self.random.choice(TOWNS[town]),
            relation=self.random.choice(list(RELATIONS)),
            carer_name=self.random.choice(SURNAMES) + self.random.choice(["秀英", "德明", "阿婆"]),
            phone=self.phone(),
            school=self.random.choice([f"{town}中心小学", f"{town}初级中学", "希望学校"]),
            grade=self.random.randint(1, 9),
            room=self.random.randint(1, 6),
            is_boarding=self.random.random() < 0.4,
            is_left_behind=self.random.random() < 0.8,
        )

    def name(self) -> str:
        """Return a name that nobody has had yet, of two to fifteen characters."""
        while True:
            given = "".join(self.random.choices(GIVEN, k=self.random.choice([1, 2, 2, 2, 3])))
            name = self.random.choice(SURNAMES) + given
            if self.random.random() < 0.1:
                name = f"{self.random.choice(LONG_NAMES)}{given[:1]}"
            if name not in self.names:
                self.names.add(name)
                return name

    def number(self, born_on: date, sex: Sex) -> str:
        """Return a well-formed number of nobody: there is no area 999999."""
        order = self.invented % 500 * 2 + (sex is Sex.MALE)
        first = f"999999{born_on:%Y%m%d}{order:03}"
        return first + check_character(first)

    def phone(self) -> str:
        """Return a mobile or a fixed-line number."""
        if self.random.random() < 0.1:
            return f"0777{self.random.randrange(2_000_000, 9_999_999)}"
        return f"1{self.random.randint(30, 99)}{self.random.randrange(10**8):08}"
