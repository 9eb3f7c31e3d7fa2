"""Why a ledger cannot be opened, as a code and parameters; the sentence is written at the edge."""


class NotReady(Exception):
    """The database is not fit to be used by this program."""

    def __init__(self, code: str, **parameters: str | int) -> None:
        super().__init__(" ".join((code, *(f"{k}={v}" for k, v in parameters.items()))))
        self.code = code
        self.parameters = parameters
