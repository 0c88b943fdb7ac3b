"""One source of one language, built and opened: whoever grades, times or calls katas holds a Runner."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from dojo.paths import BUILD, shown, unreadable, write_text
from dojo.run.exchange import START_LIMIT
from dojo.run.language import Language, languages
from dojo.run.life import Life
from dojo.run.results import Build, Profile, Reply, Status, Unavailable
from dojo.run.sandbox import asked
from dojo.run.worker import LOAD_LIMIT, Worker
from dojo.spec.cases import Function, kata, katas

SECONDS = 10.0  # that one call may take where it is graded
MEMORY = 2 << 30  # bytes that the worker may hold where it grades


def opened(
    language: str,
    source: str | Path,
    profile: Profile,
    names: Collection[str] | None = None,
) -> tuple[Language, Path, Build]:
    """A source and its program, or Unavailable with the reason and the way out."""
    if language not in languages():
        known = ", ".join(languages())
        raise Unavailable(f"There is no language {language!r}; there are {known}.")
    found = languages()[language]
    if reason := found.missing():
        raise Unavailable(reason)
    path = found.source(source)
    if not path.exists():
        raise Unavailable(f"{shown(path)} does not exist.")
    return found, path, found.build(path, profile, names)


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
        sandbox: bool = False,
        names: Collection[str] | None = None,
    ) -> None:
        """Unavailable says why the source cannot be run here, and the way out.

        names              the katas that will be asked for: no others need be built
        seconds, memory    the limits of one call and of its process (bytes); None for none
        """
        with asked(sandbox):
            self.language, self.path, built = opened(language, source, profile, names)
        self.source, self.profile, self.names = str(source), profile, names
        self.take(built)
        self.worker = worker(self.language, built.program, seconds, memory, sandbox)
        self.worker.start()
        self.life: Life | None = None  # the process of the files in `loaded`
        self.loaded: set[Path] = set()
        graded = seconds is not None and self.path.is_dir()
        self.load_limit = LOAD_LIMIT if graded else START_LIMIT

    def close(self) -> None:
        """End the worker process."""
        self.worker.close()

    def rebuild(self) -> None:
        """Build what has changed since; the next call begins a new process."""
        with asked(self.worker.sandbox):
            built = self.language.build(self.path, self.profile, self.names)
        self.take(built)
        if built.program != self.worker.program:
            self.worker.close()
            self.worker.program = built.program
        self.worker.renew()

    def take(self, built: Build) -> None:
        """What a build has come to: broken, kata → why it is not in the program; its warnings."""
        files = map(self.file, katas())
        wrong = {path.stem: unreadable(path) for path in files if path.exists()}
        self.broken = {k: w for k, w in wrong.items() if w} | built.broken
        self.warnings = built.warnings
        self.unloadable: dict[str, Reply] = {}  # kata → what came of loading its file

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
        """Whether a kata of the language has no program here yet."""
        bad = name in self.broken or name in self.unloadable
        return bad or bool(self.placeholders(name))

    # ---------------------------------------------------------------- the worker

    def ready(self, name: str) -> Reply | None:
        """Load a kata after those it needs, or their stubs where they cannot be loaded; the failing Reply, or None."""
        for each in [*kata(name).before, name] if self.path.is_dir() else [name]:
            path = self.file(each)
            if not path.exists() or path in self.loaded_by_process():
                continue
            if each not in self.unloadable:
                reply = self._load(each, path)
                if reply.status == Status.DONE:
                    continue
                self.unloadable[each] = reply
                if each != name and reply.status != Status.BROKEN:
                    return self.ready(name)  # in another process
            if each == name:
                return self.unloadable[name]
            self._load(each, self._stub_file(each), path)
        return None

    def loaded_by_process(self) -> set[Path]:
        """The files that the process has loaded, if there is a sound one."""
        if not self.worker.sound() or self.life is not self.worker.life:
            self.loaded = set()
        return self.loaded

    def _load(self, name: str, path: Path, instead_of: Path | None = None) -> Reply:
        reply = self.worker.load(name, path, self.load_limit)
        if self.life is not self.worker.life:
            self.life, self.loaded = self.worker.life, set()
        if reply.status == Status.DONE:
            self.loaded.add(instead_of or path)
        return reply

    def call(
        self, function: Function, inputs: dict[str, Any], seconds: float | None = None
    ) -> Reply:
        """The worker's Reply to inputs (name → value) that the signature has accepted, within so many seconds."""
        with self.worker.lock:
            return self.ready(function.kata) or self.worker.call(
                function.name,
                list(inputs.values()),
                function.signature.expect(inputs),
                seconds,
            )

    def _stub_file(self, name: str) -> Path:
        path = BUILD / self.language.name / "stubs" / f"{name}{self.language.SUFFIX}"
        write_text(path, self.language.stub_of(name))
        return path
