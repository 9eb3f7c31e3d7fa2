"""Whose certificates are believed is read where something is sent outside, and nowhere else."""

import ssl
from pathlib import Path

import pytest

from domain.alerts.outside import Channel
from infrastructure.delivery import opening
from infrastructure.delivery.settings import DeliverySettings
from infrastructure.delivery.trust import trusting
from infrastructure.opening import OpenLedger, open_ledger, with_ways_out
from tests.api.pages.site import office_settings
from tests.engines import LedgerDatabases
from tests.infrastructure.delivery.mailbox import certificate

Read = list[Path | None]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Read:
    """Note what is read beside this machine's authorities, each time that those are."""
    found = Read()

    def noting(more: Path | None = None) -> ssl.SSLContext:
        found.append(more)
        return trusting(more)

    monkeypatch.setattr(opening, "trusting", noting)
    return found


def test_who_sends_nothing_outside_reads_no_authorities(
    sqlite_ledger: LedgerDatabases, read: Read
) -> None:
    with open_ledger(office_settings(sqlite_ledger)) as opened:
        assert opened.ways_out.channels == ()
    assert read == []


def test_what_sends_believes_those_of_the_file_that_is_named(
    sqlite_ledger: LedgerDatabases, read: Read, tmp_path: Path
) -> None:
    authorities, _key = certificate(tmp_path, "gateway.city.example")
    with open_ledger(office_settings(sqlite_ledger)) as opened:
        assert channels(opened, authorities, wecom_url="https://wecom.example") == (Channel.WECOM,)
        assert read == [authorities]
        mail = {"smtp_host": "mail.example", "smtp_from": "tongxin@city.example"}
        assert channels(opened, authorities, **mail) == (Channel.EMAIL,)
    assert {*read} == {authorities}
    assert len(read) > 1


def channels(opened: OpenLedger, authorities: Path, **named: str) -> tuple[Channel, ...]:
    settings = DeliverySettings.model_validate(
        {"address": "https://tongxin.example", "trusted_certificates": authorities, **named}
    )
    return tuple(with_ways_out(opened, settings).ways_out.channels)
