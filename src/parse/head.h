/* SPDX-License-Identifier: MIT */
/* head - what stands before the message: time, host, program. Knows: base. */
#ifndef PARSE_HEAD_H
#define PARSE_HEAD_H

#include "parse/stamp.h"

struct bs_head {
    struct bs_stamp stamp;
    struct bs_str host; /* none: the line names none */
    struct bs_str tag;  /* program; none: nothing but a stamp is there */
    struct bs_str body;
    uint32_t repeat; /* how many times the line stands for its message */
};

/*
 * Reads the head of a line: RFC 3164, RFC 3339, RFC 5424, journalctl's short
 * forms, with a priority, a container's name or a level. False if there is no
 * stamp. If bare is wanted, the body begins behind the stamp.
 */
bool bs_head_parse(struct bs_head *out, struct bs_str line, bool bare);

#endif
