"""Connections that mean no good, by the hundred, from a process of their own.

Run as `python -m tests.support.flood PORT HOW_MANY`. Each sends one of the things that hold a naive server up, and
opens itself anew a moment after it was dropped. A line is printed when all of them have been open.
"""

import asyncio
import contextlib
import itertools
import sys

from tests.support.listening import PATH


def attacks(port: int) -> list[bytes]:
    """Give what is sent: nothing, a byte, a head that never ends, a form that never ends, one in crumbs."""
    form = f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    return [
        b"",
        b"G",
        f"GET {PATH} HTTP/1.1\r\nX-Long: ".encode() + b"a" * 30_000,
        f"{form}Content-Length: 65000\r\n\r\n".encode() + b"a" * 60_000,
        f"{form}Transfer-Encoding: chunked\r\n\r\n".encode() + b"1\r\na\r\n" * 9000,
    ]


async def attack(port: int, sent: bytes, opened: asyncio.Semaphore) -> None:
    for number in itertools.count():
        with contextlib.suppress(OSError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            if not number:
                opened.release()
            writer.write(sent)
            await reader.read()
            writer.close()
        await asyncio.sleep(0.1)


async def flood(port: int, how_many: int) -> None:
    opened = asyncio.Semaphore(0)
    kinds = itertools.cycle(attacks(port))
    tasks = [asyncio.create_task(attack(port, next(kinds), opened)) for _ in range(how_many)]
    for _ in tasks:
        await opened.acquire()
    sys.stdout.write("all have been open\n")
    sys.stdout.flush()
    await asyncio.gather(*tasks)


if __name__ == "__main__":
    asyncio.run(flood(int(sys.argv[1]), int(sys.argv[2])))
