"""Where lines are run: a warm process per library, and Julia's own for Julia's lines. What comes back is plain data."""

import secrets
from typing import Any, Protocol

from dojo.paths import BUILD, write_text
from dojo.practice.drills import DRILLS, Drill, Library
from dojo.run.exchange import Exchange
from dojo.run.language import languages
from dojo.run.results import Profile, Reply, Status, Unavailable
from dojo.run.runner import MEMORY, SECONDS
from dojo.run.worker import Worker
from dojo.spec.signature import parse

TURNS = 5  # draws of one question


class Desk(Protocol):
    """What a question asks of a library's process."""

    def outcomes(self, drill: Drill, line: str, seed: int) -> Reply:
        """done and a description per draw, as child.py has them; or how the line ended the process."""

    def given(self, drill: Drill, seed: int, turn: int = 0) -> dict[str, str]:
        """The drawn data in words, by name."""

    def renew(self) -> None:
        """A fresh process for what comes next."""

    def close(self) -> None: ...


class PythonDesk(Exchange):
    """The process of one library."""

    ACTIONS = "dojo.practice.child"

    def __init__(self, library: Library) -> None:
        program = DRILLS / library.name  # its file without the suffix
        super().__init__(languages()["python"], program, SECONDS, MEMORY)
        self.start()

    def outcomes(self, drill: Drill, line: str, seed: int) -> Reply:
        return self.ask(self.seconds, "outcomes", drill.name, line, seed, TURNS)

    def given(self, drill: Drill, seed: int, turn: int = 0) -> dict[str, str]:
        found: dict[str, str] = self.value("given", drill, seed, turn)
        return found

    def value(self, action: str, drill: Drill, seed: int, turn: int) -> Any:
        """What the project's own part of a drill is worth; Unavailable where it fails."""
        reply = self.ask(self.seconds, action, drill.name, seed, turn)
        if reply.status != Status.DONE:
            raise Unavailable(
                f"{drill.name} cannot be drawn: {reply.value} {reply.printed}"
            )
        return reply.value

    def renew(self) -> None:
        super().renew()
        self.start()


class JuliaDesk:
    """Data are drawn in Python, lines are functions of them in Julia."""

    def __init__(self, library: Library) -> None:
        self.language = languages()[library.language]
        if reason := self.language.missing():
            raise Unavailable(reason)
        self.library, self.drawer = library, PythonDesk(library)
        folder = BUILD / "drills"
        program = self.language.build(folder, Profile.CHECKED).program
        self.worker = Worker(self.language, program, SECONDS, MEMORY)
        self.file = folder / f"line-{secrets.token_hex(4)}{self.language.SUFFIX}"

    def outcomes(self, drill: Drill, line: str, seed: int) -> Reply:
        signature = parse(drill.signature)
        found: list[dict[str, Any]] = []
        names = ", ".join(a.name for a in signature.inputs)
        head = f"{self.library.head}\nfunction {signature.name}({names})"
        write_text(self.file, f"{head}\n{line}\nend\n")
        loaded = self.worker.load(drill.name, self.file)
        if loaded.status != Status.DONE:
            return loaded
        for turn in range(TURNS):
            inputs = signature.bind(**self.drawer.value("inputs", drill, seed, turn))
            outputs = signature.expect(inputs)
            reply = self.worker.call(signature.name, [*inputs.values()], outputs)
            match reply.status:
                case Status.DONE:
                    items = [described(x) for x in reply.value]
                    one = (
                        items[0] if len(items) == 1 else {"is": "tuple", "items": items}
                    )
                    found.append({"value": one, "changed": []})
                case Status.CHANGED:
                    name = list(inputs)[reply.value]
                    found.append({"value": {"is": "None"}, "changed": [name]})
                case Status.ERROR | Status.WRONG_SHAPE | Status.REFUSED:
                    words = str(reply.value).partition("\n")[0]
                    found.append({"raises": "an error", "words": words})
                case _:
                    return reply
        return Reply(Status.DONE, found, "")

    def given(self, drill: Drill, seed: int, turn: int = 0) -> dict[str, str]:
        return self.drawer.given(drill, seed, turn)

    def renew(self) -> None:
        """Its process stays: the next line takes the place of this one."""

    def close(self) -> None:
        self.worker.close()
        self.drawer.close()
        self.file.unlink(missing_ok=True)


def described(x: Any) -> dict[str, Any]:
    """As describe.py has it."""
    kind = {"is": "array", "shape": list(x.shape)} if x.ndim else {"is": "number"}
    return {**kind, "values": x.astype(float)}


def opened(library: Library) -> Desk:
    """The process of a library; Unavailable says why there is none, and the way out."""
    if reason := library.missing():
        raise Unavailable(reason)
    return PythonDesk(library) if library.language == "python" else JuliaDesk(library)
