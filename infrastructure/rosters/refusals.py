"""Why a file cannot be read as a list, as a code; the sentence is written at the edge."""


class NotARoster(Exception):
    """The file is no list that can be read; `code` says why and what to do."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
