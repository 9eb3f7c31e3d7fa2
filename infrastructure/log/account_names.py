"""The permanent names of what is stored of accounts: only ever added to."""

from domain.accounts import facts as accounts
from domain.shared import Compartment
from infrastructure.log.event_names import EventName


def _account(name: str, fact: type[object]) -> EventName:
    return EventName(name, fact, Compartment.ORGANISATION, "person_id", "person_id")


ACCOUNT_NAMES = (
    _account("accounts.account_invited.1", accounts.AccountInvited),
    _account("accounts.account_activated.1", accounts.AccountActivated),
    _account("accounts.password_changed.1", accounts.PasswordChanged),
    _account("accounts.second_factor_enrolled.1", accounts.SecondFactorEnrolled),
    _account("accounts.second_factor_removed.1", accounts.SecondFactorRemoved),
    _account("accounts.recovery_codes_issued.1", accounts.RecoveryCodesIssued),
    _account("accounts.recovery_code_used.1", accounts.RecoveryCodeUsed),
    _account("accounts.account_locked.1", accounts.AccountLocked),
    _account("accounts.account_unlocked.1", accounts.AccountUnlocked),
    _account("accounts.account_disabled.1", accounts.AccountDisabled),
    _account("accounts.account_enabled.1", accounts.AccountEnabled),
    _account("accounts.sessions_ended.1", accounts.SessionsEnded),
)
