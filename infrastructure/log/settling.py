"""Settles commits whose reply was lost: whoever asked learns what is in the log, not what broke."""

from eventsourcing.persistence import IntegrityError, OperationalError

from infrastructure.log.appending import Append
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.rows import ConnectionLost


def settled(recorder: LogRecorder, append: Append, *, uncertain: bool = False) -> list[int]:
    """Commit an append and return its positions, trying once more when the connection breaks.

    `uncertain` says that an earlier attempt may have committed it. Sealed bytes never come twice,
    so rows that stand in the log byte for byte were written by that attempt.

    Raises: IntegrityError, also as ExpectedVersionLost and ClaimHeld; ConnectionLost when the
    second attempt is lost too.
    """
    if not uncertain:
        try:
            return _written(recorder, append, proven=False)
        except ConnectionLost:
            # A commit that is still on its way holds the head row: the next attempt waits for it.
            pass
    try:
        return _written(recorder, append, proven=True)
    except IntegrityError:
        if not append.rows and _is_tracked(recorder, append):
            return []
        raise
    except OperationalError as failed:
        raise ConnectionLost(f"whether it is committed is unknown: {failed}") from failed


def _written(recorder: LogRecorder, append: Append, *, proven: bool) -> list[int]:
    try:
        return recorder.write(append, proven=proven)
    except IntegrityError:
        positions = _positions_of_mine(recorder, append)
        if not positions:
            raise
        return positions


def _positions_of_mine(recorder: LogRecorder, append: Append) -> list[int]:
    """Return where every row of the append stands, nothing when one is not there as it is here."""
    positions = []
    for row in append.rows:
        stored = recorder.rows_in(row.stream, row.version, row.version)
        if not stored or (stored[0].name, stored[0].state) != (row.name, row.state):
            return []
        positions.append(stored[0].position)
    return positions


def _is_tracked(recorder: LogRecorder, append: Append) -> bool:
    """Tell whether the follower stands exactly where this append would have put it."""
    tracking = append.tracking
    return (
        tracking is not None
        and recorder.max_tracking_id(tracking.application_name) == tracking.notification_id
    )
