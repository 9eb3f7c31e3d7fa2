"""Reads secrets of the settings from files that variables name, so that no variable holds them."""

import os
from pathlib import Path

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

SUFFIX = "_FILE"


class SecretFileError(Exception):
    """A variable names a file that cannot be read, or a secret is given twice."""


class SecretFiles(PydanticBaseSettingsSource):
    """For each of these fields the variable of its name and `_FILE`: where its value stands.

    A file is what service managers and containers hand secrets over in; the environment of a
    process is shown by /proc and inherited by whatever it starts.
    """

    def __init__(self, settings: type[BaseSettings], fields: frozenset[str]) -> None:
        super().__init__(settings)
        self._fields = fields

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[str | None, str, bool]:
        """Return what stands in the file of a field, its line's end taken off."""
        del field
        variable = f"{self.config.get('env_prefix', '')}{field_name}".upper()
        path = os.environ.get(variable + SUFFIX)
        if field_name not in self._fields or path is None:
            return None, field_name, False
        if variable in os.environ:
            raise SecretFileError(f"{variable}: set it or {variable}{SUFFIX}, not both")
        try:
            return Path(path).read_text("utf-8").rstrip("\r\n"), field_name, False
        except (OSError, ValueError):
            raise SecretFileError(f"{variable}{SUFFIX}: the file cannot be read") from None

    def __call__(self) -> dict[str, object]:
        """Return the fields for which a file is named."""
        found = {
            name: self.get_field_value(field, name)[0]
            for name, field in self.settings_cls.model_fields.items()
        }
        return {name: value for name, value in found.items() if value is not None}
