"""The bridge for callers that are not asynchronous."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from agentguard import portal
from agentguard.portal import wait_for


async def _answer() -> str:
    await asyncio.sleep(0)
    return threading.current_thread().name


def test_a_coroutine_is_run_to_its_end() -> None:
    """The result comes back to the caller's thread."""
    assert wait_for(_answer()) == "agentguard"


async def test_it_works_where_a_loop_runs_already() -> None:
    """A synchronous tool inside an asynchronous program can be guarded too."""
    assert wait_for(_answer()) == "agentguard"


def test_errors_come_back_as_they_are() -> None:
    """The caller sees what the coroutine raised."""

    async def fail() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        wait_for(fail())


def test_a_callback_on_the_portal_may_ask_again() -> None:
    """An approver that itself calls a guarded synchronous tool does not wait for itself."""

    async def outer() -> str:
        return wait_for(_answer())

    assert wait_for(outer()) == "agentguard-nested"


def test_errors_of_a_nested_call_come_back_too() -> None:
    """Nothing is lost on the way through two threads."""

    async def fail() -> None:
        raise KeyError("x")

    async def outer() -> None:
        wait_for(fail())

    with pytest.raises(KeyError):
        wait_for(outer())


def test_many_threads_share_one_loop() -> None:
    """One loop serves them all, and each gets its own answer."""

    async def double(number: int) -> int:
        await asyncio.sleep(0)
        return number * 2

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda n: wait_for(double(n)), range(50))) == [n * 2 for n in range(50)]
    assert sum(thread.name == "agentguard" for thread in threading.enumerate()) == 1


def test_a_loop_that_ended_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a fork the thread is gone; the next call starts another."""
    ended = threading.Thread(target=lambda: None)
    ended.start()
    ended.join()
    wait_for(_answer())
    loop, thread = portal._loop, portal._thread
    monkeypatch.setattr(portal, "_thread", ended)
    assert wait_for(_answer()) == "agentguard"
    assert portal._loop is not loop
    fresh, runs_it = portal._loop, portal._thread
    assert fresh is not None
    assert runs_it is not None
    fresh.call_soon_threadsafe(fresh.stop)
    runs_it.join()
    fresh.close()
    monkeypatch.undo()
    portal._loop, portal._thread = loop, thread


def test_an_interrupted_caller_leaves_nothing_running(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the caller stops waiting, what it waited for is cancelled."""
    cancelled = threading.Event()
    started = threading.Event()

    async def slow() -> None:
        started.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.set()
            raise

    class Interrupted:
        def __init__(self, inner: object) -> None:
            self._inner = inner

        def result(self) -> None:
            started.wait()
            raise KeyboardInterrupt

        def cancel(self) -> None:
            self._inner.cancel()  # type: ignore[attr-defined]  # the real future

    real = asyncio.run_coroutine_threadsafe
    monkeypatch.setattr(asyncio, "run_coroutine_threadsafe", lambda c, loop: Interrupted(real(c, loop)))
    with pytest.raises(KeyboardInterrupt):
        wait_for(slow())
    assert cancelled.wait(30)
