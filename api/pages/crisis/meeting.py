"""Who sat on a panel and when, as each page about one asks for it."""

from collections.abc import Collection

from api.deps import Call
from api.pages.choices import people_with_posts
from api.view_models.forms import Choice, Form, typed
from domain.alerts.rules import MAY_ANSWER
from domain.days import LOCAL, local_day
from domain.shared import PersonId


def meeting_now(call: Call) -> Form:
    """Return a form that says: whoever asks sat there, just now."""
    here = call.now.astimezone(LOCAL)
    return Form(
        typed(
            member_ids=str(call.actor.person_id),
            met_on=here.date().isoformat(),
            met_time=f"{here:%H:%M}",
        )
    )


def people_to_sit(call: Call, among: Collection[PersonId]) -> tuple[Choice, ...]:
    """Return who may be chosen, each with the posts by which they answer for cases today."""
    rows, today = call.ledger.directory.people(among).values(), local_day(call.now)
    return people_with_posts(
        call, rows, lambda duty: duty.role in MAY_ANSWER and duty.holds_on(today)
    )
