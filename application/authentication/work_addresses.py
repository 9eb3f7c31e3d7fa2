"""The e-mail address of whoever asks: entered by themselves, confirmed by a code sent there."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from application.authentication.account_notes import notes_of, say
from application.authentication.account_ports import Notes
from application.authentication.account_stores import Accounts
from application.authentication.stepping_up import require_fresh_factor
from application.authentication.typed_codes import plain_code
from application.ports import Actor, Ledger
from domain.accounts.addresses import WorkAddressConfirmed, WorkAddressRemoved
from domain.errors import Invalid, RecordDamaged, RuleBroken
from domain.ruleset.doors import DoorRules
from domain.shared import PersonId
from domain.text import plain_address

CODE_LENGTH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkAddress:
    """What is kept of a person's address; one that `waits` was not confirmed yet."""

    address: str | None = field(default=None, repr=False)
    waits: str | None = field(default=None, repr=False)
    waits_since: datetime | None = None
    is_damaged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLimits:
    """One code goes out where none did after `none_since`, and fewer than `at_most` of a day."""

    none_since: datetime
    day_since: datetime
    at_most: int


NO_ADDRESS = WorkAddress()


class WorkAddresses(Protocol):
    """The rows of work addresses."""

    def of_person(self, person_id: PersonId) -> WorkAddress:
        """Return what is kept of a person's address. Raises: Unavailable."""
        ...

    def known(self, person_ids: Collection[PersonId]) -> frozenset[PersonId]:
        """Return those of the people who have a confirmed address."""
        ...

    def wait(
        self, person_id: PersonId, address: str, code: str, now: datetime, limits: CodeLimits
    ) -> bool:
        """Keep an address that waits for its code, in place of another; false past the limits.

        Of many asked for at once only one is kept.
        """
        ...

    def code_sent_at(self, person_id: PersonId) -> datetime | None:
        """Return when a code was sent for a person last, also where it went to nobody."""
        ...

    def confirm(
        self, person_id: PersonId, code: str, since: datetime, at_most: int, notes: Notes
    ) -> bool:
        """Let the address that waits hold, where the code is right; a wrong one is counted.

        One that waits since before `since`, or had too many wrong codes, holds no more.
        """
        ...

    def forget_waiting(self, person_id: PersonId) -> None:
        """Let no address wait any more; that a code was sent is kept."""
        ...

    def remove(self, person_id: PersonId, notes: Notes) -> None:
        """Keep no address of a person, whether or not it can be read."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """Where addresses are kept, and how a code is sent to one; None where no mail goes out."""

    addresses: WorkAddresses
    post_code: Callable[[str, str], None] | None = None


def own_address(mail: Mail, actor: Actor, now: datetime, rules: DoorRules) -> WorkAddress:
    """Return the address of whoever asks; one that waited too long is none."""
    try:
        found = mail.addresses.of_person(actor.person_id)
    except RecordDamaged:
        # It closes nothing else of the account, and another can be entered.
        return WorkAddress(is_damaged=True)
    if found.waits_since is None or found.waits_since <= _valid_since(now, rules):
        return WorkAddress(address=found.address)
    return found


def propose_address(
    ledger: Ledger, accounts: Accounts, mail: Mail, actor: Actor, typed: str, now: datetime
) -> None:
    """Send a code to an address that whoever asks entered; until it is shown, nothing changes.

    Raises: StepUpNeeded; Invalid; RuleBroken `address_code_sent_lately`, `address_codes_used_up`,
    `no_mail_goes_out`; Unavailable when the code could not be sent.
    """
    rules = ledger.rules.doors
    require_fresh_factor(actor, now, ledger.rules)
    if mail.post_code is None:
        raise RuleBroken("no_mail_goes_out")
    address = plain_address(typed, field="address")
    code, limits = accounts.chance.code(CODE_LENGTH), _limits(now, rules)
    # Decided and noted in one: of many requests at once one sends a code.
    if not mail.addresses.wait(actor.person_id, address, code, now, limits):
        raise _refusal(mail.addresses.code_sent_at(actor.person_id), limits, rules)
    try:
        mail.post_code(address, code)
    except Exception:
        mail.addresses.forget_waiting(actor.person_id)
        raise


def confirm_address(
    ledger: Ledger, accounts: Accounts, mail: Mail, actor: Actor, typed: str, now: datetime
) -> None:
    """Let the address hold to which the code was sent. Raises: Invalid; Unavailable."""
    rules = ledger.rules.doors
    said = WorkAddressConfirmed(person_id=actor.person_id)
    notes = notes_of((said,), accounts.chance.id(), actor)
    code = plain_code(typed)
    since = _valid_since(now, rules)
    at_most = rules.wrong_address_codes_at_most
    if not mail.addresses.confirm(actor.person_id, code, since, at_most, notes):
        raise Invalid("address_code_wrong", "code")
    say(ledger, accounts, now, actor.person_id)


def remove_address(
    ledger: Ledger, accounts: Accounts, mail: Mail, actor: Actor, now: datetime
) -> None:
    """Keep no address of whoever asks any more. Raises: StepUpNeeded; Unavailable."""
    require_fresh_factor(actor, now, ledger.rules)
    if not mail.addresses.known([actor.person_id]):
        mail.addresses.forget_waiting(actor.person_id)
        return
    said = WorkAddressRemoved(person_id=actor.person_id)
    mail.addresses.remove(actor.person_id, notes_of((said,), accounts.chance.id(), actor))
    say(ledger, accounts, now, actor.person_id)


def _limits(now: datetime, rules: DoorRules) -> CodeLimits:
    return CodeLimits(
        none_since=now - timedelta(seconds=rules.address_code_again_seconds),
        day_since=now - timedelta(days=1),
        at_most=rules.address_codes_a_day,
    )


def _refusal(sent_at: datetime | None, limits: CodeLimits, rules: DoorRules) -> RuleBroken:
    if sent_at is not None and sent_at > limits.none_since:
        return RuleBroken("address_code_sent_lately", seconds=rules.address_code_again_seconds)
    return RuleBroken("address_codes_used_up", number=limits.at_most)


def _valid_since(now: datetime, rules: DoorRules) -> datetime:
    return now - timedelta(minutes=rules.address_code_minutes)
