"""What the fields of a form are called on its page, for the list of mistakes that stands above."""

from markupsafe import Markup, escape


class FieldLabels:
    """The labels of one page, noted as the fields are drawn; the list above was drawn before."""

    def __init__(self) -> None:
        self._labels: dict[str, Markup] = {}
        self._asked: dict[Markup, tuple[str, Markup]] = {}

    def read(self, name: str, label: str) -> str:
        """Note how a field is labelled, and return the label; the first of a name counts."""
        self._labels.setdefault(name, escape(label))
        return label

    def of(self, name: str, otherwise: str) -> Markup:
        """Return what becomes the label of a field, or `otherwise` where the page has none."""
        # No text on a page can be taken for it: what comes from data is escaped.
        mark = Markup("<!--label {}-->").format(name)
        self._asked[mark] = (name, escape(otherwise))
        return mark

    def put_into(self, html: str) -> str:
        """Return the page with the labels where they were asked for."""
        for mark, (name, otherwise) in self._asked.items():
            html = html.replace(mark, self._labels.get(name, otherwise))
        return html
