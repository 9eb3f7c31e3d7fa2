"""A provider's name linked by an invitation: who came from there, and holds a code from here.

Neither alone is enough. What the provider proved is kept by the browser alone, under our own seal,
for as long as somebody needs to copy sixteen characters; nothing is stored for whoever has no code.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from uuid import UUID, uuid5

from application.authentication.account_ports import Account, Stage
from application.authentication.enrolling import invited
from application.authentication.links import KIND, Digest, link_own, subject_of
from application.authentication.signing_in import Door, SignedIn, SignInRefused, Source, enter
from application.ports import Actor, Ledger
from domain.accounts.outside_facts import ExternalIdentityLinked
from domain.errors import RuleBroken
from domain.shared import LinkId

SEAL = "provider_proof"


def proof_of(digest: Digest, issuer: str, subject: str, now: datetime, valid_for: timedelta) -> str:
    """Return what tells, until then, that the provider named whoever brings it back so."""
    until = int((now + valid_for).timestamp())
    told = urlsafe_b64encode(subject.encode()).decode()
    return f"{until}.{told}.{_seal(digest, issuer, subject, until)}"


def proven_by(digest: Digest, issuer: str, proof: str, now: datetime) -> str | None:
    """Return the name that was proven, None for what is not ours, another's or too old."""
    until, _, rest = proof.partition(".")
    told, _, sealed = rest.partition(".")
    try:
        subject = urlsafe_b64decode(told.encode()).decode()
        last = datetime.fromtimestamp(int(until), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    expected = _seal(digest, issuer, subject, int(until))
    is_ours = compare_digest(sealed.encode("utf-8", "surrogatepass"), expected.encode())
    return subject if is_ours and now < last else None


def link_by_invitation(
    ledger: Ledger,
    door: Door,
    digest: Digest,
    named: tuple[str, str],
    typed: tuple[str, str],
    source: Source,
) -> SignedIn:
    """Let the provider's name stand for whoever is invited, and let them choose a password.

    `named` are the provider and its name for them, `typed` the login and the code. The code holds
    until there is a password, so that what breaks off in between can be done again.

    Raises: SignInRefused, the same for a login that is not there and for a wrong code, and for a
    name that stands for another; SignInLocked; Unavailable.
    """
    login, code = typed
    account = invited(door, login, code, source)
    issuer, subject = named
    said = ExternalIdentityLinked(
        person_id=account.person_id,
        link_id=LinkId(_link_id(account, issuer, subject, digest)),
        issuer=issuer,
        subject_digest=digest(KIND, subject_of(issuer, subject)).hex(),
    )
    actor = Actor(person_id=account.person_id, device=source.device)
    try:
        link_own(ledger, actor, said, subject, door.now)
    except RuleBroken as broken:
        raise SignInRefused(broken.code) from None
    return enter(door, account, source, Stage.CHOOSING)


def _link_id(account: Account, issuer: str, subject: str, digest: Digest) -> UUID:
    """Return an id that is the same for the same invitation, and another for the next one."""
    said = digest(KIND, subject_of(issuer, subject)).hex()
    return uuid5(account.person_id, f"{said}/{account.invited_until}")


def _seal(digest: Digest, issuer: str, subject: str, until: int) -> str:
    return digest(SEAL, f"{until}\n{issuer}\n{subject}").hex()
