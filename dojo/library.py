"""Any track's katas as Python functions on numpy arrays, computed in the track's own process."""

import difflib

from dojo.refusals import KINDS
from dojo.session import Session
from dojo.spec import functions


class KataFailed(RuntimeError):
    """A kata crashed, returned something else than its signature says, or changed its input."""


def load(track, source="katas", fast=True):
    """The functions of `source` ("katas", "solutions", "peers/numpy_scipy", a path) in one language.

    The result has every kata function as a method: `load("cpp", "solutions").ols(X, y)`. Arrays may have any layout and any
    real dtype. A refusal of the kata is raised as the dojo exception of its kind; a crash raises KataFailed, and the
    next call works again.
    """
    profile = "fast" if fast else "checked"
    return Library(Session(track, source, profile, seconds=None, memory=None))


class Library:
    def __init__(self, session):
        self._session = session

    def __dir__(self):
        return [*super().__dir__(), *functions()]

    def __repr__(self):
        return f"<{self._session.track.TITLE} katas of {self._session.name}>"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """End the worker process."""
        self._session.close()

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in functions():
            close = difflib.get_close_matches(name, functions(), n=3)
            hint = f"; did you mean {' or '.join(close)}?" if close else "."
            raise AttributeError(f"There is no kata function {name}{hint}")
        return self._function(functions()[name])

    def _function(self, function):
        def call(*args, **kwargs):
            inputs = function.signature.bind(*args, **kwargs)
            function.signature.check(inputs)
            return self._result(function, self._session.call(function, inputs))

        call.__name__ = call.__qualname__ = function.name
        call.__doc__ = f"{function.formula}\n\n{function.signature}"
        call.__signature__ = function.signature.parameters
        return call

    def _result(self, function, reply):
        match reply.status:
            case "done":
                values = [
                    v if a.sizes else v.item()
                    for a, v in zip(
                        function.signature.outputs, reply.value, strict=True
                    )
                ]
                return values[0] if len(values) == 1 else tuple(values)
            case "refused":
                kind, reason = reply.value
                raise KINDS[kind](reason)
            case "to do":
                raise NotImplementedError(
                    f"{function.name}, or a kata that it needs, is still to do in {self!r}."
                )
            case "changed":
                raise KataFailed(
                    f"{function.name} changed its input {function.signature.inputs[reply.value].name}."
                )
        raise KataFailed(
            f"{function.name}: {reply.status}: {reply.value}\n{reply.printed}".rstrip()
        )
