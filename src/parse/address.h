/* SPDX-License-Identifier: MIT */
/* address - mail addresses as logs write them. Knows: base. */
#ifndef PARSE_ADDRESS_H
#define PARSE_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "bouncestat/str.h"

#define BS_DOMAIN_MAX 1024 /* bytes; what is longer is cut */

/* Without the outer <>. */
static inline struct bs_str bs_address_strip(struct bs_str text)
{
    if (text.len >= 2 && text.data[0] == '<' && text.data[text.len - 1] == '>')
        return (struct bs_str){text.data + 1, text.len - 2};
    return text;
}

/* Is it local@domain, and not a pipe, a file or ":blackhole:"? */
bool bs_address_complete(struct bs_str address);

/*
 * The domain behind the last @: in lower case, without the dot at its end,
 * U-labels as A-labels. It points into address or, where it had to be changed,
 * into buffer. None, if there is no domain.
 */
struct bs_str
bs_address_domain(struct bs_str address, char buffer[BS_DOMAIN_MAX]);

#endif
