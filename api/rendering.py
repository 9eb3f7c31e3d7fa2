"""Draws a page: its template, the frame around it, and the words of one language."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache, partial
from gettext import NullTranslations
from hashlib import sha256
from pathlib import Path

from babel.dates import format_date, format_datetime, format_time
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from api import paths
from api.field_labels import FieldLabels
from api.language import Language, catalog
from api.marking import MarkedForms
from api.view_models.numbers import child_number
from api.view_models.shell import PageModel, Shell
from api.wording.field_names import FIELD_NAMES
from api.wording.sentences import filled_in, sentence
from api.wording.words import LISTS, WORDS, options, word
from domain.days import LOCAL
from domain.errors import Parameter

TEMPLATES = Path(__file__).parent / "templates"
STATIC_FILES = Path(__file__).parent / "static"

LOCALES = {Language.CHINESE: "zh_Hans_CN", Language.ENGLISH: "en_GB"}
SHORT_DAY = {Language.CHINESE: "M月d日", Language.ENGLISH: "d MMM"}
DAY = {Language.CHINESE: "y年M月d日", Language.ENGLISH: "d MMM y"}
DAY_AND_WEEKDAY = {Language.CHINESE: "M月d日 EEEE", Language.ENGLISH: "EEEE d MMMM"}


def render(page: PageModel, shell: Shell, language: Language) -> str:
    """Return the whole HTML of a page; everything that comes from data is escaped."""
    template = environment(language).get_template(page.template)
    labels = FieldLabels()
    return labels.put_into(template.render(page=page, shell=shell, labels=labels))


def refusal_sentence(code: str, parameters: Mapping[str, Parameter], language: Language) -> str:
    """Return what a refusal means and what to do about it, in words."""
    told = {name: _in_words(value, language) for name, value in parameters.items()}
    return filled_in(catalog(language).gettext(sentence(code)), told)


def _in_words(value: Parameter, language: Language) -> Parameter:
    """Return a code of ours as its word, anything else as it is."""
    if isinstance(value, StrEnum) and type(value) in WORDS:
        return catalog(language).gettext(word(value))
    return value


@cache
def environment(language: Language) -> Environment:
    """Return the templates of a language; a misspelt name in one is an error, never a blank."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=[MarkedForms],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    translations = catalog(language)
    made.globals.update(
        **_translators(translations),
        language=language,
        languages=Language,
        url=_address,
        static=_static_address,
        options=options(),
        known_fields=frozenset(FIELD_NAMES),
        sentence=partial(refusal_sentence, language=language),
    )
    made.filters.update(
        word=lambda value: translations.gettext(word(value)),
        number=child_number,
        listed=lambda code, name: translations.gettext(LISTS[name].get(str(code), str(code))),
        **_date_filters(language),
    )
    return made


def _translators(translations: NullTranslations) -> dict[str, Callable[..., Markup]]:
    """Return what templates translate with; whatever is put into a sentence is escaped.

    Those of the i18n extension are handed the template's context, and Jinja copies that at each
    call within a loop: half the time that a page of fifty children took to draw.
    """

    @cache
    def translated(message: str) -> Markup:
        return Markup(translations.gettext(message))  # noqa: S704  our own words

    def gettext(message: str, /, **given: object) -> Markup:
        return translated(message) % given

    def ngettext(one: str, many: str, num: int, /, **given: object) -> Markup:
        words = Markup(translations.ngettext(one, many, num))  # noqa: S704  our own words
        return words % {"num": num, **given}

    return {"_": gettext, "ngettext": ngettext}


def _date_filters(language: Language) -> dict[str, Callable[..., str]]:
    locale = LOCALES[language]

    def moment(at: datetime) -> str:
        return format_datetime(at, f"{DAY[language]} HH:mm", tzinfo=LOCAL, locale=locale)

    def clock(at: datetime) -> str:
        return format_time(at, "HH:mm", tzinfo=LOCAL, locale=locale)

    def day_pattern(patterns: Mapping[Language, str]) -> Callable[[date], str]:
        return lambda on: format_date(on, patterns[language], locale=locale)

    return {
        "moment": moment,
        "clock": clock,
        "day": day_pattern(DAY),
        "short_day": day_pattern(SHORT_DAY),
        "day_and_weekday": day_pattern(DAY_AND_WEEKDAY),
    }


def _address(name: str, *, query: dict[str, str] | None = None, **ids: object) -> str:
    return paths.filled(vars(paths)[name], query=query, **ids)


@cache
def _static_address(name: str) -> str:
    """The digest in the address lets a browser keep the file for good."""
    digest = sha256((STATIC_FILES / name).read_bytes()).hexdigest()[:8]
    return f"{paths.STATIC}/{name}?v={digest}"
