#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs what the EXAMPLES of a page of the manual show, in a folder that looks
# like one of logs.
#   manual.sh PROGRAM ROOT PAGE WORK
#
# In a display, a line "$ ..." is a command, and the comment in front of it,
# '.\" expect: exit N, /regex/', tells its exit status and what a line of its
# output (both streams) must match; "/^$/" also stands for no output at all. A
# comment '.\" file: NAME' tells where the display behind it is to be written.
set -eu
program=$1 root=$2 page=$3 work=$4

rm -rf "$work"
mkdir -p "$work/bin" "$work/logs" "$work/examples"
ln -s "$program" "$work/bin/bouncestat"

# The folder of logs, with an older one that is compressed. Stamps without a
# year take that of the file's time.
cp "$root/samples/postfix/mail.log" "$work/logs/mail.log"
cp "$root/samples/sendmail/mail.log" "$work/logs/maillog"
cp "$root/samples/exim/mainlog" "$work/logs/mainlog"
gzip -c "$root/samples/postfix/mail.log" >"$work/logs/mail.log.1.gz"
touch -d '2026-12-01 00:00 UTC' "$work"/logs/*

# A journal, for the example with a pipe.
cat >"$work/bin/journalctl" <<'END'
#!/bin/sh
awk '/postfix.*\/smtp\[/ {
  tag = $0
  sub(/^.* postfix/, "postfix", tag)
  message = tag
  sub(/\[.*/, "", tag)
  sub(/^[^ ]* /, "", message)
  printf "__CURSOR=s=%d\n__REALTIME_TIMESTAMP=%d000000\n_HOSTNAME=mx1\n", NR, 1795400000 + NR
  printf "SYSLOG_IDENTIFIER=%s\nMESSAGE=%s\n\n", tag, message
}' mail.log
END
chmod +x "$work/bin/journalctl"

# The compiler of the build, for examples in C.
printf '#!/bin/sh\nexec %s "$@"\n' "${BS_CC:-cc}" >"$work/bin/cc"
chmod +x "$work/bin/cc"

# The page, as numbered commands and files below examples/.
awk -v to="$work/examples" '
function plain(s) {
  gsub(/\\\(ha/, "^", s); gsub(/\\\(ti/, "~", s); gsub(/\\\(aq/, "\047", s)
  gsub(/\\\(ga/, "`", s); gsub(/\\\(dq/, "\"", s); gsub(/\\-/, "-", s)
  gsub(/\\&/, "", s); gsub(/\\e/, "\\", s)
  return s
}
function fault(what) {
  printf "%s:%d: %s\n", FILENAME, FNR, what
  bad = 1
}
/^\.Sh / { inside = $2 == "EXAMPLES" || $2 == "BEISPIELE" }
!inside { next }
/^\.\\" expect: exit [0-9]+, \/.*\/$/ {
  status = $4
  sub(/,$/, "", status)
  regex = $0
  sub(/^[^\/]*\//, "", regex)
  sub(/\/$/, "", regex)
  next
}
/^\.\\" file: [^ ]+$/ { file = $3; next }
/^\.\\"/ { fault("comment that is no expect: and no file:") }
/^\.Bd / { display = 1; next }
/^\.Ed/ {
  display = 0
  file = now = ""
  next
}
display && file != "" {
  if (now == "") {
    now = sprintf("%s/%03d.file", to, ++count)
    print file >(now ".name")
  }
  print plain($0) >now
  next
}
display && /^\$ / {
  if (status == "")
    fault("command without expect:")
  name = sprintf("%s/%03d.command", to, ++count)
  print plain(substr($0, 3)) >name
  print status >(name ".status")
  print regex >(name ".regex")
  status = ""
  commands++
}
END {
  if (file != "" || status != "")
    fault("nothing behind the last comment")
  if (commands == 0)
    fault("no commands in EXAMPLES")
  exit bad
}' "$page"

cd "$work/logs"
PATH=$work/bin:$PATH
HOME=$work XDG_CONFIG_HOME=$work/none TZ=UTC LC_ALL=C
export PATH HOME XDG_CONFIG_HOME TZ LC_ALL
unset BOUNCESTAT_DB NO_COLOR LANG LC_MESSAGES TZDIR || :

failed=0
for item in "$work"/examples/*.file "$work"/examples/*.command; do
  [ -e "$item" ] || continue
  printf '%s\n' "$item"
done | sort >"$work/order"
while read -r item; do
  case $item in
  *.file)
    name=$(cat "$item.name")
    mkdir -p "$(dirname "$name")"
    cp "$item" "$name"
    continue
    ;;
  esac
  status=0
  sh "$item" >"$item.out" 2>&1 </dev/null || status=$?
  if [ "$status" != "$(cat "$item.status")" ]; then
    failed=1
    echo "\$ $(cat "$item")"
    echo "exit status $status, not $(cat "$item.status"):"
    cat "$item.out"
  fi
  regex=$(cat "$item.regex")
  if [ "$regex" = '^$' ] && [ ! -s "$item.out" ]; then
    continue
  fi
  if ! grep -Eq -e "$regex" "$item.out"; then
    failed=1
    echo "\$ $(cat "$item")"
    echo "no line matches /$regex/:"
    head -n 40 "$item.out"
  fi
done <"$work/order"
[ "$failed" = 0 ] || exit 1
echo "$(grep -c 'command$' "$work/order") commands, each as the page says"
