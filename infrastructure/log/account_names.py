"""The permanent names of what is stored of accounts and sign-ins: only ever added to."""

from domain.accounts import addresses
from domain.accounts import facts as accounts
from domain.accounts import outside_facts as outside
from domain.reads import sign_ins
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
    _account("accounts.api_token_issued.1", outside.ApiTokenIssued),
    _account("accounts.api_token_revoked.1", outside.ApiTokenRevoked),
    _account("accounts.external_identity_linked.1", outside.ExternalIdentityLinked),
    _account("accounts.external_identity_unlinked.1", outside.ExternalIdentityUnlinked),
    _account("accounts.device_enrolled.1", outside.DeviceEnrolled),
    _account("accounts.device_locked.1", outside.DeviceLocked),
    _account("accounts.device_revoked.1", outside.DeviceRevoked),
    _account("accounts.night_recovery_given.1", outside.NightRecoveryGiven),
    _account("accounts.night_recovery_used.1", outside.NightRecoveryUsed),
    _account("accounts.night_recovery_reviewed.1", outside.NightRecoveryReviewed),
    _account("accounts.night_review_overdue.1", outside.NightReviewOverdue),
)

ADDRESS_NAMES = (
    _account("accounts.work_address_confirmed.1", addresses.WorkAddressConfirmed),
    _account("accounts.work_address_removed.1", addresses.WorkAddressRemoved),
)

FIRST_SIGN_IN_NAMES = (
    _account("accounts.first_sign_in_confirmed.1", accounts.FirstSignInConfirmed),
    _account(
        "accounts.first_sign_in_confirmed_at_founding.1", accounts.FirstSignInConfirmedAtFounding
    ),
    _account("accounts.first_sign_in_denied.1", accounts.FirstSignInDenied),
)

SIGN_IN_NAMES = (
    EventName(
        "reads.session_opened.1",
        sign_ins.SessionOpened,
        Compartment.ORGANISATION,
        "session_id",
        "person_id",
    ),
    EventName(
        "reads.session_ended.1",
        sign_ins.SessionEnded,
        Compartment.ORGANISATION,
        "end_id",
        "person_id",
    ),
)
