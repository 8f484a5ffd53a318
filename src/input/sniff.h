/* SPDX-License-Identifier: MIT */
/* sniff - what the first bytes of an input say. Knows: C only. */
#ifndef INPUT_SNIFF_H
#define INPUT_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "bouncestat/str.h"

enum bs_filter {
    BS_FILTER_PLAIN,
    BS_FILTER_GZ,
    BS_FILTER_BZ2,
    BS_FILTER_XZ,
    BS_FILTER_ZST,
    BS_FILTER_COUNT
};

/* How these bytes are compressed. Of a short input the part of a magic
 * number that is there decides. */
enum bs_filter bs_sniff_filter(struct bs_str head);

enum bs_form {
    BS_FORM_TEXT,   /* lines */
    BS_FORM_EXPORT, /* of a journal, by journalctl */
    BS_FORM_JSON,   /* the same */
    BS_FORM_COUNT
};

/* In which form these bytes, the first of a decompressed input, hold lines. */
enum bs_form bs_sniff_form(struct bs_str head);

/*
 * Why these bytes, the first of a decompressed input, are no log: "a tar
 * archive; unpack it first". NULL: they may be one. A log may hold any
 * bytes, begin in mid-line and with NULs.
 */
const char *bs_sniff_refuse(struct bs_str head);

#endif
