"""The samples of what is recorded of accounts; all invented."""

from collections.abc import Mapping
from datetime import UTC, datetime

from domain.accounts import addresses
from domain.accounts import facts as accounts
from domain.accounts.outside_facts import IdentifiedBy
from domain.shared import PersonId
from tests.vectors.ids import sample_id

TEACHER = PersonId(sample_id(11))

ACCOUNT_SAMPLES: Mapping[str, object] = {
    "accounts.account_invited.1": accounts.AccountInvited(
        person_id=TEACHER, expires_at=datetime(2026, 9, 4, 1, 30, tzinfo=UTC)
    ),
    "accounts.account_activated.1": accounts.AccountActivated(person_id=TEACHER),
    "accounts.password_changed.1": accounts.PasswordChanged(
        person_id=TEACHER, reason=accounts.PasswordChangeReason.DUE
    ),
    "accounts.second_factor_enrolled.1": accounts.SecondFactorEnrolled(
        person_id=TEACHER, kind=accounts.FactorKind.TOTP
    ),
    "accounts.second_factor_removed.1": accounts.SecondFactorRemoved(
        person_id=TEACHER, kind=accounts.FactorKind.TOTP
    ),
    "accounts.recovery_codes_issued.1": accounts.RecoveryCodesIssued(person_id=TEACHER, count=10),
    "accounts.recovery_code_used.1": accounts.RecoveryCodeUsed(person_id=TEACHER, left=9),
    "accounts.account_locked.1": accounts.AccountLocked(
        person_id=TEACHER, until_at=datetime(2026, 9, 4, 1, 45, tzinfo=UTC)
    ),
    "accounts.account_unlocked.1": accounts.AccountUnlocked(person_id=TEACHER),
    "accounts.account_disabled.1": accounts.AccountDisabled(
        person_id=TEACHER, reason=accounts.DisablingReason.DEVICE_LOST
    ),
    "accounts.account_enabled.1": accounts.AccountEnabled(person_id=TEACHER),
    "accounts.sessions_ended.1": accounts.SessionsEnded(person_id=TEACHER, count=3),
    "accounts.first_sign_in_confirmed.1": accounts.FirstSignInConfirmed(
        person_id=TEACHER, identified_by=IdentifiedBy.CALLED_BACK
    ),
    "accounts.first_sign_in_confirmed_at_founding.1": accounts.FirstSignInConfirmedAtFounding(
        person_id=TEACHER
    ),
    "accounts.first_sign_in_denied.1": accounts.FirstSignInDenied(person_id=TEACHER),
    "accounts.work_address_confirmed.1": addresses.WorkAddressConfirmed(person_id=TEACHER),
    "accounts.work_address_removed.1": addresses.WorkAddressRemoved(person_id=TEACHER),
}
