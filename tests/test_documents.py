"""The documents are true: their paths, commands, settings and words are those of the code."""

import inspect
import pkgutil
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from importlib import import_module
from pathlib import Path

import pytest
import typer.main
from psycopg import sql
from pydantic import SecretStr

import domain
from api.cli import app as command_line
from api.wording.words import FACTS, WORDS
from application.staffing.founding import Founding
from domain.ruleset import RULES_1
from infrastructure.bootstrap import COMMANDS
from infrastructure.log.names import NAMES
from infrastructure.log.unreadable import Reason
from infrastructure.opening import migrate_ledger, open_ledger
from infrastructure.settings import Settings
from tests.engines import Cluster
from tests.examples import NOW
from tests.tree import ROOT, place
from tests.writing_permissions import DOCUMENT, document

READMES = ("README.md", "README.zh-CN.md")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
ADRS = sorted(ROOT.glob("docs/adr/*.md"))
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
ADR_PARTS = ["Context", "Decision", "Consequences", "Alternatives", "References"]
ROOMS = ("domain", "application", "infrastructure", "api", "migrations", "tests", "benchmarks")

fence = re.compile(r"^```.*?\n(.*?)^```", re.MULTILINE | re.DOTALL)
code_span = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
link = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
repository_path = re.compile(
    rf"(?:(?:{'|'.join(ROOMS)}|docs|\.ci)/[\w./*{{}}-]*|[\w-]+\.(?:md|toml|lock)|Makefile|LICENSE)"
)
make_target = re.compile(r"\bmake ([a-z]+)")
bootstrap_command = re.compile(r"bootstrap\.py ([a-z]+)")
tongxin_command = re.compile(r"(?:^|[ /])tongxin ([a-z-]+(?: [a-z-]+)?)")
heading = re.compile(r"^(#+) ", re.MULTILINE)
setting = re.compile(r"TONGXIN_[A-Z_]*[A-Z]")


def text_of(document: str | Path) -> str:
    return (ROOT / document).read_text("utf-8")


def spans(text: str) -> list[str]:
    """What stands in backticks in running text, without the fenced blocks."""
    return code_span.findall(fence.sub("", text))


def commands(text: str) -> list[str]:
    """The lines of all fenced blocks, and what stands in backticks."""
    blocks = [line.strip() for block in fence.findall(text) for line in block.splitlines()]
    return [*blocks, *spans(text)]


def uncommented(text: str) -> list[str]:
    """The lines of all fenced blocks without their comments."""
    lines = [line for block in fence.findall(text) for line in block.splitlines()]
    return [line.split("#")[0].strip() for line in lines]


def named(pattern: re.Pattern[str], text: str) -> set[str]:
    return {found for line in commands(text) for found in pattern.findall(line)}


def paths_in(text: str) -> set[str]:
    """The repository's paths that a text names in backticks, and the targets of its links."""
    return {span for span in spans(text) if repository_path.fullmatch(span)}


def missing_paths(text: str) -> list[str]:
    return sorted(path for path in paths_in(text) if not list(ROOT.glob(path.rstrip("/"))))


def broken_links(document: Path, text: str) -> list[str]:
    targets = [found for found in link.findall(text) if "://" not in found]
    return [target for target in targets if not (document.parent / target).exists()]


def enums() -> Iterator[type[StrEnum]]:
    """Every list of codes that the domain knows, in the modules that define them."""
    for module in pkgutil.walk_packages(domain.__path__, "domain."):
        for _name, each in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(each, StrEnum) and each.__module__ == module.name:
                yield each


def section(text: str, title: str) -> str:
    """The text under the one heading that begins with the title."""
    (found,) = re.findall(
        rf"^#+ {re.escape(title)}.*?\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL
    )
    return str(found)


def rows(table: str) -> list[list[str]]:
    """The cells of a table's rows, without its head."""
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def unknown_commands(text: str) -> set[str]:
    """What a text calls a command of `tongxin`, alone or in its group, that there is not."""
    return {words for words in named(tongxin_command, text) if not is_command(words)}


def is_command(words: str) -> bool:
    name, _, inner = words.partition(" ")
    top: Mapping[str, object] = vars(typer.main.get_command(command_line))["commands"]
    group: Collection[str] | None = getattr(top.get(name), "commands", None)
    return name in top and (group is None or inner in group)


@pytest.mark.parametrize("document", DOCUMENTS, ids=place)
def test_every_path_and_link_in_a_document_exists(document: Path) -> None:
    text = text_of(document)
    assert missing_paths(text) == []
    assert broken_links(document, text) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=place)
def test_every_command_in_a_document_exists(document: Path) -> None:
    text = text_of(document)
    targets = set(re.findall(r"^([a-z ]+):", text_of("Makefile"), re.MULTILINE))
    assert named(make_target, text) - {each for line in targets for each in line.split()} == set()
    assert named(bootstrap_command, text) - {*COMMANDS, "check", "setup"} == set()
    assert unknown_commands(text) == set()


def test_both_readmes_have_the_same_shape_and_the_same_commands() -> None:
    english, chinese = map(text_of, READMES)
    assert heading.findall(english) == heading.findall(chinese)
    assert uncommented(english) == uncommented(chinese)
    assert spans(english) == spans(chinese)


def test_the_readmes_begin_with_the_two_commands() -> None:
    for readme in READMES:
        assert uncommented(text_of(readme))[:2] == ["make demo", "make test"]


def test_every_decision_has_a_number_and_the_same_parts() -> None:
    numbers = [int(decision.name[:4]) for decision in ADRS]
    assert sorted(set(numbers)) == numbers
    for number, decision in zip(numbers, ADRS, strict=True):
        text = text_of(decision)
        assert text.startswith(f"# {number}. ")
        assert re.findall(r"^## (.*)", text, re.MULTILINE) == ADR_PARTS


def test_the_decision_on_dependencies_names_each_of_them() -> None:
    project = tomllib.loads(text_of("pyproject.toml"))
    asked = [*project["project"]["dependencies"]]
    asked += [each for group in project["dependency-groups"].values() for each in group]
    names = {re.split(r"[^\w-]", each)[0] for each in asked if isinstance(each, str)}
    told = spans(text_of("docs/adr/0005-dependencies.md"))
    assert names - set(told) == set()


@pytest.mark.parametrize("kind", list(enums()), ids=lambda kind: kind.__name__)
def test_the_glossary_has_every_code_once_with_the_word_of_the_screens(kind: type[StrEnum]) -> None:
    found = rows(section(GLOSSARY, f"`{kind.__name__}`"))
    terms = [term for term, _code, _meaning in found]
    assert [code for _term, code, _meaning in found] == [f"`{value}`" for value in kind]
    assert len(set(terms)) == len(terms)
    on_screen = WORDS.get(kind, {})
    assert terms == [on_screen.get(value, term) for value, term in zip(kind, terms, strict=True)]


def test_the_glossary_has_every_care_level() -> None:
    found = rows(section(GLOSSARY, "Care level"))
    assert [code for _term, code, _meaning in found[:-1]] == [
        f"`{level}`" for level in RULES_1.care_levels
    ]


def test_the_glossary_has_every_stored_name_once_with_the_word_of_the_timeline() -> None:
    found = rows(section(GLOSSARY, "Events"))
    assert [name for _term, name, _meaning in found] == [f"`{each.name}`" for each in NAMES.rows]
    terms = [term for term, _name, _meaning in found]
    assert terms == [
        FACTS.get(each.fact.__name__, term) for each, term in zip(NAMES.rows, terms, strict=True)
    ]


def test_the_document_of_permissions_is_current() -> None:
    assert DOCUMENT.read_text("utf-8") == document()


def test_operations_explains_every_setting_and_no_other() -> None:
    explained = [row[0] for row in rows(section(text_of("docs/operations.md"), "Settings"))]
    assert explained == [f"`TONGXIN_{name.upper()}`" for name in Settings.model_fields]
    known = {
        *setting.findall("\n".join(explained)),
        *setting.findall(text_of("infrastructure/bootstrap.py")),
    }
    mentioned = {name for document in DOCUMENTS for name in setting.findall(text_of(document))}
    assert mentioned - known == set()


def test_operations_explains_every_reason_for_which_a_stream_is_set_apart() -> None:
    reasons = rows(section(text_of("docs/operations.md"), "Lines to watch for"))
    explained = [
        code for row in reasons for code in code_span.findall(row[0]) if code.isidentifier()
    ]
    assert sorted(explained) == sorted(Reason)


@pytest.mark.postgres
def test_the_roles_of_operations_can_migrate_and_serve(cluster: Cluster, tmp_path: Path) -> None:
    (statements,) = fence.findall(section(text_of("docs/operations.md"), "PostgreSQL"))
    # Beside the roles of all other tests.
    for statement in statements.replace("tongxin", "documented").split(";"):
        cluster.execute(sql.SQL(statement))
    settings = Settings(
        database_url=SecretStr(cluster.url("documented_application", "documented")),
        views_url=SecretStr(cluster.url("documented_views", "documented")),
        keys_url=SecretStr(cluster.url("documented_application", "documented_keys")),
        owner_url=SecretStr(cluster.url("documented_owner", "documented")),
        keys_owner_url=SecretStr(cluster.url("documented_owner", "documented_keys")),
        keyfile=tmp_path / "keyfile.json",
    )
    ledger_id = migrate_ledger(settings)
    with open_ledger(settings) as opened:
        Founding(opened.ledger, opened.ledger_id, "operator").found("Bureau", "450700", NOW)
        assert opened.ledger_id == ledger_id
        assert [each.name for each in opened.ledger.directory.organisations()] == ["Bureau"]


def test_a_planted_path_and_command_are_found() -> None:
    block = "```\nmake coffee\n  tongxin staff dance\ntongxin sleep\n```\n"
    planted = f"see `domain/nowhere.py` and `docs/`, or:\n{block}"
    assert missing_paths(planted) == ["domain/nowhere.py"]
    assert named(make_target, planted) == {"coffee"}
    assert unknown_commands(planted) == {"staff dance", "sleep"}
