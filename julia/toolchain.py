"""Which Julia this is: $JULIA, else `julia` on PATH, else an own one from debian.py."""

import json
import os
import shutil
from functools import cache
from pathlib import Path

from dojo.paths import BUILD, read_json, write_text
from dojo.run.build import locked
from dojo.run.environment import run

from . import debian
from .debian import NoJulia

HOME = BUILD / "julia"
PREFIX = HOME / "debian"
KNOWN = HOME / "julia.json"
QUESTION = """
import Libdl
println(VERSION)
println(Sys.BINDIR)
println(unsafe_string(Base.JLOptions().image_file))
println(first(filter(path -> occursin(r"^libjulia[.]", basename(path)), Libdl.dllist())))
"""
FACTS = ("version", "bindir", "image", "library")
WAY_OUT = "Install Julia with juliaup so that `julia` is on PATH, or set JULIA to its program."


@cache
def missing():
    """Why there is no Julia, and the way out; an empty string where there is one."""
    try:
        julia()
    except NoJulia as error:
        return f"{error} {WAY_OUT}"
    return ""


@cache
def julia():
    """What this Julia says of itself, asked once: its FACTS, and its program."""
    if (program := find()) and (facts := known(program)):
        return facts
    with locked(HOME):
        program = find() or debian.fetch(PREFIX)
        facts = known(program)
        if not facts:
            program = os.path.abspath(program)
            facts = {"key": key(program), "program": program, **ask(program)}
            write_text(KNOWN, json.dumps(facts, indent=1))
        return facts


def known(program):
    """What has been asked before of this very program; {} where nothing was."""
    facts = read_json(KNOWN, {})
    same = facts.get("key") == key(program) and Path(facts.get("library", "")).is_file()
    return facts if same else {}


def key(program):
    path = os.path.abspath(program)
    return [path, os.path.getmtime(path)]


def find():
    named = os.environ.get("JULIA")
    path = shutil.which(named or "julia")
    if named and not path:
        raise NoJulia(f"JULIA is set to {named}, which is no program.")
    own = PREFIX / "usr" / "bin" / "julia"
    return path or (own if own.exists() else None)


def ask(program):
    done = run(program, "--startup-file=no", "-e", QUESTION, **libraries(program))
    answers = done.stdout.splitlines()
    if done.returncode or len(answers) != len(FACTS):
        words = (done.stderr.strip() or f"exit code {done.returncode}").splitlines()
        raise NoJulia(f"{program} does not run: {words[0].rstrip('.')}.")
    return dict(zip(FACTS, answers, strict=True))


def libraries(program):
    """Where the libraries of an own Julia are; any other finds its own."""
    if PREFIX not in Path(program).parents:
        return {}
    own = [*PREFIX.glob("usr/lib/*-linux-gnu*"), *PREFIX.glob("lib/*-linux-gnu*")]
    others = os.environ.get("LD_LIBRARY_PATH")
    return {
        "LD_LIBRARY_PATH": os.pathsep.join([*map(str, own), *filter(None, [others])])
    }
