# SPDX-License-Identifier: MIT
# awk -v include=FOLDER -f synopsis.awk PAGE
#
# Copies a manual page. For a line @NAME@ it writes the prototypes of
# FOLDER/bouncestat/NAME.h in mdoc, so that the page always has those in force.

# The header as one line, without comments and preprocessor.
function read(file,    line, text, in_macro, start, stop) {
  text = ""
  while ((getline line <file) > 0) {
    if (in_macro || line ~ /^#/) {
      in_macro = line ~ /\\$/
      continue
    }
    text = text " " line
  }
  close(file)
  while ((start = index(text, "/*")) > 0) {
    stop = index(substr(text, start), "*/")
    text = substr(text, 1, start - 1) substr(text, start + stop + 1)
  }
  gsub(/[ \t]+/, " ", text)
  return text
}

# "const char *bs_x(int a, struct b *b)"
function prototype(text,    open, name, type, count, args, i) {
  open = index(text, "(")
  type = substr(text, 1, open - 1)
  match(type, /bs_[a-z0-9_]+$/)
  name = substr(type, RSTART)
  type = substr(type, 1, RSTART - 1)
  sub(/ $/, "", type)
  text = substr(text, open + 1)
  sub(/\)$/, "", text)
  print ".Ft \"" type "\""
  print ".Fo " name
  count = split(text, args, /, */)
  for (i = 1; i <= count; i++)
    print ".Fa \"" args[i] "\""
  print ".Fc"
}

function prototypes(name,    text, count, parts, i, found) {
  text = read(include "/bouncestat/" name ".h")
  count = split(text, parts, /;/)
  for (i = 1; i <= count; i++)
    if (sub(/^.*BS_API (BS_MUST_CHECK )?/, "", parts[i])) {
      prototype(parts[i])
      found = 1
    }
  if (!found) {
    print FILENAME ":" FNR ": no functions in " name ".h" >"/dev/stderr"
    exit 1
  }
}

/^@[a-z]+@$/ {
  prototypes(substr($0, 2, length($0) - 2))
  next
}
{ print }
