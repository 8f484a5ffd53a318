#!/bin/sh
# SPDX-License-Identifier: MIT
# completions.sh PROGRAM FOLDER WORK
#
# The completions in FOLDER, asked by the shells that are here. A case is a
# command line as far as it was typed, "|", and words that are to be offered;
# a word behind "!" must not be. Blanks in words are written _.
set -u
program=$1 folder=$2 work=$3
faults=0

rm -rf "$work"
mkdir -p "$work/bin" "$work/logs/folder" && cd "$work/logs" || exit 2
ln -s "$program" "$work/bin/bouncestat"
touch 'mail log' other.log
PATH=$work/bin:$PATH HOME=$work XDG_CONFIG_HOME=$work/config
export PATH HOME XDG_CONFIG_HOME

cat >../cases <<'END'
bouncestat ex|explain !report !other.log
bouncestat help |explain sql !other.log
bouncestat mai|mail_log !other.log
bouncestat oth|other.log
bouncestat --by |code hour provider !daily !other.log
bouncestat --by=ho|host hour !code
bouncestat --class user_|user_unknown user_moved !id
bouncestat --provider goo|google
bouncestat --lang |en de !other.log
bouncestat --mta |auto postfix exim sendmail !texts
bouncestat --sin|--since !--strict
bouncestat --data |folder !other.log
bouncestat -S |today yesterday !other.log
bouncestat --domain |!other.log
bouncestat sql |failing-domains !other.log
bouncestat report |daily domains !name !other.log
bouncestat report --section |codes domains !sendmail
bouncestat sql --to|--top !--tz
bouncestat data show patterns/re|patterns/replies.tsv
bouncestat prune |!other.log
bouncestat prune --k|--keep !--since
bouncestat ingest --db |other.log
END
[ ! -e /usr/share/zoneinfo/tzdata.zi ] ||
    echo 'bouncestat --tz Europe/Ber|Europe/Berlin' >>../cases

# One word a line. The last word of the line is the one that is completed.
offer_bash() {
    bash -c '
        compopt() { :; } # there is none outside of a completion
        . "$1" || exit 2
        IFS=" " read -r -a COMP_WORDS <<<"${2//=/ = }"
        [[ $2 != *" " ]] || COMP_WORDS+=("")
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _bouncestat bouncestat
        printf "%s\n" "${COMPREPLY[@]}"' - "$folder/bouncestat.bash" "$1"
}

offer_fish() {
    fish -c 'source $argv[1]; complete -C $argv[2]' "$folder/bouncestat.fish" "$1" |
        sed 's/\t.*//; s/^--[a-z-]*=\(.\)/\1/; s/\\//g'
}

fault() {
    echo "$1: '$2': $3; offered is: $(tr '\n' ' ' <../offered)"
    faults=1
}

check() {
    while IFS='|' read -r line words; do
        "offer_$1" "$line" | sed 's/=$//; s|/$||; s/ /_/g' >../offered
        for word in $words; do
            case $word in
            !*) ! grep -qxFe "${word#!}" ../offered || fault "$1" "$line" "$word" ;;
            *) grep -qxFe "$word" ../offered || fault "$1" "$line" "$word" ;;
            esac
        done
    done <../cases
}

for shell in bash fish zsh; do
    if ! command -v $shell >/dev/null; then
        echo "SKIPPED: no $shell"
        continue
    fi
    $shell -n "$folder/bouncestat.$shell" || faults=1
    # zsh completes on a terminal only.
    [ $shell = zsh ] || check $shell
done
exit $faults
