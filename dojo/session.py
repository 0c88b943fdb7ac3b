"""One source of one language, built and opened: whoever grades, times or calls katas holds a Session."""

from dojo.grade import TO_DO, WAITS, Verdict, judge
from dojo.paths import BUILD
from dojo.spec import kata
from dojo.staging import shown
from dojo.tracks import Unavailable, tracks
from dojo.worker import Worker

SECONDS = 10.0  # that one call may take
IMPATIENT = 1.0  # once the same function has taken longer than that
MEMORY = 2 << 30  # bytes that the worker may hold


class Session:
    """A track, a source ("katas", "solutions", "peers/…", a path), its program and its worker process."""

    def __init__(
        self,
        track,
        source="katas",
        profile="checked",
        seconds=SECONDS,
        memory=MEMORY,
        worker=Worker,
    ):
        if track not in tracks():
            raise Unavailable(
                f"There is no language {track!r}; there are {', '.join(tracks())}."
            )
        self.track = tracks()[track]
        if reason := self.track.missing():
            raise Unavailable(reason)
        self.name, self.path = source, self.track.source(source)
        if not self.path.exists():
            raise Unavailable(f"{shown(self.path)} does not exist.")
        built = self.track.build(self.track, self.path, profile)
        self.broken = dict(built.broken)
        self.worker = worker(self.track, built.program, seconds, memory)
        self.worker.start()
        self.loaded, self.process = set(), None
        self.slow = set()

    def close(self):
        self.worker.close()

    # ---------------------------------------------------------------- the files

    def file(self, name):
        if not self.path.is_dir():
            return self.path
        return self.path / f"{name}{self.track.SUFFIX}"

    def text(self, name):
        path = self.file(name)
        return path.read_text() if path.exists() else ""

    def holes(self, name):
        """The functions of a kata that are still to do."""
        return self.track.holes(self.text(name))

    def unfinished(self, name):
        return bool(self.holes(name)) or name in self.broken

    # ---------------------------------------------------------------- the worker

    def ready(self, name):
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
            if reply.status == "broken":
                self.broken[each] = reply.value
                if each == name:
                    return reply
                reply = self.worker.load(each, self._stub_file(each))
            if reply.status != "done":
                return reply
            self.loaded.add(path)
        return None

    def call(self, function, inputs, seconds=None):
        """The worker's Reply to inputs (name → value) that the signature has accepted."""
        signature = function.signature
        failed = self.ready(function.kata)
        return failed or self.worker.call(
            function.name, list(inputs.values()), signature.expect(inputs), seconds
        )

    def _stub_file(self, name):
        path = BUILD / self.track.name / "stubs" / f"{name}{self.track.SUFFIX}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.track.stub_of(name))
        return path

    # ---------------------------------------------------------------- grading

    def grade(self, case):
        """The Verdict on one case."""
        name, function = case.function.kata, case.function
        if verdict := self._verdict_of_the_file(name, function):
            return verdict
        seconds = IMPATIENT if function.name in self.slow else None
        reply = self.call(function, case.inputs, seconds)
        if reply.status == "timed out":
            self.slow.add(function.name)
        again = f'nox -s {self.track.name} -- {name} -k "{case.name}"'
        verdict = judge(case, reply, again)
        if verdict.word == TO_DO:
            return self._waits(name) or verdict
        return verdict

    def _verdict_of_the_file(self, name, function):
        """What can be said without a call, or None."""
        path = self.file(name)
        if not path.exists():
            way_out = (
                f"`nox -s reset -- {self.track.name} {name}` brings its stub back."
            )
            return told("does not compile", f"{shown(path)} is missing; {way_out}")
        if name in self.broken:
            return told("does not compile", self.broken[name])
        if not self.path.is_dir():
            return None
        if function.name in self.holes(name):
            return Verdict(TO_DO)
        for number, line in self.track.forbidden(self.text(name)):
            words = (
                f"{shown(path)}:{number}: {line}\nYou may multiply, you may not solve."
            )
            return told("breaks a rule", words)
        return None

    def _waits(self, name):
        """The verdict of a kata that called a function which is still to do."""
        open_needs = [need for need in kata(name).before if self.unfinished(need)]
        return Verdict(f"{WAITS} for {', '.join(open_needs)}") if open_needs else None


def told(word, fact):
    return Verdict(word, (("got", fact),))
