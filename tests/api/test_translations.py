"""Everything pages say has an English translation, and every refusal has a sentence."""

import re
from enum import StrEnum

import pytest
from babel.messages.pofile import read_po

from api.errors import CODES_OF_STATUSES
from api.language import Language, catalog, chosen_language, po_file
from api.rendering import refusal_sentence
from api.wording.sentences import FALLBACK, SENTENCES, sentence
from api.wording.words import FACTS, LISTS, WORDS, word
from domain.access.table import Act, Request, Standing, permit
from domain.codelists import ETHNICITY_CODES, RELATIONS
from domain.ruleset import RULES_1
from domain.shared import Compartment, Purpose
from tests.api.extracting import brought_up_to_date, forms_of, shown_texts
from tests.api.raised import codes_written_out, raised_refusals, text_of_layers

TWICE = re.compile(r"(.{12,}?)\1+")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def test_the_translation_holds_exactly_what_pages_show() -> None:
    committed = po_file(Language.ENGLISH).read_bytes()
    assert committed == brought_up_to_date(Language.ENGLISH)


def test_everything_shown_is_translated_and_nothing_is_in_doubt() -> None:
    with po_file(Language.ENGLISH).open("rb") as source:
        english = read_po(source, locale=Language.ENGLISH)
    assert list(english.obsolete) == []
    messages = [message for message in english if message.id]
    assert len(messages) == len(shown_texts())
    assert [message.id for message in messages if message.fuzzy] == []
    for message in messages:
        said = forms_of(message.string)
        assert all(each.strip() for each in said), message.id
        assert len(said) == (2 if message.pluralizable else 1)


def test_no_translation_says_the_same_twice() -> None:
    with po_file(Language.ENGLISH).open("rb") as source:
        english = read_po(source, locale=Language.ENGLISH)
    said = (each for message in english for each in forms_of(message.string))
    assert [each for each in said if TWICE.fullmatch(each)] == []


def test_a_translation_has_the_placeholders_of_its_source() -> None:
    with po_file(Language.ENGLISH).open("rb") as source:
        english = read_po(source, locale=Language.ENGLISH)
    for message in english:
        ids, strings = forms_of(message.id), forms_of(message.string)
        wanted = set(PLACEHOLDER.findall(ids[0]))
        assert all(set(PLACEHOLDER.findall(each)) == wanted for each in (*ids, *strings))


def test_every_refusal_that_is_raised_has_a_sentence() -> None:
    codes = {each.code for each in codes_written_out()} | set(CODES_OF_STATUSES.values())
    assert len(codes) > len(SENTENCES) // 2
    assert sorted(code for code in codes if code not in SENTENCES) == []


def test_every_reason_for_a_missing_permission_has_a_sentence() -> None:
    answers = [
        permit(request, standings, purpose=purpose, factor_is_fresh=True)
        for request in Request
        for standings in (frozenset[Standing](), frozenset({Standing.AUDITOR}))
        for purpose in (None, Purpose.CARE)
    ]
    reasons = {each.reason_code for each in answers if not each.allowed}
    assert reasons == {"no_standing", "standing_not_enough", "purpose_not_theirs"}
    assert reasons <= set(SENTENCES)


@pytest.mark.parametrize("kind", [Request, Standing, Act, Compartment, Purpose])
def test_every_code_of_the_table_of_who_may_has_a_word(kind: type[StrEnum]) -> None:
    assert list(WORDS[kind]) == list(kind)


def test_every_sentence_asks_only_for_parameters_that_are_given() -> None:
    lacking = [
        f"{each.where}: {each.code} needs {sorted(needed - each.parameters)}"
        for each in raised_refusals()
        if each.code and not (needed := _needed(each.code)) <= each.parameters
    ]
    assert lacking == []


def _needed(code: str) -> set[str]:
    return set(PLACEHOLDER.findall(sentence(code)))


def test_no_sentence_is_for_a_code_that_nobody_raises() -> None:
    text = text_of_layers()
    assert [code for code in SENTENCES if f'"{code}"' not in text] == []


def test_sentences_are_whole_and_say_what_to_do() -> None:
    unfinished = [each for each in (*SENTENCES.values(), FALLBACK) if not each.endswith("。")]
    assert unfinished == []


def test_a_refusal_is_told_in_both_languages() -> None:
    told = [
        refusal_sentence("minutes_out_of_range", {"at_most": 480}, language)
        for language in Language
    ]
    assert told == [
        "时长要在 1 到 480 分钟之间。请核对。",
        "It must be 1 to 480 minutes. Check it.",
    ]
    assert refusal_sentence("never_heard_of", {}, Language.CHINESE) == FALLBACK


@pytest.mark.parametrize("kind", list(WORDS), ids=lambda kind: kind.__name__)
def test_every_code_has_a_word(kind: type[StrEnum]) -> None:
    assert set(WORDS[kind]) == set(kind)
    assert all(word(each) for each in kind)


def test_the_lists_hold_every_code_that_the_rules_know() -> None:
    assert set(LISTS["EthnicGroup"]) == ETHNICITY_CODES
    assert set(LISTS["Relation"]) == set(RELATIONS)
    assert set(LISTS["CareLevel"]) == {str(level) for level in RULES_1.care_levels}
    assert set(FACTS) == set(LISTS["Fact"])


@pytest.mark.parametrize(
    ("cookie", "header", "language"),
    [
        (None, None, Language.CHINESE),
        ("en", "zh-CN", Language.ENGLISH),
        ("zh-Hans", "en", Language.CHINESE),
        ("klingon", "en-GB,en;q=0.9", Language.ENGLISH),
        (None, "fr;q=0.9,de", Language.CHINESE),
        (None, "en;q=0.2, zh-CN;q=0.8", Language.CHINESE),
        (None, "zh;q=0, en;q=0.1", Language.ENGLISH),
        (None, ";;;,q=x,en;q=7", Language.CHINESE),
    ],
)
def test_the_language_is_chosen(cookie: str | None, header: str | None, language: Language) -> None:
    assert chosen_language(cookie, header) == language


def test_english_is_compiled_once() -> None:
    assert catalog(Language.ENGLISH) is catalog(Language.ENGLISH)
    assert catalog(Language.ENGLISH).gettext("家访") == "Home visit"
