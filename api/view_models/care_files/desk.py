"""The caseworker's desk: my children, the most urgent first."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from api.view_models.moments import Due
from application.rows import DueFilter
from domain.shared import ChildId


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskLine:
    """One child. `name` None = the record cannot be read: the row is shown all the same.

    `is_least`: somebody sees the child as a volunteer alone, and of it the given name, the school
    and what is due. `may_open`: the name leads to the file; `may_log`: a visit or talk can be
    logged.
    """

    child_id: ChildId
    name: str | None
    age: int | None = None
    school: str | None = None
    school_class: str | None = None
    village: str | None = None
    level: int | None = None
    last_visit_on: date | None = None
    next_visit: Due | None = None
    last_talk_on: date | None = None
    next_talk: Due | None = None
    is_least: bool = False
    may_open: bool = False
    may_log: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    """One page of the desk. `counts` are shown in the tabs; without any there are no tabs.

    `may_open_file` offers that to a person without children; `has_moved` says that what they saved
    gave a child to others.
    """

    template: ClassVar[str] = "desk.html"
    lines: tuple[DeskLine, ...]
    total: int
    chosen: DueFilter = DueFilter.ALL
    counts: Mapping[DueFilter, int] = field(default_factory=dict)
    next_cursor: str | None = None
    is_first_page: bool = True
    may_open_file: bool = False
    has_moved: bool = False
