"""What is asked of PostgreSQL: every statement that writes or reads a log, in full.

Names in braces are filled in once, with the table names of the log in question.
"""

from collections.abc import Mapping

ONE = """
WITH counted AS (UPDATE {head} SET last = last + 1 WHERE id = 1 RETURNING last)
INSERT INTO {events} (position, stream, version, name, state)
SELECT last, $1, $2, $3, $4 FROM counted RETURNING position"""

# The arrays come through subqueries so that the planner cannot count their elements: seeing the
# same costs each time it keeps one plan, where it would make a new one for each execution.
_ADDED = """
added AS (
    INSERT INTO {events} (position, stream, version, name, state)
    SELECT counted.last - $1 + new.n, new.stream, new.version, new.name, new.state
    FROM counted, unnest((SELECT $2), (SELECT $3), (SELECT $4), (SELECT $5))
        WITH ORDINALITY AS new (stream, version, name, state, n))"""

MANY = """
WITH counted AS (UPDATE {head} SET last = last + $1 WHERE id = 1 RETURNING last), {added}
SELECT last FROM counted"""

# Comes before a statement with conditions, in the same transaction: only a statement that begins
# when this one holds the row sees all that others committed before.
LOCK = "SELECT last FROM {head} WHERE id = 1 FOR NO KEY UPDATE"

_MOVED = """
moved AS (
    SELECT seen.stream FROM unnest((SELECT $6), (SELECT $7)) AS seen (stream, version)
    WHERE seen.version <> coalesce(
        (SELECT max(version) FROM {events} WHERE stream = seen.stream), 0))"""

CHECKED = """
WITH {moved},
counted AS (
    UPDATE {head} SET last = last + $1 WHERE id = 1 AND NOT EXISTS (SELECT FROM moved)
    RETURNING last),
{added}
SELECT (SELECT last FROM counted), (SELECT stream FROM moved LIMIT 1)"""

WHOLE = """
WITH {moved},
wanted AS (
    SELECT DISTINCT new.kind, new.digest, new.owner, (
        SELECT old.owner FROM {claims} AS old WHERE old.kind = new.kind AND old.digest = new.digest
    ) AS holder
    FROM unnest((SELECT $8), (SELECT $9), (SELECT $10)) AS new (kind, digest, owner)),
held AS (SELECT kind, holder FROM wanted WHERE holder <> owner),
followed AS (SELECT position FROM {tracking} WHERE application = $11 AND position >= $12),
counted AS (
    UPDATE {head} SET last = last + $1 WHERE id = 1 AND NOT EXISTS (SELECT FROM moved)
        AND NOT EXISTS (SELECT FROM held) AND NOT EXISTS (SELECT FROM followed)
    RETURNING last),
{added},
released AS (
    DELETE FROM {claims} AS old USING counted, unnest((SELECT $16), (SELECT $17), (SELECT $18))
        AS freed (kind, digest, owner)
    WHERE old.kind = freed.kind AND old.digest = freed.digest AND old.owner = freed.owner),
claimed AS (
    INSERT INTO {claims} (kind, digest, owner)
    SELECT kind, digest, owner FROM counted, wanted WHERE holder IS NULL),
tracked AS (
    INSERT INTO {tracking} (application, position) SELECT $11, $12 FROM counted
    WHERE $11 IS NOT NULL
    ON CONFLICT (application) DO UPDATE SET position = excluded.position),
alerted AS (
    INSERT INTO {alerts} (alert, addressee, case_id, position)
    SELECT new.alert, new.addressee, new.case_id, counted.last
    FROM counted, unnest((SELECT $13), (SELECT $14), (SELECT $15))
        AS new (alert, addressee, case_id)),
queued AS (
    INSERT INTO {deliveries} (
        delivery, person_id, case_id, channel, minutes, state, tries, queued_at, next_at)
    SELECT new.delivery, new.person_id, new.case_id, new.channel, new.minutes, 'waiting', 0,
        clock_timestamp(), clock_timestamp()
    FROM counted, unnest((SELECT $19), (SELECT $20), (SELECT $21), (SELECT $22), (SELECT $23))
        AS new (delivery, person_id, case_id, channel, minutes))
SELECT (SELECT last FROM counted), (SELECT stream FROM moved LIMIT 1),
    (SELECT kind FROM held LIMIT 1), (SELECT holder FROM held LIMIT 1),
    (SELECT position FROM followed)"""

# The sums keep the planner from the index on positions: for a limit it does not know it expects
# to need a tenth of the log, and would walk through all of it rather than sort a few rows.
OF = """
SELECT position, stream, version, name, state FROM {events}
WHERE stream = ANY ($1) AND position + 0 <= $2 ORDER BY position + 0"""

AFTER = """
SELECT position, stream, version, name, state FROM {events}
WHERE position > $1 AND position <= $2 ORDER BY position LIMIT $3"""

NAMED = """
SELECT position, stream, version, name, state FROM {events}
WHERE position > $1 AND position <= $2 AND name = ANY ($4) ORDER BY position LIMIT $3"""

IN = """
SELECT position, stream, version, name, state FROM {events}
WHERE stream = $1 AND version > $2 AND version <= $3 ORDER BY version LIMIT $4"""

IN_REVERSE = """
SELECT position, stream, version, name, state FROM {events}
WHERE stream = $1 AND version > $2 AND version <= $3 ORDER BY version DESC LIMIT $4"""

HEAD = "SELECT last FROM {head} WHERE id = 1"

TRACKED = "SELECT position FROM {tracking} WHERE application = $1"

UNMOVED = """
SELECT application FROM {tracking} WHERE position = 0 AND starts_with(application, $1)"""


def filled(sql: str, names: Mapping[str, str]) -> bytes:
    """Return the statement with the table names of one log."""
    parts = {"added": _ADDED.format(**names), "moved": _MOVED.format(**names)}
    return sql.format(**parts, **names).encode()
