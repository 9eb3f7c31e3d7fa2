"""Who signs for duties in the tests of the rules: administrators, and the responsible of places."""

from domain.shared import PersonId
from domain.staff.facts import Role
from domain.staff.proposing import Signatory
from tests.examples import example_id

ADMINISTRATOR = Signatory(person_id=PersonId(example_id(120)), role=Role.SYSTEM_ADMINISTRATOR)
SECURITY = Signatory(person_id=PersonId(example_id(121)), role=Role.SECURITY_ADMINISTRATOR)
OFFICER = Signatory(person_id=PersonId(example_id(122)), role=Role.COUNTY_OFFICER)
LEADER = Signatory(person_id=PersonId(example_id(123)), role=Role.SCHOOL_LEADER)
