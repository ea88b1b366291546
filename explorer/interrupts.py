"""Ctrl-C noted, so that it stays Ctrl-C whatever a library turns it into."""

from __future__ import annotations

import signal
from threading import current_thread, main_thread
from types import FrameType


def heed_interrupts() -> list[int]:
    """Note every Ctrl-C in the list returned, and raise KeyboardInterrupt as before."""
    stopped: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        stopped.append(number)
        signal.default_int_handler(number, frame)

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler and current_thread() is main_thread():
        signal.signal(signal.SIGINT, note)
    return stopped
