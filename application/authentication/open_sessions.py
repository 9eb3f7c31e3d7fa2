"""Open sessions: whose they are, when they run out, and how they are ended by signing out."""

from datetime import timedelta

from application.authentication.account_ports import Session, Stage
from application.authentication.running_out import ending
from application.authentication.signing_in import Door
from application.ports import Actor
from domain.reads.sign_ins import SessionEnd

LAST_SEEN_WRITTEN_EVERY = timedelta(minutes=1)


def session_of(door: Door, token: str) -> Session | None:
    """Return the session of a token at whatever stage, None when it has ended."""
    session = door.accounts.sessions.of(token)
    if session is None:
        return None
    idle = door.now - session.last_seen_at
    if door.now >= session.expires_at or idle >= timedelta(minutes=door.rules.session_idle_minutes):
        # That it ran out follows from when it was opened and used: it needs no record.
        door.accounts.sessions.drop(token)
        return None
    return session


def signed_in(door: Door, token: str, *, slides: bool = True) -> Actor | None:
    """Return who holds an open session, None when there is none.

    Its idle limit slides, unless the page asked by itself and not the person.
    """
    session = session_of(door, token)
    if session is None or session.stage is not Stage.OPEN:
        return None
    if slides and door.now - session.last_seen_at >= LAST_SEEN_WRITTEN_EVERY:
        door.accounts.sessions.saw(token, door.now)
    return session.actor


def sign_out(door: Door, token: str, how: SessionEnd = SessionEnd.SIGNED_OUT) -> None:
    """End the session; that is noted with it, and recorded as soon as the log can take it.

    A session that has ended already is no error.
    """
    door.accounts.sessions.close(token, ending(how, door.now, door.rules))
