/* SPDX-License-Identifier: MIT */
/*
 * conf - sections of key = raw value, with line numbers.
 *
 * Knows the form of a file (patterns/README.md, "Dialects"), not its meaning.
 */
#ifndef DATA_CONF_H
#define DATA_CONF_H

#include <stddef.h>

#include "bouncestat/error.h"
#include "bouncestat/str.h"

struct bs_conf_item {
    struct bs_str key;
    struct bs_str value; /* blanks at both ends of each line taken off */
    unsigned line;       /* of the key; 1 is the first */
    unsigned value_line; /* where the value begins: the same, or below */
};

struct bs_conf_section {
    struct bs_str kind; /* "rule" of "[rule postfix delivery]" */
    struct bs_str name; /* "postfix delivery"; may be empty */
    unsigned line;
    const struct bs_conf_item *items;
    size_t count;
};

struct bs_conf; /* sections in the order of the file */

/*
 * Reads a file; label is what messages call it. The slices point into the
 * conf's own copy and live as long as it.
 *
 * A value that goes on in lines that begin with a blank has a newline between
 * its lines; an empty first line adds none. A key is made of ASCII letters,
 * digits, '-' and '_'. A key that stands twice is given twice. Empty lines and
 * comments are passed over, also inside a value; a CR at the end of a line is
 * taken off.
 *
 * Errors: BS_ENOMEM; BS_ESYNTAX with "label:line: ...".
 */
BS_MUST_CHECK enum bs_status
bs_conf_parse(struct bs_conf **out, const char *label, struct bs_str text,
              struct bs_error *err);

/* The i-th section, NULL behind the last. */
const struct bs_conf_section *
bs_conf_section(const struct bs_conf *conf, size_t i);

/* NULL is allowed. */
void bs_conf_free(struct bs_conf *conf);

#endif
