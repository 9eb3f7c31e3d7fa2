"""Templates compiled once for all processes of a run."""

import os
from pathlib import Path

import pytest
from jinja2 import FileSystemBytecodeCache

from api.language import Language
from api.rendering import environment


@pytest.fixture(scope="session", autouse=True)
def _compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let each process read what another has compiled: that takes seconds in each language."""
    folder = tmp_path_factory.getbasetemp()
    # Each process of several has a folder of its own in one that they share.
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    for language in Language:
        of_it = Path(shared, f"templates-{language}")
        of_it.mkdir(exist_ok=True)
        # What a template holds of the words of a language is no other's.
        environment(language).bytecode_cache = FileSystemBytecodeCache(str(of_it))
