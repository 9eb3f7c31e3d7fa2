"""What is expected of a health vice principal in a semester."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolHealthBounds:
    """Policy default throughout, after the practice of Fuyang: 教体艺〔2021〕7号 names no numbers.

    Monthly at the school, a lesson each quarter, a meeting and a talk or lecture each semester.
    """

    visits_per_month: int
    """On so many days of a month somebody should be there."""
    lessons_per_semester: int
    """One a quarter: the semester in equal parts."""
    meetings_per_semester: int
    """Meetings at which the school decides."""
    lectures_per_semester: int
    """Talks with or lectures for teachers or parents."""
    counts_from_days: int
    """A month, or part of a semester, with fewer days of school or of the term asks for nothing."""
    minutes_at_most: int
    """Nothing that is logged took longer: a working day."""


SCHOOL_HEALTH_BOUNDS_1 = SchoolHealthBounds(
    visits_per_month=1,
    lessons_per_semester=2,
    meetings_per_semester=1,
    lectures_per_semester=1,
    counts_from_days=15,
    minutes_at_most=600,
)
"""The built-in first version."""
