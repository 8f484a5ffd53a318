#!/bin/sh
# SPDX-License-Identifier: MIT
# sql.sh PROGRAM ROOT WORK
#
# A database made from the samples, asked by 'bouncestat sql' and by the sqlite3
# shell: each shipped query and, word for word, each statement that
# bouncestat-schema(5) shows. Both must say the same.
set -u
program=$1 root=$2 work=$3
faults=0

unset BOUNCESTAT_DB
export HOME=/nonexistent XDG_CONFIG_HOME=/nonexistent TZ=UTC LC_ALL=C.UTF-8
rm -rf "$work"
mkdir -p "$work" && cd "$work" || exit 2
"$program" --db mail.db --year 2026 -q "$root"/samples/postfix/* \
    "$root"/samples/exim/* "$root"/samples/sendmail/* >report.txt || exit 2

fault() {
    echo "$*"
    faults=1
}

# plain FILE: CSV without its quotes, which are a matter of taste
plain() {
    tr -d '"\r' <"$1"
}

same() { # same NAME: ours.csv and theirs.csv
    [ -n "$sqlite3" ] || return
    plain ours.csv >ours.txt
    plain theirs.csv >theirs.txt
    diff ours.txt theirs.txt || fault "$1: sqlite3 says something else"
}

sqlite3=$(command -v sqlite3) || sqlite3=

# The queries, with the same parameters.
for file in "$root"/sql/query/*.sql; do
    name=$(basename "$file" .sql)
    set --
    for pair in "domain gmail.com" "code 5.7.1" "since @0" "top 5"; do
        option=${pair%% *}
        if grep -q ":$option" "$file"; then
            set -- "$@" "--$option" "${pair#* }"
        fi
    done
    "$program" sql --db mail.db --csv "$name" "$@" >ours.csv 2>ours.err
    status=$?
    case $status in
    0) [ -s ours.csv ] || fault "$name: no row, but exit status 0" ;;
    1) [ "$name" = unmatched ] || fault "$name: no row" ;;
    *) fault "$name: exit status $status: $(cat ours.err)" ;;
    esac
    [ -n "$sqlite3" ] || continue
    "$sqlite3" -readonly -csv -header mail.db \
        ".param set :domain \"'gmail.com'\"" ".param set :code \"'5.7.1'\"" \
        ".param set :since 0" ".param set :top 5" ".read $file" >theirs.csv ||
        fault "$name: sqlite3 fails"
    same "$name"
    # Its own example runs, too.
    example=$(sed -n 's/^-- Example: bouncestat sql //p' "$file")
    eval "\"$program\" sql --db mail.db $example" >example.txt 2>&1
    [ $? -le 1 ] || fault "$name: its example: $(cat example.txt)"
done

# The statements of the manual: each display that begins with SELECT or WITH.
page=$root/man/bouncestat-schema.5
awk '
/^\.Ed/ { if (text != "") { file = sprintf("manual%02d.sql", ++count)
          printf "%s", text > file; close(file) } text = ""; inside = 0 }
inside && (text != "" || /^(SELECT|WITH) /) {
    gsub(/\\&/, ""); gsub(/\\\(aq/, "\047"); gsub(/\\-/, "-")
    text = text $0 "\n" }
/^\.Bd / { inside = 1 }' "$page"
[ -f manual09.sql ] || fault "$page: not all statements were found"
for file in manual*.sql; do
    "$program" sql --db mail.db --csv "$(cat "$file")" >ours.csv 2>ours.err ||
        fault "$(cat "$file" ours.err)"
    [ -n "$sqlite3" ] || continue
    "$sqlite3" -readonly -csv -header mail.db <"$file" >theirs.csv ||
        fault "$(cat "$file"): sqlite3 fails"
    same "$(cat "$file")"
done

# It describes each view and each column, but of the one that is private.
"$program" sql --db mail.db -o views.csv \
    "SELECT name FROM sqlite_schema WHERE type = 'view' AND name <> 'domain_sum'" ||
    fault "no views"
for view in $(sed 1d views.csv | tr -d '\r'); do
    awk -v view="$view" '
    /^\.S[hs]/ { inside = 0
        for (i = 2; i <= NF; i++) { sub(/,$/, "", $i); inside += $i == view } }
    inside && /^\.It Cm / { for (i = 3; i <= NF; i++) print $i }' "$page" |
        sort -u >described.txt
    "$program" sql --db mail.db -o columns.csv "PRAGMA table_info($view)"
    sed 1d columns.csv | cut -d, -f2 | sort >columns.txt
    grep -v '^,$' described.txt | diff - columns.txt ||
        fault "$page: view $view is described otherwise"
done

# The report of a database is that of the logs, for a period, too.
for by in class code day domain host hour mta provider; do
    for since in 2026-01-01 2026-11-23T15:52:00Z 2026-11-23T16:00:00Z; do
        "$program" report --db mail.db --csv -n 0 --by $by -S $since >ours.txt ||
            fault "report --by $by"
        hour=$(echo $since | sed 's/:52:/:00:/')
        "$program" --year 2026 -q "$root"/samples/postfix/* \
            "$root"/samples/exim/* "$root"/samples/sendmail/* --csv -n 0 \
            --by $by -S $hour >theirs.txt
        diff ours.txt theirs.txt || fault "report --by $by -S $since"
    done
done
"$program" report --db mail.db --all >ours.txt || fault "report"
diff ours.txt report.txt || fault "report --db differs"

# Nothing of this may have written.
cp mail.db before.db
"$program" sql --db mail.db "DELETE FROM input" 2>ours.err
[ $? -eq 2 ] || fault "a DELETE: exit status is not 2"
cmp mail.db before.db || fault "the database was written to"

# Someone who may only read the files, not write to their folder, and whose
# environment names a home that is not theirs.
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
    rm mail.db*
    "$program" --db mail.db --year 2026 -q "$root"/samples/postfix/* >report.txt
    chmod 755 "$work"
    chmod 644 mail.db*
    mkdir -m 700 home
    XDG_CONFIG_HOME=$work/home setpriv --reuid 65534 --clear-groups \
        "$program" sql --db mail.db \
        "SELECT count(*) FROM counts" >ours.csv 2>ours.err ||
        fault "another user: $(cat ours.err)"
fi

[ -n "$sqlite3" ] || echo "SKIPPED: no sqlite3 to compare with"
exit $faults
