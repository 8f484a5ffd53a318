#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Counts the deliveries of a generated log, independently of the program.

usage: count.py log KIND FILE       reads the log itself, without a regular expression
       count.py events FILE|-       reads what `bouncestat events` printed
       count.py compare PROGRAM KIND FILE
                                    runs PROGRAM and compares the two

Prints day, outcome, domain, code, dsn and n, tab-separated and sorted; "-"
where there is none. KIND is postfix, exim or sendmail. Days are UTC.
"""
import collections
import json
import subprocess
import sys

MONTHS = {name: f"{i + 1:02}" for i, name in enumerate(
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())}
YEAR = "2026"  # of every generated log
OPTIONS = ["--year", YEAR, "--tz", "UTC"]


def day_of(line):
    if line[0].isdigit():
        return line[:10]
    return f"{YEAR}-{MONTHS[line[:3]]}-{line[4:6].strip():0>2}"


def between(text, before, after):
    return text.split(before, 1)[1].split(after, 1)[0]


def is_dsn(word):
    numbers = word.split(".")
    return len(numbers) == 3 and all(n.isdigit() for n in numbers)


def code_of(reply):
    """'550 5.1.1 ...' → ('550', '5.1.1')"""
    code, rest = reply[:3], reply[4:]
    if not (code.isdigit() and reply[3:4] in (" ", "-")):
        return "-", "-"
    word = rest.split(" ", 1)[0]
    return code, word if is_dsn(word) else "-"


def domain_of(address):
    return address.rsplit("@", 1)[1].lower() if "@" in address else "-"


def postfix(line):
    if " postfix/" not in line or ": to=<" not in line:
        return
    body = line.split("]: ", 1)[1]
    if body.startswith("NOQUEUE"):
        return
    address = between(body, ": to=<", ">")
    head, reason = body.split(" (", 1)
    status = head.rsplit("status=", 1)[1]
    dsn = between(head, "dsn=", ",")
    outcome = {"sent": "delivered"}.get(status, status)
    if "relay=127.0.0.1[" in head:
        outcome = "relayed"
    for mark in (" said: ", " refused to talk to me: "):
        if reason.startswith("host ") and mark in reason:
            reason = reason.split(mark, 1)[1]
    yield outcome, domain_of(address), code_of(reason)[0], dsn


ARROWS = {"=>": "delivered", "->": "delivered", "==": "deferred",
          "**": "bounced"}


def exim(line):
    words = line.split(" ", 4)
    if len(words) < 5 or words[3] not in ARROWS:
        return
    address, rest = words[4].split(" ", 1)
    if rest.startswith("<"):
        address = between(rest, "<", ">")
    code = dsn = "-"
    if ' C="' in rest:
        code, dsn = code_of(rest.split(' C="', 1)[1])
    elif "mail server after " in rest:
        stage = rest.split("mail server after ", 1)[1]
        code, dsn = code_of(stage.split(": ", 1)[1])
    yield ARROWS[words[3]], domain_of(address.rstrip(":")), code, dsn


STATS = {"Sent": "delivered", "Deferred:": "deferred"}


def sendmail(line):
    if ": to=<" not in line or ", stat=" not in line:
        return
    body = line.split("]: ", 1)[1]
    addresses = between(body, ": to=", ", ")
    tail = body.split(", dsn=", 1)[1]
    dsn, tail = tail.split(", ", 1)
    code = "-"
    if tail.startswith("reply="):
        code = code_of(tail[len("reply="):])[0]
    stat = tail.rsplit("stat=", 1)[1]
    if stat.startswith("Deferred: "):
        code = code_of(stat[len("Deferred: "):])[0]
    outcome = STATS.get(stat.split(" ", 1)[0], "bounced")
    for address in addresses.split(","):
        yield outcome, domain_of(address.strip("<>")), code, dsn


def count_log(kind, path):
    read = {"postfix": postfix, "exim": exim, "sendmail": sendmail}[kind]
    counts = collections.Counter()
    with open(path, encoding="latin-1", newline="\n") as log:
        for line in log:
            for key in read(line.rstrip("\n")):
                counts[(day_of(line), *key)] += 1
    return counts


def count_events(lines):
    """The adapter to the program: adjust here if `events` changes."""
    counts = collections.Counter()
    for line in lines:
        event = json.loads(line)
        if event["direction"] == "out":
            counts[(event["time"][:10], event["outcome"],
                    event["domain"] or "-", str(event["code"] or "-"),
                    event["dsn"] or "-")] += 1
    return counts


def run_events(program, path):
    command = [program, "events", *OPTIONS, path]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True,
                          encoding="utf-8") as child:
        counts = count_events(child.stdout)
    if child.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit status {child.returncode}")
    return counts


def show(counts):
    for key in sorted(counts):
        print(*key, counts[key], sep="\t")


def compare(program, kind, path):
    want, have = count_log(kind, path), run_events(program, path)
    wrong = [key for key in want.keys() | have.keys() if want[key] != have[key]]
    for key in sorted(wrong)[:20]:
        print(*key, f"{have[key]}, should be {want[key]}", sep="\t")
    print(f"{path}: {want.total()} deliveries in {len(want)} rows, "
          f"{len(wrong)} rows wrong")
    return 1 if wrong or not want else 0


def main(arguments):
    match arguments:
        case ["log", kind, path]:
            show(count_log(kind, path))
        case ["events", "-"]:
            show(count_events(sys.stdin))
        case ["events", path]:
            with open(path, encoding="utf-8") as lines:
                show(count_events(lines))
        case ["compare", program, kind, path]:
            return compare(program, kind, path)
        case _:
            sys.exit(__doc__)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
