"""What becomes of a proposed number is said in the words of its kind, and every link has a name."""

from api.language import Language
from api.rendering import render
from application.proposed_numbers import NumberKind
from tests.api.shells import INSIDE
from tests.api.showcases import showcase_identity, showcase_telephones


def drawn(kind: NumberKind) -> str:
    (page,) = (
        each
        for name, each in showcase_telephones.PAGES.items()
        if name in ("telephones-waiting", "corrections-waiting")
        and getattr(each, "kind", None) is kind
    )
    return render(page, INSIDE, Language.CHINESE)


def test_an_id_number_is_compared_and_a_telephone_is_confirmed() -> None:
    words = {
        NumberKind.TELEPHONE: ("等确认", "已确认", "未同意", "已撤回"),
        NumberKind.ID_NUMBER: ("等核对", "已更正", "未同意", "已收回"),
    }
    for kind, said in words.items():
        page = drawn(kind)
        assert all(f'quiet-tag">{word}</span>' in page for word in said)
    assert "确认" not in drawn(NumberKind.ID_NUMBER).partition("<main")[2]


def test_the_page_of_the_child_says_the_same_of_the_last_one() -> None:
    page = showcase_identity.PAGES["identity-corrected"]
    assert "已更正" in render(page, INSIDE, Language.CHINESE)


def test_the_link_to_whose_name_cannot_be_read_has_a_name_of_its_own() -> None:
    for kind in NumberKind:
        page = drawn(kind)
        assert 'aria-label="打开：姓名暂时无法读取"' in page
        assert 'aria-label="打开："' not in page
