"""The refusals a rule or a use case may answer with; nothing outside this tree is shown to people.

DomainError                a code with parameters; the sentence is written at the edge
├── RuleBroken             the facts do not allow it                                   (409)
│   └── ConflictKept       the same id came with other content; it is kept beside      (409)
├── Invalid                a field holds something no rule can accept                  (422)
├── NotPermitted           the person has no duty, relation or grant for it            (403)
│   └── StepUpNeeded       it asks for a second factor shown a moment ago              (403)
├── NotFound               nothing of that id, or nothing that this person may know of (404)
└── Unavailable            cannot be decided right now; ask again in a moment          (503)
    └── RecordDamaged      what decides it cannot be read; somebody has to mend that   (503)
"""

from collections.abc import Mapping

Parameter = str | int


class DomainError(Exception):
    """A refusal: a permanent code and parameters that never hold personal data."""

    def __init__(self, code: str, **parameters: Parameter) -> None:
        super().__init__(code)
        self.code = code
        self.parameters: Mapping[str, Parameter] = parameters


class RuleBroken(DomainError):
    """The facts recorded so far do not allow the request."""


class ConflictKept(RuleBroken):
    """The id was used before with other content; the new content is recorded beside the first.

    `position` and `leaf_hash_hex` are the receipt of what was kept.
    """


class Invalid(DomainError):
    """One field of the request cannot be right; `field` names it."""

    def __init__(self, code: str, field: str, **parameters: Parameter) -> None:
        super().__init__(code, **parameters)
        self.field = field


class NotPermitted(DomainError):
    """The person has no duty, relation or grant that allows the request."""


class StepUpNeeded(NotPermitted):
    """The person may, but has to show a second factor again first: the act is dangerous."""


class NotFound(DomainError):
    """Nothing of that id exists, or nothing that this person may know of."""


class Unavailable(DomainError):
    """The answer cannot be given safely right now; the same request may succeed in a moment."""


class RecordDamaged(Unavailable):
    """A record that decides the answer cannot be read; others are not concerned by it."""
