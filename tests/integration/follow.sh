#!/bin/sh
# SPDX-License-Identifier: MIT
# follow.sh PROGRAM
#
# ingest --follow over all kinds of rotation. Runs in an empty folder of its own.
program=$1
faults=0
command -v sqlite3 >/dev/null || { echo 'SKIPPED: no sqlite3'; exit 0; }
folder=$(mktemp -d) || exit 2
cd "$folder" || exit 2
export TZ=UTC LC_ALL=C HOME=/nonexistent XDG_CONFIG_HOME=/nonexistent

lines() { # lines FROM TO
    i=$1
    while [ "$i" -le "$2" ]; do
        echo "Nov 20 08:00:00 mx1 postfix/smtp[7]: 4XyZ$i: to=<a@d$i.example>," \
            "relay=mx.example[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=5.1.1," \
            "status=bounced (host mx.example[192.0.2.1] said: 550 5.1.1 unknown)"
        i=$((i + 1))
    done
}

counts() {
    sqlite3 x.db 'SELECT coalesce(sum(n), 0), count(DISTINCT domain) FROM counts' 2>/dev/null
}

reaches() { # reaches N WHAT: waits until so much is counted
    tries=0
    until [ "$(counts)" = "$1|$1" ]; do
        tries=$((tries + 1))
        if [ "$tries" -gt 600 ] || ! kill -0 "$follower"; then
            echo "$2: $(counts), not $1"
            faults=1
            return
        fi
        sleep 0.05
    done
}

trap 'kill $follower 2>/dev/null; rm -rf "$folder"' EXIT
"$program" ingest --db x.db -f mail.log 2>err &
follower=$!
lines 1 3 >mail.log
reaches 3 'a file that was away'
lines 4 5 >>mail.log
reaches 5 'growth'
mv mail.log mail.log.1
lines 6 7 >>mail.log.1
lines 8 9 >mail.log
reaches 9 'renamed'
lines 10 10 >>mail.log.1
reaches 10 'written after it was renamed'
lines 11 12 >>mail.log
cp mail.log mail.log-20261120
: >mail.log
lines 13 14 >>mail.log
reaches 14 'copied and truncated'
sqlite3 x.db 'BEGIN IMMEDIATE; ROLLBACK' || faults=1
rm mail.log
lines 15 15 >mail.log
kill -HUP "$follower"
reaches 15 'removed and made again'
lines 16 16 | head -c 80 >>mail.log
kill -HUP "$follower"
lines 16 16 | tail -c +81 >>mail.log
reaches 16 'in two parts'
kill -TERM "$follower"
wait "$follower"
status=$?
[ "$status" = 143 ] || { echo "SIGTERM: exit status $status"; faults=1; }
[ ! -s err ] || { cat err; faults=1; }
exit $faults
