"""How a child comes back to school, made of what the use case answered."""

from api.view_models.return_lines import ReturnLines
from application.crisis.case_reading import Case


def return_of(found: Case) -> ReturnLines:
    """Return what the page of a case tells of leave and return."""
    return ReturnLines(leave=found.state.at_school.leaves.running)
