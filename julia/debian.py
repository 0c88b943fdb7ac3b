"""An own Julia from the machine's Debian mirror, without root and without a trace in the system.

Debian 11 was the last to have one, version 1.5.3. apt runs on a state of its own, with Debian's
key, against the mirrors that the machine itself names; nothing is installed, only unpacked.
"""

import re
import shutil
import sys
import time
from pathlib import Path

from dojo.paths import make, write_text
from dojo.run import environment

SUITE = "bullseye"
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
# Every Debian has these, newer ones, and Python shares some of them with Julia in the
# worker: apt takes them for installed.
GIVEN = """debconf dpkg libacl1 libbz2-1.0 libc6 libcom-err2 libcrypt1 libgcc-s1 liblzma5
libselinux1 libstdc++6 libtinfo6 perl-base tar zlib1g"""
STANZA = """Package: {}
Status: install ok installed
Architecture: {}
Version: 99:0
Maintainer: -
Description: -
"""
APT_CONF = """
Dir::State "{apt}";
Dir::State::status "{apt}/status";
Dir::Cache "{apt}/cache";
Dir::Etc::sourcelist "{apt}/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
APT::Default-Release "";
APT::Install-Recommends "false";
APT::Sandbox::User "root";
Acquire::Languages "none";
Acquire::Retries "3";
#clear APT::Update;
#clear DPkg;
APT::Update::Error-Mode "any";
"""


class NoJulia(Exception):
    """Why there is no Julia, in one sentence."""


def fetch(prefix):
    """Unpack Julia beside `prefix`, rename when it is whole, return its program."""
    tools = map(shutil.which, ("apt-get", "dpkg", "dpkg-deb"))
    if not all(tools) or not KEYRING.exists():
        raise NoJulia("There is no Julia here, and no Debian's apt to fetch one with.")
    say("Fetching Julia from this machine's Debian mirror: 80 MB, once.")
    start = time.monotonic()
    partial = prefix.with_name(prefix.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        download(partial / "apt")
        for package in sorted(partial.glob("apt/cache/archives/*.deb")):
            run("dpkg-deb", "--extract", package, partial)
        shutil.rmtree(partial / "apt")
        partial.rename(prefix)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    say(f"Julia is in {prefix} after {time.monotonic() - start:.0f} s.")
    return prefix / "usr" / "bin" / "julia"


def download(apt):
    """Julia's packages and all that they need, from the first mirror that has them."""
    for folder in ("lists/partial", "cache/archives/partial"):
        make(apt / folder)
    architecture = run("dpkg", "--print-architecture").strip()
    given = "\n".join(STANZA.format(name, architecture) for name in GIVEN.split())
    write_text(apt / "status", given)
    write_text(apt / "apt.conf", APT_CONF.format(apt=apt))
    get = ["apt-get", "--config-file", apt / "apt.conf", "--quiet", "--yes"]
    options = f"arch={architecture} target=Packages signed-by={KEYRING}"
    reasons = ["they name no mirror."]
    for mirror in mirrors():
        source = f"deb [{options}] {mirror} {SUITE} main\n"
        write_text(apt / "sources.list", source)
        try:
            run(*get, "update")
            return run(*get, "--download-only", "install", "julia")
        except NoJulia as error:
            reasons = [str(error)]
    raise NoJulia(
        f"This machine's apt sources do not lead to Debian 11's Julia: {reasons[-1]}"
    )


def mirrors():
    """The machine's own Debian mirrors, as apt reads them from sources of any format."""
    uris = run("apt-get", "update", "--print-uris")
    release = re.compile(r"^'(\S+?)/*/dists/([^/']+)/InRelease'", re.MULTILINE)
    found = [uri for uri, suite in release.findall(uris) if "security" not in suite]
    return dict.fromkeys(found)


def run(*command):
    done = environment.run(*command)
    if done.returncode:
        words = (done.stderr or done.stdout or "nothing").strip()
        error = re.search(r"^E: (.*)", words, re.MULTILINE)
        sentence = error[1] if error else words.splitlines()[-1]
        raise NoJulia(f"{command[0]} says: {sentence.rstrip('.')}.")
    return done.stdout


def say(sentence):
    print(sentence, file=sys.stderr, flush=True)
