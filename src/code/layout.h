/* SPDX-License-Identifier: MIT */
/* layout - what a layout file says, before its names are looked up. */
#ifndef CODE_LAYOUT_H
#define CODE_LAYOUT_H

#include "base/arena.h"
#include "bouncestat/layout.h"
#include "data/conf.h"

struct bs_layout_name { /* a section that a report names */
    const char *name;
    unsigned line;
    struct bs_layout_name *next;
};

struct bs_layout_section {
    struct bs_section section;
    unsigned query_line;
    struct bs_layout_section *next;
};

struct bs_layout_report {
    struct bs_report report;
    const char *label;
    unsigned line;
    struct bs_layout_name *sections;
    struct bs_layout_name *csv; /* NULL: none is named */
    struct bs_layout_report *next;
};

/* Reads what stands below "[report NAME]" and "[section NAME]". Texts are
 * copied to the arena. Errors: BS_ENOMEM, BS_ESYNTAX. */
BS_MUST_CHECK enum bs_status
bs_layout_read_report(struct bs_layout_report *out, struct bs_arena *arena,
                      const struct bs_conf_section *from, struct bs_error *err);
BS_MUST_CHECK enum bs_status
bs_layout_read_section(struct bs_layout_section *out, struct bs_arena *arena,
                       const struct bs_conf_section *from,
                       struct bs_error *err);

#endif
