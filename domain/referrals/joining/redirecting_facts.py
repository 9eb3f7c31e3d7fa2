"""What is recorded when a worry was raised about the wrong child: two facts, one of each child.

They are recorded in one commit. Neither tells of the other child, nor of the case of that child.
"""

from dataclasses import dataclass
from datetime import datetime

from domain.shared import CaseId, ChildId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernMisdirected:
    """This worry was raised about this child in error (弄错了孩子): nothing of it holds for it.

    From then on there is no such case for anybody who asks; what was recorded of it stays.
    """

    case_id: CaseId
    child_id: ChildId


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernRedirected:
    """This worry was raised before, about another child in error (改到对的孩子).

    It is the worry of whoever raised it then (`raised_by`), and counts from then (`raised_at`, T0);
    who corrected it is who recorded this.
    """

    case_id: CaseId
    child_id: ChildId
    raised_by: PersonId
    raised_at: datetime


RedirectingEvent = ConcernMisdirected | ConcernRedirected
