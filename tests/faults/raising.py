"""Worries that are raised while parts are killed: each is sent again until it is answered."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from time import monotonic, sleep

from httpx2 import Cookies, Response, TransportError

from domain.shared import CaseId
from tests.faults.serving import browser_on
from tests.faults.test_alerts import body

SENDERS = 4
ANSWERED_WITHIN_SECONDS = 120.0
AGAIN_AFTER_SECONDS = 0.2
NOT_NOW = 503


@dataclass(slots=True)
class Teachers:
    """Several who raise worries at the same time, at whichever process answers."""

    addresses: Sequence[str]
    cookies: Cookies
    threads: ThreadPoolExecutor
    sent: dict[CaseId, Future[int]] = field(default_factory=dict)

    def raise_worry(self, case: CaseId) -> None:
        """Begin to raise a worry, without waiting for what comes of it."""
        first = len(self.sent)
        self.sent[case] = self.threads.submit(self._until_answered, case, first)

    def answered(self) -> dict[CaseId, int]:
        """Wait until each was answered, and return where in the log it stands."""
        return {case: each.result() for case, each in self.sent.items()}

    def _until_answered(self, case: CaseId, first: int) -> int:
        deadline = monotonic() + ANSWERED_WITHIN_SECONDS
        for address in islice(cycle(self.addresses), first % len(self.addresses), None):
            answer = self._sent_to(address, case)
            if answer is not None and answer.status_code != NOT_NOW:
                assert answer.status_code in (200, 201), answer.text
                return int(answer.json()["position"])
            assert monotonic() < deadline
            sleep(AGAIN_AFTER_SECONDS)
        raise AssertionError("there is nobody to ask")

    def _sent_to(self, address: str, case: CaseId) -> Response | None:
        """Return the answer, or None when none came: what became of it nobody knows then."""
        with browser_on(address, self.cookies) as browser:
            try:
                return browser.put(f"/api/v1/cases/{case}/concern", json=body(case))
            except TransportError:
                return None


@contextmanager
def teachers(addresses: Sequence[str], cookies: Cookies) -> Iterator[Teachers]:
    """Let some raise worries for as long as the block runs."""
    with ThreadPoolExecutor(SENDERS) as threads:
        yield Teachers(addresses, cookies, threads)
