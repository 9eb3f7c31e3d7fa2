"""A sign-in provider on this machine, for as long as a test runs."""

from collections.abc import Iterator

import pytest

from tests.examples import NOW
from tests.infrastructure.authentication.outside import BACK
from tests.provider import Provider, serving


@pytest.fixture
def provider() -> Iterator[Provider]:
    """Serve a provider that says what the test tells it."""
    with serving(lambda: NOW, BACK) as serving_now:
        yield serving_now
