"""Trims what became of messages long ago: a few rows at a time, so that no message waits for it.

What was given up stays until somebody sends it again, and so does what went out last by each
channel: whether that works is told by it.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Event

from sqlalchemy import Engine, delete, select

from domain.alerts.outside import Channel
from domain.alerts.trying import Stage
from infrastructure.database import writing
from infrastructure.leases import clock_of
from infrastructure.log.tables import DELIVERIES

TRIM_EVERY_SECONDS = 3_600.0
AT_ONCE = 200
PAUSE_SECONDS = 0.2
_FINISHED = (Stage.SENT, Stage.WITHHELD)
_table = DELIVERIES.c

logger = logging.getLogger(__name__)


def trim_in_time(engine: Engine, kept: Callable[[], timedelta], stop: Event) -> None:
    """Trim now and each hour until told to stop; any number of processes may. Never raises."""
    while True:
        try:
            trimmed = trim(engine, kept(), stop)
        except Exception as error:
            logger.error("old messages cannot be trimmed for now: %s", type(error).__name__)
        else:
            if trimmed:
                logger.info("%d old messages were trimmed", trimmed)
        if stop.wait(TRIM_EVERY_SECONDS):
            return


def trim(engine: Engine, kept: timedelta, stop: Event) -> int:
    """Delete finished messages that were settled longer ago than that, and return how many."""
    trimmed = 0
    for channel in Channel:
        for stage in _FINISHED:
            for deleted in _portions(engine, channel, stage, kept):
                trimmed += deleted
                if stop.wait(PAUSE_SECONDS):
                    return trimmed
    return trimmed


def _portions(engine: Engine, channel: Channel, stage: Stage, kept: timedelta) -> Iterator[int]:
    """Delete a portion at each step and yield how many those were, until nothing is left."""
    mine = (_table.channel == channel.value, _table.state == stage.value)
    # By the index: it was claimed within a minute of being settled, and is tried no more.
    last = select(_table.delivery).where(*mine).order_by(_table.next_at.desc()).limit(1)
    while True:
        with writing(engine) as connection:
            newest = connection.scalar(last)
            until = clock_of(connection) - kept
            old = (
                select(_table.delivery)
                .where(*mine, _table.next_at < until, _table.settled_at < until)
                .where(_table.delivery != newest)
                .order_by(_table.next_at)
                .limit(AT_ONCE)
            )
            ids = connection.scalars(old).all() if newest is not None else ()
            if ids:
                gone = delete(DELIVERIES).where(_table.delivery.in_(ids))
                # Nobody tries it anew meanwhile: that is for what was given up alone.
                connection.execute(gone.where(_table.state == stage.value))
        if not ids:
            return
        yield len(ids)
