"""By what somebody is shown something of a child: the ground that the record of a reading names."""

from dataclasses import dataclass
from datetime import date

from application.ports import Context
from domain.shared import GrantId, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """By what somebody is shown something of a child, and for what: what a record of it says.

    `brought_on` is the day since which the case is open to them because it was brought to them.
    """

    context: Context
    purpose: Purpose
    grant_id: GrantId | None = None
    brought_on: date | None = None
