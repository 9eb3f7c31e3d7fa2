"""Tokens of machines: to whom, for what, until when, and taken back for good."""

from dataclasses import replace
from datetime import timedelta

from domain.accounts.outside_facts import (
    ApiTokenIssued,
    ApiTokenRevoked,
    TokenEvent,
    TokenRevokedReason,
    TokenScope,
)
from domain.accounts.tokens import (
    NO_TOKENS,
    IssueApiToken,
    RevokeApiToken,
    TokensState,
    evolve,
    issue_api_token,
    revoke_api_token,
)
from domain.shared import ApiTokenId, PersonId
from tests.examples import RULES, TODAY, example_id
from tests.spec import Rule, Spec

TOKENS: Spec[TokensState, TokenEvent] = Spec(evolve, NO_TOKENS)

MACHINE = PersonId(example_id(1501))
TOKEN = ApiTokenId(example_id(1502))
ISSUED = ApiTokenIssued(
    person_id=MACHINE,
    token_id=TOKEN,
    prefix="tongxin_00000001",
    scopes=(TokenScope.LIST_CHILDREN, TokenScope.READ_CARE_FILE),
    expires_on=TODAY + timedelta(days=90),
)
ISSUE = IssueApiToken(
    person_id=MACHINE,
    token_id=TOKEN,
    scopes=frozenset(ISSUED.scopes),
    expires_on=ISSUED.expires_on,
)
REVOKED = ApiTokenRevoked(person_id=MACHINE, token_id=TOKEN, reason=TokenRevokedReason.MAYBE_STOLEN)
REVOKE = RevokeApiToken(person_id=MACHINE, token_id=TOKEN, reason=REVOKED.reason)


def issuing(
    request: IssueApiToken, *, prefix: str = ISSUED.prefix, is_machine: bool = True
) -> Rule[TokensState, TokenEvent]:
    return lambda state: issue_api_token(
        state, request, prefix=prefix, is_machine=is_machine, today=TODAY, rules=RULES
    )


def revoking(request: RevokeApiToken) -> Rule[TokensState, TokenEvent]:
    return lambda state: revoke_api_token(state, request)


def test_a_machine_is_given_a_token_for_named_requests_until_a_day() -> None:
    TOKENS.given().when(issuing(ISSUE)).then(ISSUED)


def test_a_repeat_is_known_though_another_prefix_was_drawn_for_it() -> None:
    TOKENS.given(ISSUED).when(issuing(ISSUE, prefix="tongxin_00000002")).then_known(ISSUED)


def test_an_id_stands_for_one_token_only() -> None:
    wider = replace(ISSUE, scopes=frozenset(TokenScope))
    TOKENS.given(ISSUED).when(issuing(wider)).then_refused("token_already_issued")


def test_a_token_never_stands_for_a_human_being() -> None:
    TOKENS.given().when(issuing(ISSUE, is_machine=False)).then_refused("not_a_machine")


def test_a_token_that_opens_nothing_is_refused() -> None:
    nothing = replace(ISSUE, scopes=frozenset())
    TOKENS.given().when(issuing(nothing)).then_refused("required", field="scopes")


def test_a_token_may_end_today_at_the_earliest() -> None:
    today = replace(ISSUE, expires_on=TODAY)
    TOKENS.given().when(issuing(today)).then(replace(ISSUED, expires_on=TODAY))
    before = replace(ISSUE, expires_on=TODAY - timedelta(days=1))
    TOKENS.given().when(issuing(before)).then_refused("token_expires_in_past", field="expires_on")


def test_a_token_lasts_no_longer_than_the_rules_allow() -> None:
    longer = replace(
        ISSUE, expires_on=TODAY + timedelta(days=RULES.doors.api_token_days_at_most + 1)
    )
    TOKENS.given().when(issuing(longer)).then_refused("token_lasts_too_long", field="expires_on")


def test_a_token_is_taken_back_for_a_reason() -> None:
    TOKENS.given(ISSUED).when(revoking(REVOKE)).then(REVOKED)


def test_the_first_reason_stays() -> None:
    later = replace(REVOKE, reason=TokenRevokedReason.NOT_NEEDED)
    TOKENS.given(ISSUED, REVOKED).when(revoking(later)).then_known(REVOKED)


def test_a_token_that_was_never_issued_cannot_be_taken_back() -> None:
    TOKENS.given().when(revoking(REVOKE)).then_refused("token_not_found")
