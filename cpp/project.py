"""A source, compiled: its katas and, with what all sources have in common, their program."""

import re
import time
from collections.abc import Iterable
from pathlib import Path

from dojo.paths import BUILD, shown, write_text
from dojo.run import build as builds
from dojo.run import heads
from dojo.run.language import Language
from dojo.run.results import Build, Profile, Unavailable
from dojo.spec.cases import Function, functions, kata, katas

from . import messages, toolchain, written
from .libraries import Library, content, digest, headers, make, make_all, probe

PEERS = {  # the options of a peer's library, as pkg-config knows it, and where there is none
    "eigen": ("eigen3", ["-isystem/usr/include/eigen3"]),
    "armadillo": ("armadillo", ["-larmadillo"]),
}


class Project:
    """A source in one profile, and its folder of build/."""

    def __init__(self, language: Language, source: Path, profile: Profile) -> None:
        self.language, self.source, self.profile = language, source, profile
        self.folder = builds.folder(language, source, profile)
        self.common = BUILD / language.name / f"common-{profile}"  # of all sources
        self.shared = headers()
        found = sorted(source.glob("*")) if source.is_dir() else []
        self.beside = [path for path in found if self.stands_beside(path)]

    def stands_beside(self, path: Path) -> bool:
        """A helper's file: every kata may include it."""
        return path.is_file() and path.stem not in katas()

    # ---------------------------------------------------------------- the libraries

    def own(self, name: str) -> Library:
        """A kata's library."""
        file, declared = self.file(name), self.declared.path
        command = [*toolchain.command(self.profile), *toolchain.LINK, shown(file)]
        if self.heading:  # g++ takes katas.hpp.gch where it would look for katas.hpp
            command.insert(1, f"-I{shown(self.common)}")
        path = self.folder / f"{name}.so"
        text = self.text(name)
        included = [p for p in self.beside if f'"{p.name}"' in text]
        helpers = map(content, self.beside) if included else []
        text = digest("\0".join([self.shared, content(file), *helpers]))
        return Library(path, (*command, str(declared)), text)

    @property
    def declared(self) -> Library:
        text, path = written.declared(), self.common / "declared.cpp"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            write_text(path, text)
        command = [
            *toolchain.command(self.profile),
            *toolchain.LINK,
            "-O0",
            "-w",
            shown(path),
        ]
        return Library(
            path.with_suffix(".so"), tuple(command), digest(self.shared + text)
        )

    @property
    def heading(self) -> Library | None:
        """katas.hpp, read and understood once, where the compiler can keep that; not where building is timed."""
        if self.profile == Profile.TIMED or not toolchain.keeps_headers():
            return None
        header = self.language.folder / "katas.hpp"
        command = [*toolchain.command(self.profile), "-w", "-x", "c++-header"]
        path = self.common / "katas.hpp.gch"
        return Library(path, (*command, shown(header)), self.shared)

    @property
    def bindings(self) -> Library:
        path = self.language.folder / "bindings.cpp"
        # it only copies: optimised or sanitized, it would take its time to compile
        command = [*toolchain.command(self.profile), "-O1", "-g0", "-c", shown(path)]
        if self.profile == Profile.SANITIZED:
            command += ["-O0", "-fno-sanitize=all"]
        text = digest(self.shared + content(path))
        return Library(self.common / "bindings.o", tuple(command), text)

    def program(self, parts: dict[str, Library]) -> Library:
        """The bindings and these katas."""
        first, last = str(self.bindings.path), str(self.declared.path)
        middle = [str(parts[name].path) for name in sorted(parts)]
        command = toolchain.command(self.profile)
        words = (*command, *toolchain.LINK, first, *middle, last)
        path = self.folder / f"program-{digest(' '.join(words))[:12]}.so"
        return Library(path, words, self.bindings.key + self.declared.key)

    # ---------------------------------------------------------------- the build

    def build(self, names: Iterable[str] | None) -> Build:
        """The program of the katas that are asked for, with those they use. A kata whose file is as it was given out
        is not compiled: whoever calls it finds `declared`. Sanitized, only those that are named are watched."""
        fresh, start = not self.folder.exists(), time.perf_counter()
        with builds.locked(self.folder):
            broken = builds.incomplete(self.language, self.source)
            wanted = self.used(katas() if names is None else names)
            begun = [n for n in wanted if n not in broken and self.begun(n)]
            with builds.locked(self.common):
                common = [self.bindings, self.declared, self.heading]
                made = make_all(library for library in common if library)
            if not all(each.done for each in made):
                words = "\n".join(each.words for each in made)
                raise RuntimeError(f"{self.language.name}/ does not build:\n{words}")
            parts = {name: self.own(name) for name in begun}
            said = dict(zip(parts, make_all(parts.values()), strict=True))
            for name, each in said.items():
                if not each.done:
                    broken[name] = self.blame(name, each.words)
            program = self.assembled(parts, broken)
        if fresh and names is None:
            seconds = f"{time.perf_counter() - start:.3f}"
            write_text(self.folder / builds.SECONDS, seconds)
        found = {n: self.warnings(n, said[n].words) for n in parts if n not in broken}
        return Build(program, broken, {n: words for n, words in found.items() if words})

    def with_watched(self, watched: "Project", name: str) -> Path | None:
        """The program of a kata and those it uses, in which that kata is the other project's; None if it does not
        compile."""
        with builds.locked(self.folder), builds.locked(watched.folder):
            with builds.locked(watched.common):
                for library in (watched.declared, watched.heading):
                    if library:
                        make(library)
            parts = {n: self.own(n) for n in self.used([name])}
            parts = {n: part for n, part in parts.items() if part.path.exists()}
            parts[name] = watched.own(name)
            program = self.program(parts)
            done = make(parts[name]).done and make(program).done
        return program.path if done else None

    def assembled(self, parts: dict[str, Library], broken: dict[str, str]) -> Path:
        """The program of the katas that can be loaded; the others become broken."""
        while True:
            good = {name: part for name, part in parts.items() if name not in broken}
            program = self.program(good)
            if not (linked := make(program)).done:
                raise RuntimeError(
                    f"{self.language.name}/ does not link:\n{linked.words}"
                )
            loaded = program.path.with_suffix(".loaded")
            keys = digest("".join(part.key for part in good.values()))
            if loaded.exists() and loaded.read_text(encoding="utf-8") == keys:
                return program.path
            blamed = self.faults(program.path, good)
            if not blamed:
                write_text(loaded, keys)
                return program.path
            broken |= blamed

    def faults(self, program: Path, parts: dict[str, Library]) -> dict[str, str]:
        """{kata: why} of those that cannot be loaded, or leave a function of theirs to `declared`."""
        watched = toolchain.preloaded(self.profile)
        own = [f for name in parts for f in kata(name).functions]
        fault, homes = probe(program, own, watched)
        if not fault:
            lost = [f for f in own if Path(homes[f]).name == self.declared.path.name]
            return {functions()[f].kata: self.lost(functions()[f]) for f in lost}
        alone = {name: probe(part.path, (), watched)[0] for name, part in parts.items()}
        found = {name: words for name, words in alone.items() if words}
        if not found:
            raise RuntimeError(f"{shown(program)} {fault}")
        return {
            name: f"{shown(self.file(name))} {words}\n"
            "Look at its variables outside of functions: they are computed then."
            for name, words in found.items()
        }

    # ---------------------------------------------------------------- what is said

    def blame(self, name: str, words: str) -> str:
        """The compiler's errors, and before them what the heads have otherwise than the signatures."""
        file = self.file(name)
        different = heads.differences(self.language, name, file)
        return "\n\n".join(filter(None, [different, messages.errors(words, file)]))

    def lost(self, function: Function) -> str:
        file = self.file(function.kata)
        different = heads.differences(self.language, function.kata, file)
        declared = written.prototype(function, "kata::")
        return different or (
            f"{shown(file)} does not define kata::{function.name}.\n"
            f"katas.hpp declares {declared};"
        )

    def warnings(self, name: str, words: str) -> str:
        """Without those of functions that are still to do."""
        text, skipped = self.text(name), []
        to_do = self.language.placeholders(text)
        for function, match in self.language.functions(text).items():
            if function in to_do:
                first, last = (text.count("\n", 0, at) + 1 for at in match.span())
                skipped.append(range(first, last + 1))
        return messages.warnings(words, skipped)

    # ---------------------------------------------------------------- its files

    def file(self, name: str) -> Path:
        return self.source / f"{name}{self.language.SUFFIX}"

    def text(self, name: str) -> str:
        path = self.file(name)
        return (
            path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        )

    def begun(self, name: str) -> bool:
        """Whether there is anything in its file but the stub."""
        return self.text(name) != self.language.stub_of(name)

    def used(self, names: Iterable[str]) -> list[str]:
        """These katas, those they need and those that their files mention."""
        found: set[str] = set()
        todo = list(names)
        while todo:
            if (name := todo.pop()) in found:
                continue
            found.add(name)
            words = set(re.findall(r"\w+", self.text(name))) & set(functions())
            todo += [*kata(name).before, *(functions()[word].kata for word in words)]
        return sorted(found)


def build_peer(language: Language, source: Path, profile: Profile) -> Build:
    """A library behind the signatures, which binds itself: a program of one file."""
    folder = builds.folder(language, source, profile)
    name, options = PEERS.get(source.stem, ("", []))
    found = toolchain.package(name) or options
    compile = [o for o in found if not o.startswith(("-l", "-L"))]
    link = [o for o in found if o.startswith(("-l", "-L"))]
    command = (
        *toolchain.command(profile),
        *toolchain.LINK,
        # a library of templates has more names than code
        "-g" if profile == Profile.SANITIZED else "-g0",
        *compile,
        shown(source),
        *link,
    )
    with builds.locked(folder):
        path = folder / f"{source.stem}.so"
        made = make(Library(path, command, headers() + content(source)))
    if made.done:
        return Build(path)
    if absent := re.search(r'error:? "(.*)"', made.words):
        raise Unavailable(absent[1])
    raise RuntimeError(f"{language.name}/ does not build:\n{made.words}")
