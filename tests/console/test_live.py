"""One look at the records serves every open page, and each hears of a change."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from starlette.applications import Starlette

from kiosk.console.live import Changes
from tests.console.loop import awaited


class CountedVersion:
    """The records' version, and how often it was asked for."""

    def __init__(self) -> None:
        self.number = 1
        self.asked = 0

    def __call__(self) -> int:
        self.asked += 1
        return self.number


@asynccontextmanager
async def looking(version: CountedVersion) -> AsyncGenerator[Changes]:
    changes = Changes(version)
    async with changes.lifespan(Starlette()):
        while version.asked == 0:
            await asyncio.sleep(0)
        yield changes


def test_everybody_who_waits_hears_of_one_change() -> None:
    async def waiting() -> list[int]:
        version = CountedVersion()
        async with looking(version) as changes:
            pages = [asyncio.create_task(changes.after(0, 30)) for _ in range(10)]
            await asyncio.sleep(0)
            version.number += 1
            return await asyncio.gather(*pages)

    assert awaited(waiting()) == [1] * 10


def test_ten_pages_ask_no_more_often_than_one() -> None:
    async def asked(pages: int) -> int:
        version = CountedVersion()
        async with looking(version) as changes:
            waiting = [asyncio.create_task(changes.after(0, 30)) for _ in range(pages)]
            while version.asked < 5:
                await asyncio.sleep(0)
            version.number += 1
            await asyncio.gather(*waiting)
            return version.asked

    assert awaited(asked(10)) <= awaited(asked(1)) + 2


def test_a_change_before_one_waits_is_heard_at_once() -> None:
    async def late() -> int:
        version = CountedVersion()
        async with looking(version) as changes:
            version.number += 1
            await changes.after(0, 30)
            return await changes.after(0, 30)

    assert awaited(late()) == 1


def test_without_a_change_the_wait_ends_with_the_same_number() -> None:
    async def quiet() -> int:
        async with looking(CountedVersion()) as changes:
            return await changes.after(0, 0)

    assert awaited(quiet()) == 0
