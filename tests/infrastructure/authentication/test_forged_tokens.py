"""What a provider says of somebody is believed when a key signed it that it published itself."""

import json
from collections.abc import Callable
from hashlib import sha256
from hmac import digest

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey
from joserfc.jws import JWSRegistry

from application.authentication.signing_in import SignInRefused
from infrastructure.authentication.oidc import OidcProvider
from tests.examples import NOW
from tests.infrastructure.authentication.outside import STARTED, plain_client, sent_back
from tests.provider import SECRET, Claims, Header, Provider, part, raw_part, unsigned

KEYS: dict[str, Callable[[Provider], bytes]] = {
    "our own secret": lambda _provider: SECRET.encode(),
    "an empty secret": lambda _provider: b"",
    "the published key": lambda provider: provider.key.as_pem(private=False),
    "the published set of keys": lambda provider: json.dumps(provider.keys()).encode(),
}


def refusal(provider: Provider) -> str:
    asked = OidcProvider(plain_client(provider))
    came = sent_back(plain_client(provider))
    with pytest.raises(SignInRefused) as refused:
        asked.redeem(STARTED, came, NOW)
    assert "/token" in provider.called
    return refused.value.code


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", ""])
def test_a_token_without_a_signature_is_not_believed(provider: Provider, algorithm: str) -> None:
    provider.signs = lambda _provider, _header, claims: unsigned(claims, algorithm)
    assert refusal(provider) == "outside_not_proven"


@pytest.mark.parametrize("key", KEYS)
def test_a_token_signed_by_what_everybody_or_we_ourselves_know_is_not_believed(
    provider: Provider, key: str
) -> None:
    # By hand: a library that is careful makes none of these.
    def by_secret(provider: Provider, header: Header, claims: Claims) -> str:
        signed = ".".join((part(header | {"alg": "HS256"}), part(claims)))
        return f"{signed}.{raw_part(digest(KEYS[key](provider), signed.encode(), sha256))}"

    provider.signs = by_secret
    assert refusal(provider) == "outside_not_proven"


def test_a_token_signed_by_a_key_that_is_not_published_is_not_believed(provider: Provider) -> None:
    provider.published = ECKey.generate_key(auto_kid=True)
    assert refusal(provider) == "outside_not_proven"


@pytest.mark.parametrize("brought", ["jwk", "jku", "x5u"])
def test_a_key_that_the_token_brings_along_is_not_believed(
    provider: Provider, brought: str
) -> None:
    own = ECKey.generate_key(auto_kid=True)

    def by_own_key(provider: Provider, header: Header, claims: Claims) -> str:
        told: object = own.as_dict(private=False) if brought == "jwk" else f"{provider.issuer}/evil"
        registry = JWSRegistry(algorithms=["ES256"], strict_check_header=False)
        return jwt.encode(header | {brought: told}, claims, own, registry=registry)

    provider.signs = by_own_key
    assert refusal(provider) == "outside_not_proven"
    assert "/evil" not in provider.called


def test_a_token_whose_claims_were_changed_is_not_believed(provider: Provider) -> None:
    def changed(provider: Provider, header: Header, claims: Claims) -> str:
        genuine = jwt.encode(header, claims, provider.key, algorithms=["ES256"]).split(".")
        return ".".join((genuine[0], part(claims | {"sub": "somebody else"}), genuine[2]))

    provider.signs = changed
    assert refusal(provider) == "outside_not_proven"
