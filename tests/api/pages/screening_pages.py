"""Who sees the pages of screenings, who may send what is asked there, and what that is."""

from api import paths
from tests import examples as given
from tests.api.pages import duty
from tests.api.pages.site import AUDITOR, LEADER, STRANGER, TEACHER

NEW_ID, DAY = str(given.example_id(888)), given.TODAY.isoformat()
OF_TALKS = (
    *(paths.HOLD_INTERVIEW, paths.MISS_INTERVIEW),
    *(paths.DROP_SCREENING, paths.LEAVE_TO_WORRY),
)
# There only for whoever talks with pupils: tests of their own walk there.
ELSEWHERE = {
    *(paths.INTERVIEW, paths.SCREENING_WORRY, paths.SCREENING_LIST, paths.SCREENING_LIST_BACK),
}
OF_LISTS = (paths.SCREENING_LIST, paths.DELETE_SCREENING_LIST)
SEEN: dict[str, tuple[str, str, dict[str, int]]] = {
    paths.INTERVIEWS: (duty.LEAD, "只看人数", {TEACHER: 403, LEADER: 403}),
    paths.SCREENINGS_BROUGHT: (AUDITOR, "还没有登记过筛查结果", {TEACHER: 403, duty.LEAD: 403}),
    paths.SCREENING_LISTS: (duty.LEAD, "还没有上传筛查结果", {TEACHER: 403, LEADER: 403}),
    paths.RECORD_SCREENING: (duty.LEAD, "用的哪种量表", {TEACHER: 403, LEADER: 403}),
}
SENT: dict[str, dict[str, int]] = {
    **{path: {TEACHER: 403, LEADER: 403} for path in (paths.RECORD_SCREENING, *OF_LISTS)},
    paths.SCREENING_LISTS: {TEACHER: 403, LEADER: 403},
    **{path: {TEACHER: 403, duty.LEAD: 403, STRANGER: 404} for path in OF_TALKS},
}
VALID: dict[str, dict[str, str]] = {
    **{path: {} for path in OF_LISTS},
    paths.RECORD_SCREENING: {
        "screening_id": NEW_ID,
        "name": "示例",
        "class_id": str(given.SCHOOL_CLASS),
        "scale": "mht",
        "screened_on": DAY,
    },
    paths.HOLD_INTERVIEW: {
        "interview_id": NEW_ID,
        "talked_on": DAY,
        "interview_outcome": "no_concern",
    },
    paths.MISS_INTERVIEW: {"interview_id": NEW_ID, "tried_on": DAY, "missed_reason": "absent"},
    paths.LEAVE_TO_WORRY: {"case_id": NEW_ID},
    paths.DROP_SCREENING: {"drop_reason": "recorded_in_error"},
}
