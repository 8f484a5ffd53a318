#!/bin/sh
# SPDX-License-Identifier: MIT
# disk.sh PROGRAM ROOT WORK
#
# A report that goes to a full or a read-only file system is an error, and no
# file is there that was not there before. The file system is mounted where
# nobody else sees it.
set -u
program=$1 root=$2 work=$3

if [ "${4-}" != mounted ]; then
    unset BOUNCESTAT_DB
    export HOME=/nonexistent XDG_CONFIG_HOME=/nonexistent TZ=UTC LC_ALL=C
    rm -rf "$work"
    mkdir -p "$work/disk" || exit 2
    if ! unshare -rm mount -t tmpfs none "$work/disk" 2>/dev/null; then
        echo "SKIPPED: nothing can be mounted here"
        exit 0
    fi
    exec unshare -rm sh "$0" "$program" "$root" "$work" mounted
fi

faults=0
cd "$work" || exit 2
"$program" --db mail.db --year 2026 -q "$root/samples/postfix/mail.log" >/dev/null ||
    exit 2
mount -t tmpfs -o size=64k none disk || exit 2
echo before >disk/kept.md

# refused FILE WHAT: the report of the database, into a file
refused() {
    "$program" report --db mail.db --all -o "$1" >out 2>err
    status=$?
    if [ "$status" != 2 ] || [ -s out ] ||
        [ "$(cat err)" != "bouncestat: $1: $2" ]; then
        echo "$1: exit status $status: $(cat out err)"
        faults=1
    fi
    if [ "$(ls disk)" != "$3" ] || [ "$(cat disk/kept.md)" != before ]; then
        echo "$1: left behind: $(ls -l disk)"
        faults=1
    fi
}

refused disk/no/new.md 'No such file or directory' kept.md
head -c 1000000 /dev/zero >disk/fill 2>/dev/null
full='fill
kept.md'
for form in txt md json csv html prom; do
    refused disk/new.$form 'No space left on device' "$full"
done
refused disk/kept.md 'No space left on device' "$full"
rm disk/fill
mount -o remount,ro disk || exit 2
refused disk/new.json 'Read-only file system' kept.md
refused disk/kept.md 'Read-only file system' kept.md
mount -o remount,rw disk || exit 2
"$program" report --db mail.db --all -o disk/kept.md || exit 2
grep -q '^# mail.db' disk/kept.md || { echo 'no report: '; faults=1; }
exit $faults
