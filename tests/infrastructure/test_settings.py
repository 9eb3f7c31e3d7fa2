"""Settings come from the environment or from files it names; no secret is ever printed."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from api.cli import app
from infrastructure.delivery.settings import OWN_MACHINE
from infrastructure.settings import SECRETS, Settings, SettingsError, read_settings

SECRET = "velvet-giraffe-7"
ADDRESS = f"postgresql+psycopg://tongxin:{SECRET}@db/tongxin"


def said(settings: Settings) -> str:
    """Everything that a careless line could print of them."""
    shown = [repr(settings), str(settings), f"{settings}", settings.model_dump_json()]
    return "\n".join([*shown, json.dumps(settings.model_dump(), default=str)])


def test_every_field_that_may_hold_a_secret_is_named_as_one() -> None:
    hidden = {
        name
        for name, field in Settings.model_fields.items()
        if "SecretStr" in str(field.annotation)
    }
    assert hidden == SECRETS
    assert not {
        name
        for name in set(Settings.model_fields) - SECRETS
        if any(word in name for word in ("url", "pass", "secret", "token", "password"))
    }


@pytest.mark.parametrize("name", sorted(SECRETS))
def test_no_secret_is_printed(name: str) -> None:
    settings = Settings.model_construct(None, **{name: SecretStr(SECRET)})
    assert SECRET not in said(settings)
    assert SECRET not in repr(settings.model_copy(update={"port": 1}))


@pytest.mark.parametrize("name", sorted(SECRETS))
def test_a_secret_may_stand_in_a_file(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TONGXIN_ADDRESS", "https://tongxin.example")
    monkeypatch.setenv("TONGXIN_SMS_BODY", '{"to": "{number}", "say": "{text}"}')
    monkeypatch.setenv("TONGXIN_SMS_TAKEN", "{}")
    for each in SECRETS:
        file = tmp_path / each
        file.write_text(f"https://{SECRET}-{each}\n")
        monkeypatch.setenv(f"TONGXIN_{each.upper()}_FILE", str(file))
    found = getattr(read_settings(), name)
    assert isinstance(found, SecretStr)
    assert found.get_secret_value() == f"https://{SECRET}-{name}"


def test_a_file_that_is_not_there_is_told_by_its_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TONGXIN_KEYFILE_PASSPHRASE_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(SettingsError, match=r"^TONGXIN_KEYFILE_PASSPHRASE_FILE: the file cannot"):
        read_settings()


def test_a_secret_given_twice_is_refused_and_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one").write_text(SECRET)
    monkeypatch.setenv("TONGXIN_KEYFILE_PASSPHRASE", SECRET)
    monkeypatch.setenv("TONGXIN_KEYFILE_PASSPHRASE_FILE", str(tmp_path / "one"))
    with pytest.raises(SettingsError) as refused:
        read_settings()
    assert "not both" in str(refused.value)
    assert SECRET not in repr(refused.value)


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_a_wrong_setting_is_told_without_its_value(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TONGXIN_DATABASE_URL", ADDRESS)
    monkeypatch.setenv(f"TONGXIN_{name.upper()}", SECRET)
    with pytest.raises(SettingsError) as refused:
        read_settings()
    assert SECRET not in repr(refused.value)
    assert "TONGXIN_" in str(refused.value)


def test_https_asks_for_the_names_to_answer_under(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TONGXIN_HTTPS", "true")
    with pytest.raises(SettingsError, match="TONGXIN_HOSTS"):
        read_settings()
    monkeypatch.setenv("TONGXIN_HOSTS", "tongxin.example, www.tongxin.example")
    assert read_settings().own_hosts == {"tongxin.example", "www.tongxin.example"}


def test_without_names_only_this_machine_is_answered() -> None:
    assert Settings().own_hosts == Settings(host="::1").own_hosts == OWN_MACHINE


@pytest.mark.parametrize("name", ["TONGXIN_HOST", "TONGXIN_HOSTS"])
@pytest.mark.parametrize("address", ["10.0.0.7", "192.168.1.5", "tongxin.example"])
def test_no_other_machine_is_let_in_without_https(
    name: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, address)
    with pytest.raises(SettingsError, match="TONGXIN_HTTPS"):
        read_settings()
    monkeypatch.setenv("TONGXIN_HOSTS", "tongxin.example")
    monkeypatch.setenv("TONGXIN_HTTPS", "true")
    assert read_settings().own_hosts == {"tongxin.example"}


def options_of(command: TyperGroup | TyperCommand) -> Iterator[str]:
    yield from (name for each in command.params for name in (each.name or "", *each.opts))
    if isinstance(command, TyperGroup):
        for below in command.commands.values():
            assert isinstance(below, TyperGroup | TyperCommand)
            yield from options_of(below)


def test_no_secret_is_taken_from_the_command_line() -> None:
    command = get_command(app)
    assert isinstance(command, TyperGroup)
    names = set(options_of(command))
    assert "as_json" in names
    assert not {
        name for name in names if any(word in name for word in ("pass", "secret", "token", "url"))
    }


def test_sessions_last_as_long_as_the_operator_says_within_what_is_allowed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert read_settings().rules.session_hours_at_most == 12
    monkeypatch.setenv("TONGXIN_SESSION_HOURS", "8")
    assert read_settings().rules.session_hours_at_most == 8
    for wrong in ("0", "13"):
        monkeypatch.setenv("TONGXIN_SESSION_HOURS", wrong)
        with pytest.raises(SettingsError, match="TONGXIN_SESSION_HOURS"):
            read_settings()


def test_sessions_left_alone_end_within_what_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().rules.session_idle_minutes == 30
    for allowed in (15, 30):
        monkeypatch.setenv("TONGXIN_SESSION_IDLE_MINUTES", str(allowed))
        assert read_settings().rules.session_idle_minutes == allowed
    for wrong in ("14", "31"):
        monkeypatch.setenv("TONGXIN_SESSION_IDLE_MINUTES", wrong)
        with pytest.raises(SettingsError, match="TONGXIN_SESSION_IDLE_MINUTES"):
            read_settings()
