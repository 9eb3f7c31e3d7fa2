"""Who is told that a guardian appealed to the county: those there who have not decided before."""

from datetime import datetime

from application.crisis.addressing import alerted
from application.crisis.cases import chain_of, mentors_named, places_of
from application.ports import History, Ledger, Reachable, Recorded
from application.states import alerts_of, case_state
from domain.alerts.escalating import addressees_of_appeal, ever_kept_out
from domain.alerts.facts import ConcernAlerted
from domain.alerts.rules import MAY_ANSWER, kept_out, with_repeats
from domain.days import local_day
from domain.referrals.return_facts import ReturnAppealed


def county_told(
    ledger: Ledger,
    cause: Recorded[object],
    history: History,
    now: datetime,
    reachable: Reachable,
) -> ConcernAlerted:
    """Return who of the county is told of an appeal, `history` being all of the case.

    Raises: Unavailable while it cannot be told who is on duty.
    """
    fact = cause.fact
    if not isinstance(fact, ReturnAppealed):
        raise TypeError("nobody appealed by this fact")
    case, alerts = case_state(history, fact.case_id), alerts_of(history, fact.case_id)
    told_at = {each.place_id for each in alerts if each.place_id}
    places = places_of(case.raised) if case.raised else frozenset()
    chain = chain_of(ledger, {*places, *told_at})
    posts = ledger.access.posts_at(chain, local_day(now)) if chain else ()
    out = ever_kept_out(alerts)
    if case.raised is not None:
        concern = with_repeats(case.raised, [each.kept for each in case.conflicts])
        out |= kept_out(concern, posts, mentors_named(ledger, concern))
    reviews = case.at_school.returns.reviews.values()
    found = addressees_of_appeal(
        posts,
        decided_before={
            each
            for review in reviews
            if review.return_id == fact.return_id
            for each in review.member_ids
        },
        kept_out_ids=out,
        reachable=reachable({each.person_id for each in posts if each.role in MAY_ANSWER}),
    )
    return alerted(cause, fact, found, min(told_at, default=None))
