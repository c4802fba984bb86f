#!/usr/bin/env python3
"""bench.py BUILD_DIR [FOLDER]

Prints what presscut costs over the .txt articles of FOLDER (../shared/eval/data/raw beside the checkout where there is
one, else corpus/articles): MB/s of each stage and of all of them on one core, MB/s of the whole program with one worker
and with all, MB/s of counting the words of the same articles in a hash table, as a yardstick of the machine, peak
memory, what a start takes and what lists of 10^4, 10^5 and 10^6 made-up names given by --rules add to it in seconds of
CPU and in memory, with the word lists' image of an earlier run and without any, and, where valgrind is installed, instructions a byte over a sample, which repeat exactly.
Rows are tab-separated so that runs can be compared by a script. Nothing here is a test: speed is never asserted.
"""
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

SAMPLE_BYTES = 300_000  # callgrind is some fifty times slower than the machine


def articles(folder):
    for root, dirs, files in os.walk(folder):
        dirs.sort()
        for name in sorted(files):
            if name.endswith(".txt"):
                yield os.path.join(root, name)


def whole_program(program, folder, workers, size):
    best = None
    for _ in range(3):
        begin = time.perf_counter()
        subprocess.run([program, "extract", "-j", str(workers), folder], stdout=subprocess.DEVNULL, check=True)
        spent = time.perf_counter() - begin
        best = spent if best is None else min(best, spent)
    return size / 1e6 / best


def start(program, rules, rounds=5):
    """Milliseconds of CPU and MiB that one short article takes: what it costs to start."""
    best = None
    for _ in range(rounds):
        process = subprocess.Popen([program, "extract", "-j", "1", "-", *rules], stdin=subprocess.PIPE,
                                   stdout=subprocess.DEVNULL)
        process.stdin.write(b"Anna Smith sat.")
        process.stdin.close()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{program} with {rules}: exit status {process.returncode}")
        cost = (used.ru_utime + used.ru_stime) * 1e3, used.ru_maxrss / 1024
        best = cost if best is None else tuple(map(min, best, cost))
    return best


def write_names(folder, count):
    """Lists of made-up names: half of them family names, half bodies of three words."""
    syllables = "ba ko ri len tor mis ha dru vel sak no pi gar eth wyn lo quin zu fer mad".split()
    random_ = random.Random(count)

    def word():
        return "".join(random_.choices(syllables, k=random_.randint(2, 5))).capitalize()

    os.makedirs(os.path.join(folder, "en", "lists"))
    with open(os.path.join(folder, "en", "lists", "surnames.many.txt"), "w", encoding="utf-8") as surnames:
        surnames.writelines(f"{word()}\n" for _ in range(count // 2))
    with open(os.path.join(folder, "en", "lists", "organisations.many.txt"), "w", encoding="utf-8") as bodies:
        ends = ("Ltd", "Group", "Holdings", "Bank", "Trust")
        bodies.writelines(f"{word()} {word()} {random_.choice(ends)}\tcompany\n" for _ in range(count // 2))


def starts(program, rules):
    """What a start costs with the image of an earlier one, when it has to make and write it, and when it keeps none."""
    kept = os.environ["PRESSCUT_CACHE_DIR"]
    with tempfile.TemporaryDirectory() as cache:
        os.environ["PRESSCUT_CACHE_DIR"] = cache
        cold = start(program, rules, rounds=1)
        warm = start(program, rules)
    os.environ["PRESSCUT_CACHE_DIR"] = ""
    off = start(program, rules)
    os.environ["PRESSCUT_CACHE_DIR"] = kept
    return warm, cold, off


def lists(program):
    of_none = starts(program, [])
    for (ms, mib), how in zip(of_none, ("", ", the first", ", without a cache")):
        print(f"start{how}\t{ms:.0f} ms\tof CPU, and {mib:.0f} MiB, for an article of three words")
    for power in (4, 5, 6):
        with tempfile.TemporaryDirectory() as folder:
            write_names(folder, 10**power)
            costs = starts(program, ["--rules", folder])
        for (ms, mib), (its_ms, its_mib), how in zip(of_none, costs, ("", ", the first", ", without a cache")):
            print(f"lists of 10^{power} names{how}\t{its_ms - ms:+.0f} ms\tof CPU, and {its_mib - mib:+.0f} MiB, at the start")


def instructions(bench, folder):
    def count(target, rounds):
        with tempfile.TemporaryDirectory() as scratch:
            run = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={scratch}/out", bench, target,
                                  str(rounds)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
        return int(re.search(r"Collected : (\d+)", run.stderr).group(1))

    with tempfile.TemporaryDirectory() as sample:
        size = 0
        every = list(articles(folder))
        # Spread over the folder, so that each outlet has its share.
        step = max(1, int(sum(os.path.getsize(p) for p in every) / SAMPLE_BYTES))
        for n, path in enumerate(every[::step]):
            shutil.copy(path, os.path.join(sample, f"{n}.txt"))
            size += os.path.getsize(path)
        once, twice = count(sample, 1), count(sample, 2)
        # A second round costs what articles cost; the first also loads the rules and meets their words for the first time.
        return (twice - once) / size, (once - (twice - once)) / 1e6


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    build = sys.argv[1]
    folder = sys.argv[2] if len(sys.argv) == 3 else "../shared/eval/data/raw"
    if not os.path.isdir(folder):
        folder = "corpus/articles"
    bench, program = os.path.join(build, "presscut_bench"), os.path.join(build, "presscut")
    with tempfile.TemporaryDirectory() as cache:
        os.environ["PRESSCUT_CACHE_DIR"] = cache
        measure(bench, program, folder)


def measure(bench, program, folder):
    size = sum(os.path.getsize(p) for p in articles(folder))
    rows = [line.split("\t") for line in subprocess.run([bench, folder], stdout=subprocess.PIPE, text=True,
                                                          check=True).stdout.splitlines()]
    print("stage\tMB/s\tshare")
    for row in rows:
        if len(row) == 3:
            print("\t".join(row))
    facts = next(r[1:] for r in rows if r[0] == "facts")
    kinds = ("dates", "organisations", "people", "figures", "quotes")
    load = next(r[1] for r in rows if r[0] == "load_ms")
    yardstick, ratio = next(r[1:3] for r in rows if r[0] == "yardstick")
    print(f"counting words\t{yardstick}\ta yardstick of the machine: {float(ratio):.3f} of the time of all stages")
    print(f"program -j 1\t{whole_program(program, folder, 1, size):.1f}\tstart-up included")
    print(f"program -j 0\t{whole_program(program, folder, 0, size):.1f}\t{os.cpu_count()} cores, start-up included")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory\t{peak:.0f} MB\tof the largest of these runs")
    print(f"loading rules\t{load} ms")
    lists(program)
    if shutil.which("valgrind"):
        warm, first = instructions(bench, folder)
        print(f"instructions a byte\t{warm:.1f}\tcallgrind, of a second round over the same articles")
        print(f"instructions to start\t{first:.0f} M\tloading the rules, meeting words for the first time, the yardstick")
    else:
        print("instructions a byte\t-\tinstall valgrind to count them")
    print(f"articles\t{next(r[1] for r in rows if r[0] == 'articles')}\t{size / 1e6:.2f} MB of {folder}")
    print("facts\t" + ", ".join(f"{n} {k}" for n, k in zip(facts, kinds)))


if __name__ == "__main__":
    main()
