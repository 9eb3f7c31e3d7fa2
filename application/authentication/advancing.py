"""Lets a session go on to its next stage; that it opens is recorded before."""

from dataclasses import dataclass
from datetime import datetime

from application.authentication.account_ports import Failing, Session, Stage
from application.authentication.signing_in import Door, NotSignedIn, SignedIn, forgotten


@dataclass(frozen=True, slots=True, kw_only=True)
class CameFrom:
    """By what failures are counted where a session opens, and whether the browser was known."""

    by: Failing
    browser_was_known: bool


def record_opening(
    door: Door, session: Session, stage: Stage, came: CameFrom | None = None
) -> bool:
    """Record that a session opens, where it does at this stage, and return whether; once is enough.

    Raises: SignInRefused; Unavailable.
    """
    opens = stage is Stage.OPEN and session.stage is not Stage.OPEN
    if opens:
        door.record(session, session.door, None if came is None else came.browser_was_known)
    return opens


def advance(
    door: Door,
    token: str,
    session: Session,
    stage: Stage,
    *,
    factor_at: datetime | None,
    came: CameFrom | None = None,
) -> SignedIn:
    """Let a session go on at a stage, under a new token; it forgets failures when it opens.

    That it opens is recorded before. Raises: NotSignedIn when it ended meanwhile; Unavailable.
    """
    opens = record_opening(door, session, stage, came)
    expires_at = session.expires_at if session.stage is Stage.OPEN else door.expires_at(stage)
    renewed = door.accounts.sessions.advance(
        token,
        stage,
        now=door.now,
        expires_at=expires_at,
        factor_at=factor_at,
        at_most=door.at_most,
    )
    account = door.accounts.account(session.person_id)
    if renewed is None or account is None:
        raise NotSignedIn("not_signed_in")
    if opens:
        no_more = forgotten(account, came.by if came else None, factor_at)
        door.accounts.saw_sign_in(account.person_id, no_more, door.now)
    return SignedIn(
        token=renewed,
        person_id=session.person_id,
        stage=stage,
        expires_at=expires_at,
        failed_before=session.failed_before,
        proven=opens and factor_at is not None,
    )
