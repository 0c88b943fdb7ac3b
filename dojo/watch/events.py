"""What happens while one watches: files are saved and keys are pressed."""

import os
import select
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import watchfiles

STEP = 20  # milliseconds without a further change end a save
LONGEST = 200  # milliseconds that a save of many files may take


class Events:
    """Saves and keys as they come. Without a terminal there are no keys."""

    def __init__(
        self,
        folders: list[Path],
        watched: Callable[[Path], bool],
        arrived: Callable[[set[Path]], set[Path]],
    ) -> None:
        """arrived: told of a save at once, by a thread of its own; the files that it returns count."""
        self.folders, self.watched, self.arrived = folders, watched, arrived
        self.lock = threading.Lock()
        self.saved: set[Path] = set()
        self.bell, self.ring = os.pipe()
        self.terminal = sys.stdin.isatty()
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        for changes in watchfiles.watch(
            *self.folders,
            watch_filter=lambda _, path: self.watched(Path(path)),
            step=STEP,
            debounce=LONGEST,
        ):
            with self.lock:
                self.saved |= self.arrived({Path(path) for _, path in changes})
            os.write(self.ring, b".")

    def next(self) -> set[Path] | str:
        """Wait for the files that are saved next, or for a key; "" when the terminal is gone."""
        while not (found := self.changes()):
            sources = [self.bell, sys.stdin] if self.terminal else [self.bell]
            ready = select.select(sources, [], [])[0]
            if self.bell in ready:
                os.read(self.bell, 1000)
            else:
                return os.read(sys.stdin.fileno(), 1).decode(errors="replace")
        return found

    def changes(self) -> set[Path]:
        """Take what has been saved by now."""
        with self.lock:
            found, self.saved = self.saved, set()
        return found

    def waiting(self) -> bool:
        """Whether a save has come that nobody took."""
        with self.lock:
            return bool(self.saved)
