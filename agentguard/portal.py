"""Runs the one asynchronous implementation for callers that are not asynchronous."""

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

_lock = threading.Lock()
_loop: asyncio.AbstractEventLoop | None = None
_thread: threading.Thread | None = None


def wait_for(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run `coroutine` to its end from synchronous code, also where the caller's thread has a running loop.

    Raises:
        Exception: whatever the coroutine raises.
    """
    loop = _running_loop()
    if threading.current_thread() is _thread:
        # A callback on the portal's own loop asks again: waiting here would wait for itself.
        return _in_new_thread(coroutine)
    future = asyncio.run_coroutine_threadsafe(coroutine, loop)
    try:
        return future.result()
    except BaseException:
        future.cancel()  # the caller was interrupted: nobody waits for the answer any more
        raise


def _running_loop() -> asyncio.AbstractEventLoop:
    global _loop, _thread
    with _lock:
        if _loop is None or _thread is None or not _thread.is_alive():
            _loop = asyncio.new_event_loop()
            _thread = threading.Thread(target=_loop.run_forever, name="agentguard", daemon=True)
            _thread.start()
        return _loop


def _in_new_thread(coroutine: Coroutine[Any, Any, T]) -> T:
    results: list[T] = []
    errors: list[BaseException] = []

    def work() -> None:
        try:
            results.append(asyncio.run(coroutine))
        except BaseException as error:  # noqa: BLE001 - handed on to the caller's thread unchanged
            errors.append(error)

    thread = threading.Thread(target=work, name="agentguard-nested")
    thread.start()
    thread.join()
    if errors:
        raise errors[0]
    return results[0]
