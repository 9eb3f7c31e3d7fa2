"""What surrounds every page: who is signed in, where they can go, and what they must be told."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Protocol

from application.privacy.due_rows import RightsWaiting
from application.proposed_numbers import NumberKind
from domain.shared import PersonId
from domain.staff.facts import Role


class PageModel(Protocol):
    """The values of one page; `template` names the file that draws them."""

    template: ClassVar[str]


class Mode(StrEnum):
    """What kind of data this installation may hold; every page says so."""

    PREVIEW = "preview"
    DEMO = "demo"


class Destination(StrEnum):
    """The entries of the main navigation."""

    HEALTH_DESK = "health_desk"
    REPORTS = "reports"
    OWN_SCHOOLS = "own_schools"
    INTERVIEWS = "interviews"
    ON_CALL = "on_call"
    REFERRALS = "referrals"
    COUNTY_NUMBERS = "county_numbers"
    COUNTY_CASES = "county_cases"
    DESK = "desk"
    NEW_FILE = "new_file"
    ROSTERS = "rosters"
    ORGANISATIONS = "organisations"
    PEOPLE = "people"
    HEALTH_POSTS = "health_posts"
    GRANTS = "grants"
    PRIVACY_DESK = "privacy_desk"
    BREACHES = "breaches"
    NOTICES = "notices"
    PERMISSIONS = "permissions"
    RULES = "rules"
    READINGS = "readings"
    API_TOKENS = "api_tokens"
    NIGHT_RECOVERY = "night_recovery"
    SECURITY_EVENTS = "security_events"
    SCREENINGS_BROUGHT = "screenings_brought"
    CHANNELS = "channels"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyLabel:
    """One duty of a person, by what they are and where."""

    role: Role
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who is looking at the page."""

    name: str
    duties: tuple[DutyLabel, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    """For whoever answers for cases: how many of them nobody has taken.

    `person_id` keeps the tabs of one person together, and apart from who signs in afterwards.
    """

    person_id: PersonId
    untaken: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantsWaiting:
    """For whoever decides on access or reviews broken glass: how many wait for them.

    `still_open` is by how many somebody reads now, that are reviewed when it has ended; `overdue`
    is how many wait too long for anybody, as they were told.
    """

    to_decide: int = 0
    to_review: int = 0
    still_open: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachesWaiting:
    """For whoever handles breaches: how many are open, each counted once.

    The authority may have to be told of those `to_tell`, of the first within `hours` and `minutes`;
    of those `overdue` that time is over; those `to_end` have no clock. `families` have still to be
    told. Who may not handle them is told of those overdue alone, to ask whoever does.
    """

    to_tell: int = 0
    overdue: int = 0
    to_end: int = 0
    families: int = 0
    may_handle: bool = True
    hours: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """The frame of a page.

    `path` is the address without its query; `today` the day in Beijing; `behind` how many facts the
    views still lack; `quarantined` how many records cannot be read; `alerts` None = no cases here;
    `grants`, `breaches`, `rights` None = nothing of that kind waits for this person ever;
    `leads_to_grants` whoever may ask for access, or decides on it, reviews or ends it;
    `offers_worry` draws the way to the form that everybody who is signed in may fill in;
    `risk_notices` tell a class teacher of pupils in acute danger, None = teaches no class;
    `refusals` of help for a child in danger this office is told of now;
    `silent` is how many parts that must not be are, None = others look after them;
    `families_left` of breaches wait to be told by this person; `reports_waiting` are reports of
    harm that nobody received yet;
    `questions` about readings wait for this person, to be answered or settled, `approvals` of
    duties, codes given in `nights` to look into, `nights_overdue` nobody looked into in time, and
    `first_sign_ins` of people to confirm; `numbers` of which kinds somebody proposed that wait
    for this person; `answers` to what the person asked are not opened yet;
    `refused_often` is in how many hours emergencies were refused often;
    `idle_minutes` is how long a session lasts in which nothing is asked; `writer` whose the forms
    of the page are, as nobody else can write it.
    """

    path: str
    today: date
    mode: Mode
    signed_in: SignedIn | None = None
    destinations: tuple[Destination, ...] = ()
    behind: int = 0
    quarantined: int = 0
    alerts: Alerts | None = None
    offers_worry: bool = False
    leads_to_grants: bool = False
    questions: int = 0
    approvals: int = 0
    nights: int = 0
    nights_overdue: int = 0
    first_sign_ins: int = 0
    numbers: frozenset[NumberKind] = frozenset()
    answers: int = 0
    refused_often: int = 0
    grants: GrantsWaiting | None = None
    breaches: BreachesWaiting | None = None
    risk_notices: int | None = None
    refusals: int = 0
    silent: int | None = None
    rights: RightsWaiting | None = None
    talks: bool = False
    families_left: int = 0
    reports_waiting: int | None = None
    idle_minutes: int = 30
    writer: str = ""


def receipt_number(position: int, leaf_hash: bytes) -> str:
    """Return a receipt as a page writes it: the position and four bytes of the leaf hash."""
    return f"{position}-{leaf_hash[:4].hex()}"
