#!/bin/sh
# SPDX-License-Identifier: MIT
# streams.sh PROGRAM
#
# Standard output that cannot be written, and signals: what the table of cases
# cannot tell. Runs in an empty folder of its own.
program=$1
faults=0
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2

want() { # want STATUS NAME: compares with the status of the last command
    got=$?
    [ "$got" -eq "$1" ] && return
    echo "$2: exit status $got, not $1"
    faults=1
}

printf 'Nov 20 08:00:00 mx1 postfix/qmgr[12]: 4XyZ: removed\n' >mail.log

"$program" --help >/dev/full 2>full.err
want 2 'full standard output'
grep -q '^bouncestat: standard output: No space left' full.err
want 0 'message about it'
"$program" explain 550 >/dev/full 2>/dev/null
want 2 'explain, full standard output'
"$program" --version >&- 2>/dev/null
want 2 'closed standard output'
"$program" events mail.log -q 2>&-
want 0 'closed standard error'

"$program" events -q -o out.jsonl mail.log
want 0 'output file'
[ -e out.jsonl ]
want 0 'output file is there'
"$program" events -q -o never.jsonl missing.log 2>/dev/null
want 2 'input is missing'
set -- "$program" ./*.tmp-*
[ ! -e "$2" ]
want 0 'nothing unfinished is left'

"$program" events -q --unmatched kept mail.log
want 0 'unmatched lines'
[ "$(stat -c %a kept)" = "$(umask 027; : >mode; stat -c %a mode)" ]
want 0 'others may not read them'

printf '%s mx1 postfix/smtp[12]: 4XyZ: to=<a@b.example>, relay=x[192.0.2.1]:25, delay=1, dsn=2.0.0, status=sent (250 ok)\n' \
    'Nov 20 08:00:00' >sent.log
"$program" --year 2026 sent.log >/dev/full 2>/dev/null
want 2 'report, full standard output'
"$program" --year 2026 -o out.json sent.log
want 0 'report in a file'
grep -q '"delivered": 1,' out.json
want 0 'its suffix is its form'
"$program" -o never.txt mail.log missing.log 2>/dev/null
want 2 'report of a part'
grep -q '^mail.log: 1 line read' never.txt
want 0 'it is there all the same'
"$program" -o none.txt missing.log 2>/dev/null
want 2 'no report'
[ ! -e none.txt ]
want 0 'nor a file for it'
"$program" -v --year 2026 sent.log 2>&1 >/dev/null |
    grep -q '^bouncestat: sent.log: 0.0 MB in [0-9.]* s ([0-9]* MB/s)$'
want 0 'speed of an input'
"$program" --db counts.db --year 2026 sent.log >/dev/null
want 0 'database'
cat sent.log sent.log >more.log
BOUNCESTAT_DB=counts.db "$program" --year 2026 more.log >twice.txt
want 0 'database from the environment'
grep -q '^counts.db: 2 recipients, all delivered.$' twice.txt
want 0 'it is about all that the database holds'

mkfifo pipe
"$program" events -q - <pipe &
reader=$!
exec 9>pipe
cat mail.log >&9
until ls -l "/proc/$reader/fd" | grep -q '/dev/null$'; do # it watches signals
    kill -0 "$reader" || exit 2
done
kill -TERM "$reader" # while the pipe is open and silent
wait "$reader"
want 143 'SIGTERM'
exec 9>&-

"$program" --db stopped.db --year 2026 - <pipe >stopped.txt &
reader=$!
exec 9>pipe
for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do # more than a block
    yes "$(cat sent.log)" | head -n 20000 >&9
done
kill -TERM "$reader"
wait "$reader"
want 143 'SIGTERM, with a database'
[ ! -s stopped.txt ]
want 0 'no report of a part'
exec 9>&-
"$program" --db stopped.db mail.log | grep -q 'stopped.db: [0-9,]* recipients, all delivered.'
want 0 'what was read is kept'
exit $faults
