"""A command in a terminal of its own, of 80 columns, as a person sees it."""

import os
import pty
import re
import select
import signal
import sys
import termios
import time

CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """`python -m dojo WORDS` in a folder."""

    def __init__(self, folder, *words):
        self.pid, self.screen = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.environ.update(PYTHONPATH=str(folder), COLUMNS="80", TERM="xterm")
            os.execv(sys.executable, [sys.executable, "-m", "dojo", *words])
        self.text = ""  # that nobody has looked at

    def until(self, pattern, seconds=60.0):
        """What is printed up to the first match of a pattern."""
        end = time.monotonic() + seconds
        while not (match := re.search(pattern, self.text)):
            assert time.monotonic() < end, f"no {pattern!r} in\n{self.text}"
            if select.select([self.screen], [], [], 0.1)[0]:
                try:
                    piece = os.read(self.screen, 1 << 16).decode(errors="replace")
                except OSError:  # the command has ended
                    piece = ""
                assert piece, f"it ended without {pattern!r} in\n{self.text}"
                self.text += CODES.sub("", piece).replace("\r", "")
        seen, self.text = self.text[: match.end()], self.text[match.end() :]
        return seen

    def press(self, keys):
        os.write(self.screen, keys.encode())

    def echoes(self):
        """Whether what is typed is shown, as it should be where nobody watches."""
        return bool(termios.tcgetattr(self.screen)[3] & termios.ECHO)

    def ended(self, seconds=20.0):
        """The exit code."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if select.select([self.screen], [], [], 0.05)[0]:
                try:
                    os.read(self.screen, 1 << 16)
                except OSError:
                    break
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)

    def close(self):
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(self.screen)
