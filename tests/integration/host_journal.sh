#!/bin/sh
# SPDX-License-Identifier: MIT
# host_journal.sh PROGRAM
#
# ingest --journal without a folder: the journal of this host, with the files of
# its users, and the same journal by its folder is not counted once more. A
# journal of our own stands in, in a mount namespace that ends with this script.
program=$1
sample=$(cd "$(dirname "$0")/../../samples/journal" && pwd)/mail.export
remote=/lib/systemd/systemd-journal-remote
faults=0
"$program" --version | grep -q 'without libsystemd' && { echo 'SKIPPED: no libsystemd'; exit 0; }
[ -x $remote ] || { echo 'SKIPPED: no systemd-journal-remote'; exit 0; }
command -v sqlite3 >/dev/null || { echo 'SKIPPED: no sqlite3'; exit 0; }
if [ "$2" != inside ]; then
    [ "$(id -u)" = 0 ] || { echo 'SKIPPED: a journal in /var/log needs root'; exit 0; }
    [ -s /etc/machine-id ] || { echo 'SKIPPED: no machine id'; exit 0; }
    unshare --mount --propagation private mount -t tmpfs none /var/log 2>/dev/null ||
        { echo 'SKIPPED: no tmpfs'; exit 0; }
    unshare --mount --propagation private sh "$0" "$program" inside
    exit
fi
export TZ=UTC LC_ALL=C HOME=/nonexistent XDG_CONFIG_HOME=/nonexistent
unset BOUNCESTAT_DB
mount -t tmpfs none /var/log || exit 1
machine=$(cat /etc/machine-id)
mkdir -p "/var/log/journal/$machine" /var/log/other
cd /var/log || exit 1

fault() {
    echo "$*"
    faults=1
}

# journal FILE DOMAIN FROM: entries of this machine, three of them with events.
journal() {
    sed "s/^_MACHINE_ID=.*/_MACHINE_ID=$machine/; s/d\\([1-3]\\)\\.example/$2\\1.example/
        s/^__REALTIME_TIMESTAMP=1795/__REALTIME_TIMESTAMP=$3/; /^__CURSOR/d
        s/__MONOTONIC_TIMESTAMP=/&$3/" "$sample" >export
    $remote -o "$1" export >/dev/null 2>err || fault "$(cat err)"
}

ingest() { # ingest WANTED ARGUMENT...: so many events, each domain once
    want=$1
    shift
    "$program" ingest --db x.db "$@" 2>err || fault "ingest $*: $(cat err)"
    [ ! -s err ] || fault "ingest $*: says $(cat err)"
    got=$(sqlite3 x.db 'SELECT sum(n), count(DISTINCT domain), (SELECT count(*) FROM inputs) FROM counts')
    [ "$got" = "$want|$want|${inputs:-1}" ] || fault "ingest $*: $got"
}

journal "journal/$machine/system.journal" a 1795
journal "journal/$machine/user-1000.journal" b 1796
ingest 6 --journal
ingest 6 --journal --journal-directory "journal/$machine"
ingest 6 --journal --journal-directory /var/log/journal
journal "journal/$machine/system@1.journal" c 1797
ingest 9 --journal --journal-directory /var/log/journal
ingest 9 --journal

# Of another machine's there was no entry yet.
mkdir journal/0123456789abcdef0123456789abcdef
machine=0123456789abcdef0123456789abcdef
journal journal/$machine/system.journal d 1795
rm x.db
ingest 9 --journal
inputs=2
"$program" ingest --db x.db --journal --journal-directory /var/log/journal 2>err || fault "$(cat err)"
got=$(sqlite3 x.db "SELECT sum(n) FROM counts WHERE domain GLOB 'd?.example'")
[ "$got" = 3 ] || fault "another machine: $got"
exit $faults
