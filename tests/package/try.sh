#!/bin/sh
# SPDX-License-Identifier: MIT
# In a clean Debian, as root: what becomes of it when the packages beside this
# file are installed, used, upgraded, removed and purged. Called by .ci/package.
set -u
cd /try || exit 2
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 TZ=UTC
faults=0
wants=/etc/systemd/system/timers.target.wants

fault() {
    echo "FAULT: $*"
    faults=1
}

# must WHAT COMMAND...
must() {
    what=$1
    shift
    "$@" >out 2>&1 || fault "$what: $(cat out)"
}

install() { must "installing $*" apt-get install -y -q --no-install-recommends "$@"; }

# What dpkg, apt and ld keep about packages, and what the try itself uses.
files() {
    find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /run \
        -o -path /tmp -o -path /try -o -path /var/lib/dpkg -o -path /var/log \
        -o -path /var/cache -o -path /var/lib/apt \) -prune -o -print | sort
}

# The command of a unit, as systemd would run it.
run_unit() {
    unit=/usr/lib/systemd/system/$1
    command=$(sed -n 's/^ExecStart=//p' "$unit")
    groups=$(id -G bouncestat | tr ' ' ,)
    # shellcheck disable=SC2086 # a list of words
    env -i PATH=/usr/bin:/bin HOME=/var/lib/bouncestat LANG=C.UTF-8 \
        setpriv --reuid=bouncestat --regid=bouncestat --groups="$groups" $command
}

printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
chmod 755 /usr/sbin/policy-rc.d
echo force-unsafe-io >/etc/dpkg/dpkg.cfg.d/try # it is thrown away anyway
must "apt-get update" apt-get update -q
# What they depend on comes first, so that purging leaves what was there before.
# shellcheck disable=SC2046 # a list of words
install systemd tzdata $(dpkg-deb -f libbouncestat0_*-1_*.deb Depends |
    sed 's/([^)]*)//g; s/,//g')
files >before

echo "install"
install ./*bouncestat*-1_*.deb
[ "$(stat -c '%U %G %a' /var/lib/bouncestat)" = "bouncestat bouncestat 750" ] ||
    fault "the folder of the database is $(stat -c '%U %G %a' /var/lib/bouncestat)"
id -nG bouncestat | grep -qw adm || fault "bouncestat may not read logs"
for timer in bouncestat.timer bouncestat-prune.timer; do
    [ -e $wants/$timer ] || fault "$timer is not enabled"
done
for page in man1/bouncestat.1 man5/bouncestat.conf.5 man5/bouncestat-schema.5 \
    man5/bouncestat-patterns.5 man7/bouncestat-codes.7 de/man7/bouncestat-codes.7 \
    man3/libbouncestat.3 de/man1/bouncestat.1; do
    must "$page" gzip -t /usr/share/man/$page.gz
done
for file in bash-completion/completions/bouncestat zsh/vendor-completions/_bouncestat \
    fish/vendor_completions.d/bouncestat.fish; do
    [ -s /usr/share/$file ] || fault "no $file"
done
for package in bouncestat libbouncestat0 libbouncestat-dev; do
    for name in copyright changelog.Debian.gz; do
        [ -s /usr/share/doc/$package/$name ] || fault "$package: no $name"
    done
    dpkg -V $package >out 2>&1
    [ ! -s out ] || fault "dpkg -V $package: $(cat out)"
done
must "no --version" bouncestat --version
ldconfig -p | grep -q libbouncestat.so.0 || fault "ldconfig does not know the library"
[ -e "$(readlink -f /usr/lib/*/libbouncestat.so)" ] || fault "no library to link with"

echo "run"
cp mail.log /var/log/mail.log
touch -d '2026-12-01 00:00 UTC' /var/log/mail.log
chgrp adm /var/log/mail.log
chmod 640 /var/log/mail.log
# No systemd runs here, so there is no journal.
sed -i -e 's/^journal /#&/' -e 's/^#files\( .*mail.log\)$/files\1/' /etc/bouncestat/bouncestat.conf
for _ in 1 2; do # the second time nothing is new
    must bouncestat.service run_unit bouncestat.service
done
must bouncestat-prune.service run_unit bouncestat-prune.service
counted() { bouncestat sql --csv 'SELECT sum(n) FROM counts' | tail -n 1 | tr -d '\r'; }
events=$(bouncestat events /var/log/mail.log | wc -l)
[ "$events" -gt 100 ] || fault "only $events events"
[ "$(counted)" = "$events" ] || fault "$(counted) events counted, of $events"
must "report" bouncestat report --since 2026-11-01 --until 2026-12-01
grep -q '^ *Recipients ' out || fault "no report: $(cat out)"
must "a page" bouncestat report --all -o page.html
grep -q '</html>' page.html || fault "no page"
# Who is in the group may look, without a right to write.
must "report for the group" env HOME=/ setpriv --reuid=nobody --regid=nogroup \
    --groups="$(id -g bouncestat)" bouncestat sql top-codes

echo "upgrade"
echo "lang = de" >>/etc/bouncestat/bouncestat.conf
systemctl disable bouncestat-prune.timer >out 2>&1 || fault "disable: $(cat out)"
install ./*bouncestat*-2_*.deb
[ "$(dpkg-query -W -f '${Version}' bouncestat)" = "$(dpkg-deb -f bouncestat_*-2_*.deb Version)" ] ||
    fault "not upgraded"
grep -q '^lang = de$' /etc/bouncestat/bouncestat.conf || fault "the configuration is lost"
[ "$(counted)" = "$events" ] || fault "the upgrade lost counts"
[ -e $wants/bouncestat.timer ] || fault "the upgrade disabled the timer"
[ ! -e $wants/bouncestat-prune.timer ] || fault "the upgrade enabled a timer again"
must "report in German" bouncestat report --since 2026-11-01 --until 2026-12-01
grep -q '^ *Empf' out || fault "not in German: $(cat out)"

echo "remove"
must "removing" apt-get remove -y -q bouncestat libbouncestat0 libbouncestat-dev
[ ! -e /usr/bin/bouncestat ] || fault "the program is left"
[ -s /var/lib/bouncestat/bouncestat.db ] || fault "removing took the counts"
[ -e /etc/bouncestat/bouncestat.conf ] || fault "removing took the configuration"

echo "install again"
install ./*bouncestat*-2_*.deb
[ -e $wants/bouncestat.timer ] || fault "the timer is not enabled again"
[ ! -e $wants/bouncestat-prune.timer ] || fault "installing again enabled a timer"
[ "$(counted)" = "$events" ] || fault "the counts are lost"

echo "purge"
must "purging" apt-get purge -y -q bouncestat libbouncestat0 libbouncestat-dev
files >after
# Users are never deleted; a file with a dash is a copy that useradd leaves.
diff before after | grep '^[<>]' | grep -v ' /etc/[a-z]*-$' >left
[ ! -s left ] || fault "left behind or lost: $(cat left)"

[ $faults = 0 ] || exit 1
echo "installed, run, upgraded, removed and purged: $events events counted once"
