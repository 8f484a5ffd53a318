#!/bin/sh
# SPDX-License-Identifier: MIT
# full.sh PROGRAM
#
# ingest onto a disk that becomes full, at many points: the database opens
# afterwards, and with room the next run ends with the counts of one undisturbed
# run. The disk is a tmpfs in a mount namespace of its own, which ends with this
# script.
program=$1
faults=0
command -v sqlite3 >/dev/null || { echo 'SKIPPED: no sqlite3'; exit 0; }
if [ "$2" != inside ]; then
    [ "$(id -u)" = 0 ] || { echo 'SKIPPED: a tmpfs needs root'; exit 0; }
    folder=$(mktemp -d) || exit 2
    trap 'rm -rf "$folder"' EXIT
    mkdir "$folder/disk"
    unshare --mount --propagation private \
        mount -t tmpfs -o size=64k none "$folder/disk" 2>"$folder/err" ||
        { echo "SKIPPED: no tmpfs: $(cat "$folder/err")"; exit 0; }
    cd "$folder" || exit 2
    unshare --mount --propagation private sh "$0" "$program" inside
    exit
fi
export TZ=UTC LC_ALL=C HOME=/nonexistent XDG_CONFIG_HOME=/nonexistent
unset BOUNCESTAT_DB

fault() {
    echo "$size KiB: $*"
    faults=1
}

awk 'BEGIN {
    for (i = 1; i <= 6000; i++)
        printf "2026-11-20T%02d:00:00Z mx1 postfix/smtp[7]: 4XyZ%d: to=<a@domain%d.example>, " \
            "relay=mx.example[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=5.%d.1, " \
            "status=bounced (host mx.example[192.0.2.1] said: 550 5.1.1 unknown %d)\n",
            i % 24, i, i, i % 7, i > "log" int((i - 1) / 1000)
}'
dump() { # dump DATABASE: all that it says
    sqlite3 "$1" 'PRAGMA integrity_check' 'SELECT * FROM counts ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9' \
        'SELECT * FROM domain_codes ORDER BY 1, 2, 3, 4' \
        'SELECT * FROM reply_texts ORDER BY 1, 2, 3, 4, 5, 6' \
        'SELECT read_offset, lines, matched_lines FROM inputs ORDER BY path' 2>&1
}
size=0
"$program" ingest --db whole.db log? || fault 'the undisturbed run'
dump whole.db >want
[ "$(wc -l <want)" -gt 6000 ] || fault 'the undisturbed run says little'

failed=0
passed=0
size=64
while [ $size -le 2048 ]; do
    mount -t tmpfs -o "size=${size}k" none disk || fault 'no tmpfs'
    # Each run has a thousand lines more, until one has no room.
    status=0
    for logs in log0 'log0 log1' 'log?' 'log?'; do
        # shellcheck disable=SC2086 # words and a pattern
        "$program" ingest --db disk/x.db $logs 2>err
        status=$?
        [ $status = 2 ] || [ $status = 0 ] || fault "exit status $status"
        if [ $status = 2 ]; then
            failed=$((failed + 1))
            grep -q '^bouncestat: disk/x.db: ' err || fault "says $(cat err)"
        fi
    done
    [ $status = 2 ] || passed=$((passed + 1))
    # What was committed can be read, with room for what reading needs.
    mount -o remount,size=16m disk || fault 'no more room'
    if [ -s disk/x.db ]; then
        [ "$(sqlite3 disk/x.db 'PRAGMA integrity_check' 2>&1)" = ok ] || fault 'does not open'
        "$program" sql --db disk/x.db 'SELECT sum(n) FROM counts' >/dev/null 2>err ||
            grep -q '(schema 0)' err || # nothing was committed yet
            fault "sql: $(cat err)"
    fi
    "$program" ingest --db disk/x.db log? 2>err || fault "with room: $(cat err)"
    dump disk/x.db | cmp -s - want || fault 'differs from an undisturbed run'
    umount disk || fault 'cannot be unmounted'
    size=$((size + 64))
done
# The sizes are those at which it matters.
[ $failed -gt 10 ] || fault "only $failed runs without room"
[ $passed -gt 0 ] || fault 'no size has enough room'
echo "$failed runs without room, $passed sizes with enough"
exit $faults
