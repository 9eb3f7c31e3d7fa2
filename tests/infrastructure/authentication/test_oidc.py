"""What a provider says is believed when it proves it, over real HTTP with real keys."""

from dataclasses import replace
from datetime import timedelta
from threading import Timer

import pytest
from joserfc.jwk import ECKey

from application.authentication.outside_sign_in import Said, Started, said_by
from application.authentication.signing_in import SignInRefused
from domain.errors import Unavailable
from infrastructure.authentication.oidc import AT_ONCE, Client, OidcProvider
from tests.examples import NOW
from tests.infrastructure.authentication.outside import BACK, STARTED, sent_back
from tests.provider import CLIENT_ID, SECRET, Claims, Provider


@pytest.fixture
def client(provider: Provider) -> Client:
    return Client(
        issuer=provider.issuer,
        client_id=CLIENT_ID,
        secret=SECRET,
        redirect_address=BACK,
        roles_claim="groups",
        roles={"jsz": "class_teacher", "xld": "school_leader"},
        factors=frozenset({"otp"}),
        skew_seconds=120,
    )


def signing_in(client: Client, **changed: str) -> Said:
    came = replace(sent_back(client), **changed)
    return said_by(OidcProvider(client), STARTED, came, NOW)


def refusal(client: Client, **changed: str) -> str:
    with pytest.raises(SignInRefused) as refused:
        signing_in(client, **changed)
    return refused.value.code


def test_the_provider_says_who_it_is_with_which_roles(provider: Provider, client: Client) -> None:
    provider.more = {"groups": ["jsz", "another system's"], "amr": ["pwd", "otp"]}
    assert signing_in(client) == Said(
        issuer=provider.issuer,
        subject="u-1001",
        roles=frozenset({"class_teacher"}),
        factor_shown=True,
    )


def test_where_to_go_is_told_without_a_turn_while_the_metadata_is_kept(client: Client) -> None:
    asked = OidcProvider(client)
    first = asked.address(STARTED)
    for _ in range(AT_ONCE):
        assert asked._turns.acquire(blocking=False)
    assert asked.address(STARTED) == first


def test_whoever_comes_while_all_turns_are_taken_waits_for_one(
    provider: Provider, client: Client
) -> None:
    asked = OidcProvider(client)
    for _ in range(AT_ONCE):
        assert asked._turns.acquire(blocking=False)
    Timer(0.1, asked._turns.release).start()
    assert asked.address(STARTED).startswith(provider.issuer)


def test_without_a_second_factor_there_it_is_asked_for_here(
    provider: Provider, client: Client
) -> None:
    provider.more = {"amr": ["pwd"]}
    assert not signing_in(client).factor_shown


def test_the_class_of_the_sign_in_may_tell_of_the_factor_too(
    provider: Provider, client: Client
) -> None:
    provider.more = {"acr": "otp"}
    assert signing_in(client).factor_shown


def test_where_roles_are_not_asked_for_none_are_compared(client: Client) -> None:
    assert signing_in(replace(client, roles_claim=None)).roles is None


def test_another_claim_may_name_the_person(provider: Provider, client: Client) -> None:
    provider.more = {"staff_number": "0452"}
    assert signing_in(replace(client, person_claim="staff_number")).subject == "0452"


def test_an_address_names_a_person_only_where_its_owner_is_known(
    provider: Provider, client: Client
) -> None:
    by_address = replace(client, person_claim="email")
    provider.more = {"email": "chen@example.org", "email_verified": True}
    assert signing_in(by_address).subject == "chen@example.org"
    for unsure in (False, "", "true", 1):
        provider.more = {"email": "chen@example.org", "email_verified": unsure}
        assert refusal(by_address) == "outside_not_proven"


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "of another sign-in"},
        {"nonce": ""},
        {"iss": "https://other.example"},
        {"aud": "another client"},
        {"aud": [CLIENT_ID, "another client"]},
        {"azp": "another client"},
        {"exp": int((NOW - timedelta(seconds=121)).timestamp())},
        {"exp": ""},
        {"iat": int((NOW + timedelta(seconds=121)).timestamp())},
        {"sub": ""},
        {"sub": 1001},
    ],
    ids=lambda wrong: f"{next(iter(wrong))}",
)
def test_a_claim_that_is_not_right_is_not_believed(
    provider: Provider, client: Client, wrong: Claims
) -> None:
    provider.more = wrong
    assert refusal(client) == "outside_not_proven"


def test_clocks_may_differ_a_little(provider: Provider, client: Client) -> None:
    provider.more = {"exp": int((NOW - timedelta(seconds=119)).timestamp())}
    assert signing_in(client).subject == "u-1001"


def test_a_new_key_is_believed_at_once_and_the_one_before_no_more(
    provider: Provider, client: Client
) -> None:
    opened = OidcProvider(client)
    said_by(opened, STARTED, sent_back(client), NOW)
    before, provider.key = provider.key, ECKey.generate_key(auto_kid=True)
    assert said_by(opened, STARTED, sent_back(client), NOW).subject == "u-1001"
    provider.published, provider.key = provider.key, before
    with pytest.raises(SignInRefused, match="outside_not_proven"):
        said_by(opened, STARTED, sent_back(client), NOW)


def test_an_answer_to_another_browser_is_refused(client: Client) -> None:
    assert refusal(client, state="of another browser") == "outside_not_started_here"


def test_an_answer_that_another_provider_sent_is_refused(client: Client) -> None:
    assert refusal(client, issuer="https://other.example") == "outside_not_proven"


def test_an_answer_without_its_provider_is_refused_where_that_names_itself(client: Client) -> None:
    came = replace(sent_back(client), issuer=None)
    with pytest.raises(SignInRefused, match="outside_not_proven"):
        said_by(OidcProvider(client), STARTED, came, NOW)


def test_a_code_is_good_once(client: Client) -> None:
    came = sent_back(client)
    said_by(OidcProvider(client), STARTED, came, NOW)
    with pytest.raises(SignInRefused, match="outside_not_proven"):
        said_by(OidcProvider(client), STARTED, came, NOW)


def test_a_stolen_code_is_worth_nothing_without_what_the_cookie_holds(client: Client) -> None:
    came = sent_back(client)
    thief = Started("another browser's cookie")
    with pytest.raises(SignInRefused, match="outside_not_proven"):
        said_by(OidcProvider(client), thief, replace(came, state=thief.state), NOW)


def test_metadata_of_another_issuer_is_not_believed(provider: Provider, client: Client) -> None:
    provider.tells = {"issuer": "https://other.example"}
    with pytest.raises(SignInRefused, match="outside_not_proven"):
        OidcProvider(client).address(STARTED)


def test_metadata_that_leads_out_of_https_is_not_believed(
    provider: Provider, client: Client
) -> None:
    provider.tells = {"token_endpoint": "http://provider.example/token"}
    with pytest.raises(SignInRefused, match="outside_not_proven"):
        OidcProvider(client).address(STARTED)


def test_a_provider_that_is_down_is_told_apart(client: Client) -> None:
    down = replace(client, issuer="http://127.0.0.1:9")
    with pytest.raises(Unavailable, match="outside_unreachable"):
        OidcProvider(down).address(STARTED)


def test_what_proves_one_sign_in_differs_in_each_place_and_for_each_browser() -> None:
    other = Started("another browser's cookie")
    texts = {text for each in (STARTED, other) for text in (each.state, each.nonce, each.verifier)}
    assert len(texts) == 6
    assert all(len(each) == 64 for each in texts)
    assert STARTED.secret not in repr(STARTED)
