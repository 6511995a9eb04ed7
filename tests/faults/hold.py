#!/usr/bin/env python3
"""Whatever fails during a build: the old site or the new one stands whole, nothing of others is lost, the next build needs
no help, and what is said is the cause.

    hold.py BIN [short|long]

Each call by which the program reads and writes fails in turn with each of the errors that systems know, or is the last
one before the program is killed (strace does it, to the real program); disks and their lists of files run full (a small
tmpfs, where we are root); two builds run at once, and somebody writes beside. `short` tries a few points of each kind."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
FIXTURES = HERE.parent / "fixtures"
NOW = "2019-10-15T08:00:00+07:00"
OWN = {".thidua-site", ".thidua-making"}

WRITES = {
    "write": ["ENOSPC", "EDQUOT", "EIO"],
    "openat": ["EACCES", "EMFILE", "ENOSPC", "EROFS", "EIO", "ENAMETOOLONG"],
    "mkdir,mkdirat": ["ENOSPC", "EDQUOT", "EACCES", "EROFS"],
    "link,linkat": ["EPERM", "EMLINK", "EXDEV", "ENOSPC"],
    "rename,renameat,renameat2": ["EACCES", "EIO", "EINVAL", "EBUSY", "ENOSPC"],
    "unlink,unlinkat,rmdir": ["EACCES", "EIO", "EBUSY"],
    "fsync,syncfs,fdatasync": ["EIO", "ENOSPC"],
}
READS = {
    "read,pread64": ["EIO"],
    "getdents64": ["EIO"],
    "statx,newfstatat,fstat": ["EIO", "EACCES"],
    "readlink,readlinkat": ["EIO"],
}
KILLS = ["openat", "write", "mkdir,mkdirat", "link,linkat", "rename,renameat,renameat2", "unlink,unlinkat,rmdir"]

failures = []
tried = 0


def check(good, *what):
    global tried
    tried += 1
    if not good:
        failures.append(" ".join(map(str, what)))
        print("FAILED:", failures[-1], flush=True)
    return good


def tree(folder):
    """Every file below a folder, but the program's own marks."""
    found = {}
    for root, _, files in os.walk(folder):
        for file in files:
            path = Path(root, file)
            name = str(path.relative_to(folder))
            if name not in OWN:
                found[name] = path.read_bytes()
    return found


class Trial:
    """A site folder with an old site in it, and what the new one will be."""

    def __init__(self, program, work):
        self.program = program
        self.site = Path(work, "site")
        self.out = Path(work, "out", "public")
        for fixture in ["_base", "every-page"]:
            shutil.copytree(FIXTURES / fixture, self.site, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected", "_without"))
        self.page = self.site / "content" / "gioi-thieu.md"
        self.texts = [self.page.read_text(), self.page.read_text() + "\nMột câu mới.\n"]
        for path in self.site.rglob("*"):
            os.utime(path, (1_500_000_000, 1_500_000_000))
        self.trees = []
        self.saved = Path(work, "saved")
        for number, text in reversed(list(enumerate(self.texts))):
            shutil.rmtree(self.out, ignore_errors=True)
            self.page.write_text(text)
            os.utime(self.page, (1_500_000_000 + number,) * 2)
            assert self.run().returncode == 0
            self.put_theirs()
            self.trees.insert(0, tree(self.out))
        shutil.copytree(self.out, self.saved, symlinks=True)
        self.page.write_text(self.texts[1])
        os.utime(self.page, (1_500_000_001,) * 2)

    def put_theirs(self):
        (self.out / ".well-known").mkdir(exist_ok=True)
        (self.out / ".well-known" / "a.txt").write_text("theirs")
        (self.out / "web.config").write_text("theirs")

    def reset(self):
        shutil.rmtree(self.out.parent, ignore_errors=True)
        self.out.parent.mkdir(parents=True)
        shutil.copytree(self.saved, self.out, symlinks=True)

    def command(self):
        return [self.program, "build", "--root", self.site, "--out", self.out, "--now", NOW, "--lang", "en"]

    def run(self, before=(), **more):
        environment = {"RAYON_NUM_THREADS": "1", "PATH": os.environ["PATH"]}
        self.out.parent.mkdir(parents=True, exist_ok=True)
        return subprocess.run([*before, *self.command()], capture_output=True, text=True, env=environment, timeout=120, **more)

    def hold(self, ran, what):
        """What must be true after whatever happened to a run."""
        seen = tree(self.out)
        done = ran.returncode == 0
        whole = seen == self.trees[1] or (not done and seen == self.trees[0])
        check(whole, what, "exit", ran.returncode, "the site is", sorted(set(seen) ^ set(self.trees[1]))[:5], ran.stderr[-300:])
        check("panicked" not in ran.stderr, what, "panicked", ran.stderr[-600:])
        errors = [line for line in ran.stderr.splitlines() if line.startswith("error[")]
        check(len(errors) <= 3, what, "says", len(errors), "errors:", errors[:4])
        again = self.run()
        left = [entry.name for entry in self.out.parent.iterdir() if entry.name != "public"]
        mended = again.returncode == 0 and tree(self.out) == self.trees[1] and not left
        check(mended, what, "the next build exits", again.returncode, left, again.stderr[-300:])


def calls(trial, names):
    """How often the program calls these."""
    trial.reset()
    ran = trial.run(["strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-c", "-S", "calls", "-e", f"trace={names}"])
    del ran
    log = tempfile.NamedTemporaryFile()
    trial.reset()
    trial.run(["strace", "-f", "--seccomp-bpf", "-qq", "-o", log.name, "-e", f"trace={names}"])
    counts = {}
    for line in Path(log.name).read_text(errors="replace").splitlines():
        thread = line.split()[0]
        if "resumed>" not in line and "(" in line:
            counts[thread] = counts.get(thread, 0) + 1
    return max(counts.values(), default=0)


def points(count, is_long, of):
    """The calls at which something happens: all, or some of them, the first and the last ones among them."""
    if is_long or count <= of:
        return range(1, count + 1)
    step = max(1, count // of)
    return sorted({*range(1, count + 1, step), count - 1, count})


def inject(trial, is_long):
    for group in [WRITES, READS]:
        for names, errors in group.items():
            count = calls(trial, names)
            few = 4 if group is WRITES else 3
            for error in errors:
                for when in points(count, is_long, few):
                    trial.reset()
                    what = f"{names} {error} at {when} of {count}:"
                    fault = f"inject={names}:error={error}:when={when}"
                    ran = trial.run(["strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e", f"trace={names}", "-e", fault])
                    trial.hold(ran, what)
    for names in KILLS:
        count = calls(trial, names)
        for when in points(count, is_long, 8):
            trial.reset()
            fault = f"inject={names}:signal=KILL:when={when}"
            ran = trial.run(["strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e", f"trace={names}", "-e", fault])
            trial.hold(ran, f"killed at {names} {when} of {count}:")


def full(trial, is_long):
    """A disk without room, and one without room for more files."""
    if os.geteuid() != 0:
        print("skipped: full disks can only be made by root")
        return
    disk = trial.out.parent
    size = sum(len(content) for content in trial.trees[0].values())
    files = len(trial.trees[0])
    for options in [f"size={size + size // n}" for n in (3, 8)] + [f"nr_inodes={files + files // n}" for n in (2, 8)]:
        shutil.rmtree(disk, ignore_errors=True)
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", disk], capture_output=True, text=True)
        if mounted.returncode != 0:
            print("skipped: no tmpfs can be mounted here")
            return
        try:
            # Every page is new, so that nothing can be linked.
            try:
                shutil.copytree(trial.saved, trial.out, symlinks=True)
            except shutil.Error:
                print("skipped: the old site does not fit:", options)
                continue
            before = tree(trial.out)
            command = [*trial.command(), "--base-url", "https://example.org/mot-dia-chi-khac"]
            ran = subprocess.run(command, capture_output=True, text=True, timeout=120)
            errors = [line for line in ran.stderr.splitlines() if line.startswith("error[")]
            check(ran.returncode == 3, options, "exit", ran.returncode, ran.stderr[-300:])
            check(len(errors) == 1 and "os error 28" in errors[0], options, "says", errors[:3])
            check(tree(trial.out) == before, options, "the old site is as it was")
            left = [entry.name for entry in disk.iterdir() if entry.name != "public"]
            check(not left, options, "leaves", left)
        finally:
            subprocess.run(["umount", disk], check=True)


def at_once(trial, is_long):
    """Two builds of one folder."""
    for _ in range(20 if is_long else 3):
        trial.reset()
        both = [subprocess.Popen(trial.command(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(2)]
        said = [one.communicate()[1] for one in both]
        check([one.returncode for one in both] == [0, 0], "two builds:", [one.returncode for one in both], said[0][-300:], said[1][-300:])
        check(tree(trial.out) == trial.trees[1], "two builds: the new site")


def beside(trial, is_long):
    """Somebody puts files into the output folder all the while."""
    trial.reset()
    put, done = [], threading.Event()

    def writer():
        while not done.is_set():
            path = Path(["", "don-vi", "theirs/a"][len(put) % 3], f"{len(put)}.txt")
            try:
                (trial.out / path).parent.mkdir(parents=True, exist_ok=True)
                (trial.out / path).write_text(str(path))
                put.append(path)
            except OSError:
                pass
            time.sleep(0.0005)

    thread = threading.Thread(target=writer)
    thread.start()
    for number in range(40 if is_long else 6):
        trial.page.write_text(trial.texts[1] + f"{number}\n")
        os.utime(trial.page, (1_500_000_002 + number,) * 2)
        check(trial.run().returncode == 0, "a writer beside: build", number)
    done.set()
    thread.join()
    lost = [str(path) for path in put if not (trial.out / path).is_file()]
    check(not lost, "a writer beside:", len(lost), "of", len(put), "files are lost:", lost[:5])


def main():
    program, is_long = os.path.abspath(sys.argv[1]), sys.argv[2:] == ["long"]
    with tempfile.TemporaryDirectory() as work:
        trial = Trial(program, work)
        for part in [at_once, full, inject, beside]:
            began, failed = time.time(), len(failures)
            part(trial, is_long)
            print(f"{part.__name__}: {len(failures) - failed} failed in {time.time() - began:.0f} s", flush=True)
    print(f"{tried - len(failures)} held, {len(failures)} failed")
    sys.exit(bool(failures))


main()
