"""Who sees the pages of a county's offices, and the page of the week."""

from api import paths
from tests.api.pages import duty
from tests.api.pages.site import ADMINISTRATOR, OFFICER, TEACHER, VOLUNTEER

SEEN: dict[str, tuple[str, str, dict[str, int]]] = {
    paths.THIS_WEEK: (duty.LEAD, "黄色个案", {VOLUNTEER: 403, ADMINISTRATOR: 403}),
    paths.COUNTY_NUMBERS: (duty.HEALTH_OFFICE, "岗位空缺", {duty.LEAD: 403, OFFICER: 403}),
    paths.COUNTY_CASES: (OFFICER, "为了什么看", {duty.LEAD: 403, TEACHER: 403}),
}
