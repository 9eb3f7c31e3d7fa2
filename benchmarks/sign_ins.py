"""Signs in as many times as it is told, over many connections, as fast as answers come.

python -m benchmarks.sign_ins PORT TIMES CONNECTIONS LOGINS PASSWORD

A process of its own, so that it does not hold up what is measured meanwhile.
"""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Sequence
from time import perf_counter

ANSWERED_WITHIN_SECONDS = 120.0
LET_IN, TURNED_AWAY = 201, 503
LENGTH = b"content-length:"


async def storm(
    port: int, times: int, connections: int, logins: Sequence[str], password: str
) -> dict[str, float]:
    """Sign in, and return how many were let in, how many turned away, and how long all took."""
    bodies = [json.dumps({"login": login, "password": password}).encode() for login in logins]
    numbers = iter(range(times))
    statuses: Counter[int] = Counter()
    without_advice = 0
    begun = perf_counter()

    async def go_on() -> None:
        nonlocal without_advice
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in numbers:
            status, head = await asyncio.wait_for(
                _asked(reader, writer, bodies[number % len(bodies)]), ANSWERED_WITHIN_SECONDS
            )
            statuses[status] += 1
            without_advice += status == TURNED_AWAY and b"retry-after:" not in head
        writer.close()

    await asyncio.gather(*(go_on() for _ in range(min(connections, times))))
    return {
        "let_in": statuses[LET_IN],
        "turned_away": statuses[TURNED_AWAY],
        "other": sum(statuses.values()) - statuses[LET_IN] - statuses[TURNED_AWAY],
        "without_advice": without_advice,
        "seconds": perf_counter() - begun,
    }


async def _asked(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, body: bytes
) -> tuple[int, bytes]:
    writer.write(
        b"POST /api/v1/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)
    )
    await writer.drain()
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    (length,) = (
        int(line[len(LENGTH) :]) for line in head.split(b"\r\n") if line.startswith(LENGTH)
    )
    await reader.readexactly(length)
    return int(head.split(b" ", 2)[1]), head


if __name__ == "__main__":
    _port, _times, _connections, _logins, _password = sys.argv[1:]
    print(
        json.dumps(
            asyncio.run(
                storm(int(_port), int(_times), int(_connections), _logins.split(","), _password)
            )
        )
    )
