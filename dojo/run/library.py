"""Any language's katas as Python functions on numpy arrays, computed in the language's own process."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from dojo.paths import shown
from dojo.run.local import Local
from dojo.run.results import Profile, Reply, Status
from dojo.run.runner import Runner
from dojo.spec.cases import Function, functions, kata
from dojo.spec.near import near
from dojo.spec.refusals import KINDS

ANSWERED = (Status.DONE, Status.REFUSED, Status.TO_DO, Status.CHANGED)


class KataFailed(RuntimeError):
    """A kata crashed, returned something else than its signature says, or changed its input."""


def load(
    language: str,
    source: str | Path = "katas",
    fast: bool = True,
    in_process: bool = False,
) -> "Library":
    """The functions of `source` ("katas", "solutions", "peers/numpy_scipy", a path) in one language.

    The result has every kata function as a method: `load("cpp", "solutions").ols(X, y)`. Arrays may have any layout and any
    real dtype. A refusal of the kata is raised as the dojo exception of its kind; a crash raises KataFailed, and the
    next call works again.

    Any number of threads may call it, one after another; a forked copy of this process begins a worker of its own.

    fast          built with everything that this processor has; else with bounds checked, as it is graded
    in_process    open a compiled program in this process, where a call costs microseconds and a crash ends all
    """
    profile = Profile.TIMED if fast else Profile.CHECKED
    if in_process:
        return Library(Local(language, source, profile))
    return Library(Runner(language, source, profile, seconds=None, memory=None))


class Library:
    """The katas of one source as methods."""

    def __init__(self, runner: Runner | Local) -> None:
        self._runner = runner

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *functions()]

    def __repr__(self) -> str:
        return f"<{self._runner.language.TITLE} katas of {self._runner.source}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker process."""
        self._runner.close()

    def reload(self) -> None:
        """From now on the functions are those of the files as they are now."""
        self._runner.rebuild()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in functions():
            close = near(name, functions())
            hint = f"; did you mean {' or '.join(close)}?" if close else "."
            raise AttributeError(f"There is no kata function {name}{hint}")
        return self._function(functions()[name])

    def _function(self, function: Function) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            inputs = function.signature.bind(*args, **kwargs)
            function.signature.check(inputs)
            if words := self._runner.broken.get(function.kata):
                raise KataFailed(f"{function.kata} does not compile:\n{words}")
            reply = self._runner.call(function, inputs)
            return self._result(function, reply)

        call.__name__ = call.__qualname__ = function.name
        call.__doc__ = documentation(function)
        call.__signature__ = function.signature.parameters  # type: ignore[attr-defined]
        return call

    def _result(self, function: Function, reply: Reply) -> Any:
        name, signature = function.name, function.signature
        if reply.printed and reply.status in ANSWERED:
            print(reply.printed_briefly())
        match reply.status:
            case Status.DONE:
                pairs = zip(signature.outputs, reply.value, strict=True)
                values = [value if a.sizes else value.item() for a, value in pairs]
                return values[0] if len(values) == 1 else tuple(values)
            case Status.REFUSED:
                kind, reason = reply.value
                raise KINDS[kind](reason)
            case Status.TO_DO:
                raise NotImplementedError(
                    f"{name}, or a kata that it needs, is still to do in {self!r}."
                )
            case Status.CHANGED:
                raise KataFailed(
                    f"{name} changed its input {signature.inputs[reply.value].name}."
                )
        if words := self._runner.language.lacks(function.kata, self._runner.path):
            raise NotImplementedError(words)
        raise KataFailed(
            f"{name}: {reply.status}: {reply.value}\n{reply.printed_briefly()}".rstrip()
        )


def documentation(function: Function) -> str:
    """The formula, the signature with its shapes, what is refused, and where the rest stands."""
    each = kata(function.kata)
    refused = dict.fromkeys(
        c.refuses for c in each.cases if c.function == function and c.refuses
    )
    kinds = ["EmptyInput", "ShapeMismatch", "NonFinite", *refused]
    return "\n".join(
        [
            function.formula,
            "",
            f"Signature: {function.signature}",
            f"Refuses: {', '.join(dict.fromkeys(kinds))}",
            "Units: the loss is a mean over n, penalties are λ·pen(w) (shared_tests/README.md).",
            f"More: {shown(each.folder / 'README.md')}",
        ]
    )
