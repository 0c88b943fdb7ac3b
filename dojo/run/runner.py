"""One source of one language, built and opened: whoever grades, times or calls katas holds a Runner."""

from pathlib import Path
from typing import Any

from dojo.paths import BUILD, shown, unreadable, write_text
from dojo.run.language import languages
from dojo.run.results import Profile, Reply, Status, Unavailable
from dojo.run.worker import Worker
from dojo.spec.cases import Function, kata, katas

SECONDS = 10.0  # that one call may take where it is graded
MEMORY = 2 << 30  # bytes that the worker may hold where it grades


class Runner:
    """A language, a source ("katas", "solutions", "peers/…", a path), its program and its worker process."""

    def __init__(
        self,
        language: str,
        source: str | Path = "katas",
        profile: Profile = Profile.CHECKED,
        seconds: float | None = SECONDS,
        memory: int | None = MEMORY,
        worker: type[Worker] = Worker,
    ) -> None:
        """Unavailable says why the source cannot be run here, and the way out.

        seconds, memory    the limits of one call and of its process (bytes); None for none
        """
        if language not in languages():
            known = ", ".join(languages())
            raise Unavailable(f"There is no language {language!r}; there are {known}.")
        self.language = languages()[language]
        if reason := self.language.missing():
            raise Unavailable(reason)
        self.source, self.path = str(source), self.language.source(source)
        if not self.path.exists():
            raise Unavailable(f"{shown(self.path)} does not exist.")
        built = self.language.build(self.path, profile)
        files = map(self.file, katas())
        wrong = {path.stem: unreadable(path) for path in files if path.exists()}
        self.broken = {k: w for k, w in wrong.items() if w} | dict(built.broken)
        self.worker = worker(self.language, built.program, seconds, memory)
        self.worker.start()
        self.loaded: set[Path] = set()
        self.process: object = None

    def close(self) -> None:
        """End the worker process."""
        self.worker.close()

    # ---------------------------------------------------------------- the files

    def file(self, name: str) -> Path:
        if not self.path.is_dir():
            return self.path
        return self.path / f"{name}{self.language.SUFFIX}"

    def text(self, name: str) -> str:
        path = self.file(name)
        return (
            path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
        )

    def placeholders(self, name: str) -> set[str]:
        """The functions of a kata that are still to do."""
        return self.language.placeholders(self.text(name))

    def unfinished(self, name: str) -> bool:
        return name in self.broken or bool(self.placeholders(name))

    # ---------------------------------------------------------------- the worker

    def ready(self, name: str) -> Reply | None:
        """Load a kata after those it needs; the failing Reply, or None."""
        if self.process is not self.worker.process or self.process is None:
            self.loaded = set()
        needed = [*kata(name).before, name] if self.path.is_dir() else [name]
        for each in needed:
            path = self.file(each)
            if path in self.loaded or not path.exists():
                continue
            reply = self.worker.load(each, path)
            self.process = self.worker.process
            if reply.status == Status.BROKEN:
                self.broken[each] = reply.value
                if each == name:
                    return reply
                reply = self.worker.load(each, self._stub_file(each))
            if reply.status != Status.DONE:
                return reply
            self.loaded.add(path)
        return None

    def call(
        self, function: Function, inputs: dict[str, Any], seconds: float | None = None
    ) -> Reply:
        """The worker's Reply to inputs (name → value) that the signature has accepted, within so many seconds."""
        failed = self.ready(function.kata)
        return failed or self.worker.call(
            function.name,
            list(inputs.values()),
            function.signature.expect(inputs),
            seconds,
        )

    def _stub_file(self, name: str) -> Path:
        path = BUILD / self.language.name / "stubs" / f"{name}{self.language.SUFFIX}"
        write_text(path, self.language.stub_of(name))
        return path
