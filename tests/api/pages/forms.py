"""Forms as a browser takes them from a page: every field with the value it would send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from httpx2 import Client, Response

Values = dict[str, list[str]]


@dataclass(slots=True)
class PageForm:
    """One form of a page; `fields` are what would be sent if nobody touched it."""

    action: str
    fields: Values = field(default_factory=dict)
    offered: set[str] = field(default_factory=set)
    method: str = "get"

    def filled(self, **typed: str | list[str]) -> Values:
        """Return what is sent when somebody typed or chose these; a question must be there."""
        missing = typed.keys() - self.fields.keys() - self.offered
        assert not missing, f"the form has no {missing}"
        values = {name: [each] if isinstance(each, str) else each for name, each in typed.items()}
        return {**self.fields, **values}


class Forms(HTMLParser):
    """Every form of a page, in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self._open: PageForm | None = None
        self._select = self._textarea = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self._open = PageForm(given.get("action", ""), method=given.get("method", "get"))
            self.forms.append(self._open)
        elif self._open is not None:
            self._field(self._open, tag, given)

    def _field(self, form: PageForm, tag: str, given: dict[str, str]) -> None:
        name, value = given.get("name", ""), given.get("value", "")
        match tag:
            case "input" if given.get("type") in {"radio", "checkbox"}:
                form.offered.add(name)
                if "checked" in given:
                    form.fields.setdefault(name, []).append(value)
            case "input":
                form.fields.setdefault(name, []).append(value)
            case "textarea":
                self._textarea = name
                form.fields[name] = [""]
            case "select":
                self._select = name
            case "option":
                # Without a choice made before, the first one is sent.
                if "selected" in given or self._select not in form.fields:
                    form.fields[self._select] = [value]

    def handle_data(self, text: str) -> None:
        if self._textarea and self._open is not None:
            self._open.fields[self._textarea][0] += text

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea":
            self._textarea = ""


def form_on(page: Response, path: str | None = None) -> PageForm:
    """Return the form of a page that is sent to a path, by default to the page's own.

    Of one that asks and one that records at the same path it is the one that records.
    """
    reader = Forms()
    reader.feed(page.text)
    wanted = path or page.url.path
    there = [each for each in reader.forms if each.action == wanted]
    (found,) = [each for each in there if each.method == "post"] or there
    return found


def send(
    browser: Client, path: str, page: Response | None = None, /, **typed: str | list[str]
) -> Response:
    """Fill in the form on a page, by default the one at the path, and send it there."""
    shown = browser.get(path) if page is None else page
    return browser.post(path, data=form_on(shown, path).filled(**typed))
