/* SPDX-License-Identifier: MIT */
/* head - what stands before the message: time, host, program. Knows: base. */
#ifndef PARSE_HEAD_H
#define PARSE_HEAD_H

#include "parse/stamp.h"

struct bs_head {
    struct bs_stamp stamp;
    struct bs_str stamp_text; /* the bytes that it was read from */
    struct bs_str host;       /* none: the line names none */
    struct bs_str tag;        /* program; none: nothing but a stamp is there */
    struct bs_str body;
    uint32_t repeat; /* how many times the line stands for its message */
    bool by_memo;    /* the stamp is that of the memo */
    bool version;    /* RFC 5424's stands before the stamp */
};

/* Where the parts of a head stand, for lines that are known to have the same.
 */
struct bs_layout {
    uint8_t stamp;
    uint8_t stamp_len;
    uint8_t host;
    uint8_t host_len; /* 0: none */
    uint8_t rest;     /* the tag or, of a bare line, the body */
};

/*
 * Reads the head of a line: RFC 3164, RFC 3339, RFC 5424, journalctl's short
 * forms, with a priority, a container's name or a level. False if there is no
 * stamp. If bare is wanted, the body begins behind the stamp.
 */
bool bs_head_parse(struct bs_head *out, struct bs_str line, bool bare);

/* The same for a line whose head has a known layout; body_at is where the body
 * begins if the program's name is short and ": " stands behind it or its pid.
 * 32 bytes behind the line are readable. */
bool bs_head_known(struct bs_head *out, struct bs_str line, bool bare,
                   const struct bs_layout *layout, size_t body_at,
                   struct bs_stamp_memo *memo);

#endif
