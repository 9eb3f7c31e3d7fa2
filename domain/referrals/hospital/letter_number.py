"""The number on a referral letter: the place of the referral in the log, mixed under a key.

No two places in the log are the same, and mixing is undone in one way alone: so no two letters have
one number, however many are issued at once. Without the key nobody tells one number from another,
nor how many there were. It is a Feistel network, as in format-preserving encryption (SP 800-38G).
"""

from collections.abc import Callable

CHARACTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without those that are taken for one another when copied by hand."""
LENGTH, BITS_OF_EACH = 8, 5
_HALF_BITS = LENGTH * BITS_OF_EACH // 2
_HALF = 1 << _HALF_BITS
_ROUNDS = 10

Digest = Callable[[str, str], bytes]
"""A keyed digest, apart for each kind."""
_KIND = "referral_letter_number"


def letter_number(position: int, digest: Digest) -> str:
    """Return the number of the referral at a position of the log, to be copied by hand."""
    left, right = divmod(position, _HALF)
    for turn in range(_ROUNDS):
        left, right = right, left ^ _mixed(turn, right, digest)
    mixed = left * _HALF + right
    shifts = range((LENGTH - 1) * BITS_OF_EACH, -1, -BITS_OF_EACH)
    written = "".join(CHARACTERS[(mixed >> each) % len(CHARACTERS)] for each in shifts)
    return f"{written[: LENGTH // 2]}-{written[LENGTH // 2 :]}"


def position_of(typed: str, digest: Digest) -> int | None:
    """Return the position that a number stands for, None for what is no number at all.

    Any other number stands for some position, most of them for none where anything is.
    """
    plain = "".join(each for each in typed.upper() if each.isalnum())
    if len(plain) != LENGTH or not set(plain) <= set(CHARACTERS):
        return None
    mixed = 0
    for each in plain:
        mixed = mixed * len(CHARACTERS) + CHARACTERS.index(each)
    left, right = divmod(mixed, _HALF)
    for turn in reversed(range(_ROUNDS)):
        left, right = right ^ _mixed(turn, left, digest), left
    return left * _HALF + right


def _mixed(turn: int, half: int, digest: Digest) -> int:
    return int.from_bytes(digest(_KIND, f"{turn}/{half}")[:8], "big") % _HALF
