"""A call that goes wrong, once more with every access of its kata watched: which line, and why."""

import re
from dataclasses import replace
from pathlib import Path

from dojo.paths import shown
from dojo.run import once
from dojo.run.foreground import Call
from dojo.run.results import Profile, Unavailable

from . import messages, toolchain
from .libraries import make
from .project import Project

REASONS = {  # what the sanitizer calls it → what it is
    "heap-buffer-overflow": "it {reads} beyond the end of an array",
    "heap-use-after-free": "it uses memory that has been given back",
    "stack-buffer-overflow": "it {reads} beyond the end of a local array",
    "dynamic-stack-buffer-overflow": "it {reads} beyond the end of a local array",
    "global-buffer-overflow": "it {reads} beyond the end of a global array",
    "stack-use-after-return": "it uses a local variable of a function that has returned",
    "stack-use-after-scope": "it uses a local variable that is gone",
    "stack-overflow": "it calls itself without end, or its local arrays are too large",
    "double-free": "it gives back the same memory twice",
    "alloc-dealloc-mismatch": "it gives memory back in another way than it was taken",
    "negative-size-param": "it copies a negative number of bytes",
    "requested": "it asks for more memory than there can be",
    "SEGV": "it follows a pointer to nowhere",
    "ABRT": "a check has failed",
}
UNCAUGHT = (
    "KATA_UNCAUGHT"  # where it is set, the border lets every exception end the process
)
THROWN = re.compile(
    r"^terminate called after throwing an instance of '(.*)'(?:\n +what\(\):  (.*))?",
    re.MULTILINE,
)
UNINITIALISED = re.compile(r"\[-W(?:maybe-)?uninitialized\]")


def diagnose(call: Call) -> str:
    """The learner's line and the reason, or ""."""
    try:
        toolchain.sanitizers()
    except Unavailable:
        return ""
    language, source, kata = call.language, call.source, call.function.kata
    watched = Project(language, source, Profile.SANITIZED)
    built = Project(language, source, Profile.CHECKED)
    built.build([kata])
    program = built.with_watched(watched, kata)
    if program is None:
        return ""
    environment = toolchain.preloaded(Profile.SANITIZED) | {UNCAUGHT: "1"}
    said = once.watched(replace(call, program=program), **environment)
    return told(said, built.file(kata)) or uninitialised(make(watched.own(kata)).words)


def told(report: str, file: Path) -> str:
    """A sanitizer's report in a sentence, at the innermost line of this file."""
    place = re.search(rf"{re.escape(shown(file))}:\d+", report)
    undefined = re.search(r"^\S+: runtime error: (.*)", report, re.MULTILINE)
    found = re.search(r"ERROR: AddressSanitizer: (?:attempting )?([\w-]+)", report)
    if not place or not (found or undefined):
        return ""
    if undefined:
        return f"{place[0]}: {undefined[1]}"
    words = REASONS.get(found[1], f"the sanitizer calls it {found[1]}")
    if assertion := re.search(r"Assertion '(.*)' failed", report):
        words = f"a check of the standard library has failed: {assertion[1]}"
    elif check := re.search(r"^\S+:\d+: (.* (?:matrix|differ))$", report, re.MULTILINE):
        words = check[1]
    elif thrown := THROWN.search(report):
        name = re.sub(r"^std::__cxx11::basic_string<.*", "std::string", thrown[1])
        words = f"{name}: {thrown[2]}" if thrown[2] else f"it threw {name}"
    elif "terminate called" in report:
        words = "it called std::terminate"
    writes = re.search(r"^WRITE of size", report, re.MULTILINE)
    return f"{place[0]}: {words.replace('{reads}', 'writes' if writes else 'reads')}"


def uninitialised(words: str) -> str:
    """What no sanitizer of g++ sees, but the compiler."""
    found = [
        text for _, _, text in messages.diagnostics(words) if UNINITIALISED.search(text)
    ]
    return "\n\n".join(found)
