"""Who may have visited a child: whoever is signed in, the mentors, the people on the spot."""

from api.deps import Call
from api.pages.choices import people
from api.view_models.forms import Choice
from application.care_files.heads import Head
from application.rows import PersonRow
from domain.days import local_day
from domain.shared import OrganisationId, PersonId


def present_for(call: Call, child: Head) -> tuple[Choice, ...]:
    """Return the people to choose from, by name."""
    mentors = {each.mentor_id for each in child.mentors} | {call.actor.person_id}
    found: dict[PersonId, PersonRow] = dict(call.ledger.directory.people(mentors))
    places: list[OrganisationId] = [
        each for each in (child.class_id, child.village_id) if each is not None
    ]
    today = local_day(call.now)
    for row in call.ledger.directory.people_at(places):
        if any(each.to_on is None or each.to_on >= today for each in row.duties):
            found[row.person_id] = row
    return people(found.values())
