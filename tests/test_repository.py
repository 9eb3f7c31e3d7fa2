"""What may lie in the repository: locks without addresses, short papers, tests that assert."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tests.tree import ROOT, place, project_files

LOCKS = ["requirements.lock", "requirements-dev.lock"]
LARGEST = 200_000
# One catalogue holds every sentence of every screen in two languages.
LARGEST_CATALOGUE = 600_000
LONGEST_LINE = 1_000
ASSERTING = re.compile(r"raises|then|expect|assert|check|verify|warns|_test_")

PICTURES = ROOT / "docs"
# Lists as offices send them: spreadsheets, and text in the encoding of spreadsheets here.
ROSTERS = ROOT / "tests" / "rosters"
# Written in two halves, so that this file may be searched like every other.
REGISTRIES = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npmjs" + ".org",
    "npm" + "mirror.com",
    "pypi.tuna" + ".tsinghua",
]

machine_path = re.compile(r"(?<![\w.~-])/(?:home|root|tmp|Users|work)/[\w.-]+")
address = re.compile(r"https?://|--index|--extra-index|--find-links|file:|\bgit\+| @ ")
pin = re.compile(r"[a-z0-9][a-z0-9._-]*==[^\s;]+( ; [^\\]+)? \\")
digest = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def loose_lines(lock: str) -> list[str]:
    """Lines of a lock that are neither an exact pin followed by its hashes nor such a hash."""
    lines = lock.splitlines()
    following = [*lines[1:], ""]
    return [
        line
        for line, after in zip(lines, following, strict=True)
        if address.search(line)
        or not (digest.fullmatch(line) or (pin.fullmatch(line) and digest.fullmatch(after)))
    ]


def pins(lock: str) -> set[str]:
    return {line.removesuffix(" \\") for line in lock.splitlines() if line[:1].strip()}


def unlocked(wanted: list[str], lock: str) -> list[str]:
    """The wanted distributions for which the lock has no entry."""
    locked = {entry.split("==")[0] for entry in pins(lock)}
    names = [re.split(r"[^A-Za-z0-9._-]", each)[0].lower() for each in wanted]
    return [name for name in names if name not in locked]


def foreign_words(text: str) -> list[str]:
    """Paths of one machine and names of package registries in a text."""
    return machine_path.findall(text) + [word for word in REGISTRIES if word in text]


def not_source(path: Path) -> list[str]:
    """Why a file is no source text of ours: too large, binary, or packed into endless lines."""
    content = path.read_bytes()
    picture = path.suffix == ".png" and PICTURES in path.parents
    longest = max(map(len, content.split(b"\n")))
    packed = longest > LONGEST_LINE and path.suffix in {".js", ".css", ".html", ".py"}
    faults = {
        "is too large": len(content) > (LARGEST_CATALOGUE if path.suffix == ".po" else LARGEST),
        "is binary": b"\0" in content and not picture and not is_roster(path),
        "is packed": packed,
    }
    return [fault for fault, found in faults.items() if found]


def is_roster(path: Path) -> bool:
    return path.parent == ROSTERS and path.suffix in {".xlsx", ".csv"}


def merge_marks(text: str) -> list[str]:
    """Lines that a merge left behind where two versions differed."""
    return [line for line in text.splitlines() if re.match(r"(?:<{7}|\|{7}|>{7})(?: |$)", line)]


def silent_tests(text: str) -> list[str]:
    """Test functions in which nothing is asserted, neither directly nor by what they call."""
    return [
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if node.name.startswith("test_") and not asserts(node)
    ]


def asserts(function: ast.AST) -> bool:
    nodes = list(ast.walk(function))
    called = [node.func for node in nodes if isinstance(node, ast.Call)]
    names = [
        call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in called
    ]
    return any(isinstance(node, ast.Assert) for node in nodes) or any(
        ASSERTING.search(name) for name in names
    )


def texts() -> dict[str, str]:
    return {
        place(at): at.read_text("utf-8")
        for at in project_files()
        if at.suffix != ".png" and not is_roster(at)
    }


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_exact_hashed_pins_and_no_address(name: str) -> None:
    lock = (ROOT / name).read_text("utf-8")
    assert len(pins(lock)) > 1
    assert loose_lines(lock) == []


def test_the_locks_agree_and_hold_everything_that_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    run, development = ((ROOT / name).read_text("utf-8") for name in LOCKS)
    assert pins(run) - pins(development) == set()
    assert unlocked(project["project"]["dependencies"] + groups["build"], run) == []
    assert unlocked([each for each in groups["dev"] if isinstance(each, str)], development) == []


@pytest.mark.parametrize(
    ("pattern", "longest"), [("README*.md", 120), ("docs/adr/*.md", 60), ("Makefile", 20)]
)
def test_what_everybody_reads_is_short(pattern: str, longest: int) -> None:
    found = {place(at): len(at.read_text("utf-8").splitlines()) for at in ROOT.glob(pattern)}
    assert {name: lines for name, lines in found.items() if lines > longest} == {}


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = {name: foreign_words(text) for name, text in texts().items()}
    assert {name: words for name, words in found.items() if words} == {}


def test_every_file_is_source_of_our_own() -> None:
    found = {place(at): not_source(at) for at in project_files()}
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_no_file_holds_two_versions_of_itself() -> None:
    found = {name: merge_marks(text) for name, text in texts().items()}
    assert {name: marks for name, marks in found.items() if marks} == {}


def test_every_test_asserts_something() -> None:
    tests = {
        name: text for name, text in texts().items() if re.match(r"tests/.*test_\w+\.py", name)
    }
    assert place(Path(__file__)) in tests
    found = {name: silent_tests(text) for name, text in tests.items()}
    assert {name: silent for name, silent in found.items() if silent} == {}


@pytest.mark.parametrize(
    "lock",
    [
        "rich>=15 \\\n    --hash=sha256:" + "a" * 64,
        "rich==15.0.0",
        "rich==15.0.0 \\\n    --hash=md5:" + "a" * 32,
        "--index-url somewhere\n",
        "rich @ https://somewhere/rich.whl \\\n    --hash=sha256:" + "a" * 64,
        "# from https://somewhere\n",
    ],
)
def test_a_loose_lock_is_found(lock: str) -> None:
    assert loose_lines(lock) != []


def test_a_distribution_missing_from_the_lock_is_found() -> None:
    lock = "rich==15.0.0 \\\n    --hash=sha256:" + "a" * 64
    assert loose_lines(lock) == []
    assert unlocked(["rich>=15", "uvloop>=0.23; sys_platform != 'win32'"], lock) == ["uvloop"]


@pytest.mark.parametrize("word", ["/" + "root/notes", "/" + "home/li", *REGISTRIES])
def test_a_foreign_word_is_found(word: str) -> None:
    assert foreign_words(f"see {word} there") == [word]


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.bin", b"\0", "is binary"),
        ("a.png", b"\0", "is binary"),
        ("a.txt", b"a\n" * LARGEST, "is too large"),
        ("a.js", b"a" * (LONGEST_LINE + 1), "is packed"),
    ],
)
def test_a_planted_bundle_is_found(name: str, content: bytes, fault: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert not_source(tmp_path / name) == [fault]


def test_what_a_merge_left_behind_is_found() -> None:
    ours, theirs = "<" * 7 + " ours", ">" * 7 + " theirs"
    assert merge_marks(f"a\n{ours}\nb\n{'=' * 7}\nc\n{theirs}\n") == [ours, theirs]


def test_a_silent_test_is_found() -> None:
    spoken = "def test_b():\n    spec.given(a).then(b)\ndef test_c():\n    assert a\n"
    assert silent_tests("def test_a():\n    call()\n" + spoken) == ["test_a"]
