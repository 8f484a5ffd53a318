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
exit $faults
