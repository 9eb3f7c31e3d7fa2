"""What of an alert may leave the system: how soon to act, in neutral words, and nothing else.

Whoever reads a message over somebody's shoulder, keeps the mailbox or runs the gateway learns that
someone on duty should look at their desk. No child, school, level, case or person is named.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.referrals.levels.level_facts import CrisisLevel
from domain.ruleset import RuleSet
from domain.ruleset.clocks import Minutes, Within

_URGENT_UP_TO_MINUTES = 60
_MINUTES_AN_HOUR = 60


class Channel(StrEnum):
    """A way by which somebody is told outside the application; the codes are permanent."""

    EMAIL = "email"
    WEBHOOK = "webhook"
    WECOM = "wecom"
    DINGTALK = "dingtalk"
    SMS = "sms"


SHARED = frozenset({Channel.WECOM, Channel.DINGTALK})
"""What a whole group reads: nobody knows who is in it, so nothing goes there that somebody must
not hear of, and one message is enough however many people are told."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is said outside, Chinese first; `link` leads to a page that tells nothing by itself."""

    chinese: str
    english: str
    link: str

    @property
    def text(self) -> str:
        """All of it, a line each."""
        said = (self.chinese, self.link, "", self.english, self.link, "")
        return "\n".join(said if self.link else (self.chinese, "", self.english, ""))

    @property
    def brief(self) -> str:
        """The Chinese of it alone, where each character counts."""
        return f"{self.chinese}\n{self.link}" if self.link else self.chinese


def neutral_words(minutes: int | None, link: str) -> Words:
    """Return what may be said of an alert that asks for an answer in so many minutes.

    Without minutes it is due by the end of some day, and nobody is called out of bed for it.
    """
    if minutes is None or minutes < 1:
        return Words(
            "有新的待办·请在工作时间内处理", "A new task: during working hours, please", link
        )
    if minutes <= _URGENT_UP_TO_MINUTES:
        within = f"Urgent: please act within {minutes} minutes"
        return Words(f"紧急·请{minutes}分钟内处理", within, link)
    hours = minutes // _MINUTES_AN_HOUR
    return Words(f"请{hours}小时内处理", f"Please act within {hours} hours", link)


def words_when_late(link: str) -> Words:
    """Return what may be said of an alert that comes after its minutes were over."""
    english = "A task has been waiting: please look as soon as you can"
    return Words("有待办还没有处理·请尽快查看", english, link)


def words_of_test(link: str) -> Words:
    """Return what a test says, which no alert ever does."""
    return Words("测试消息·不用处理", "A test: nothing to do", link)


def words_of_week(link: str) -> Words:
    """Return what may be said once a week to whoever has something to look at."""
    english = "Something waits to be looked at this week: during working hours, please"
    return Words("本周有事项待看·请在工作时间内查看", english, link)


def words_of_talk(link: str) -> Words:
    """Return what may be said to whoever is to talk with somebody next."""
    english = "Something waits for you to look at: during working hours, please"
    return Words("有事项轮到您查看·请在工作时间内处理", english, link)


def words_of_outage(link: str) -> Words:
    """Return what may be said where what tells people is silent."""
    english = "Alerts may not be getting through: please open the system"
    return Words("值班提醒可能送不到·请打开系统查看", english, link)


def words_of_outage_over(link: str) -> Words:
    """Return what may be said where it works again."""
    return Words("值班提醒恢复正常·不用处理", "Alerts get through again: nothing to do", link)


def words_of_link(link: str) -> Words:
    """Return what may be said to whoever has no account, with the link that asks for a code."""
    english = "Something waits for you: open the link and type the code of the text message"
    return Words("有一件事请您尽快处理·打开链接，输入短信里的代码", english, link)


def words_of_code(code: str) -> Words:
    """Return what may be said with a code; it leads nowhere, and the link is not beside it."""
    apart = f"{code[:4]}-{code[4:]}"
    english = f"Code {apart}: type it after opening the link in your mail. Forward it to nobody"
    return Words(f"代码{apart}·打开邮件里的链接时输入·不要转给别人", english, "")


def minutes_to_take(level: CrisisLevel | None, rules: RuleSet) -> int | None:
    """Return within how many minutes somebody must act at a level, None where days count.

    Of a case whose level cannot be read the most urgent is said.
    """
    return _minutes(rules.clocks.at((level or CrisisLevel.RED).value).taken)


def minutes_to_act(level: CrisisLevel, rules: RuleSet) -> int | None:
    """Return after how many minutes more people are told of what is overdue at a level."""
    return _minutes(rules.clocks.at(level.value).again)


def _minutes(within: Within) -> int | None:
    return within.minutes if isinstance(within, Minutes) else None
