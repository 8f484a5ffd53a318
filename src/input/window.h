/* SPDX-License-Identifier: MIT */
/*
 * window - the last two chunks of a source, and a way back. Knows: base, a
 * source.
 *
 * Its user may return bytes that it took but did not need, and may start
 * again at an earlier place.
 */
#ifndef INPUT_WINDOW_H
#define INPUT_WINDOW_H

#include "input/source.h"

struct bs_window {
    struct bs_source *raw; /* owned */
    char *chunks;          /* owned: two chunks, the newer one behind */
    size_t older, newer;   /* bytes in them, without a gap between */
    size_t unread;         /* at their end, not yet taken */
    uint64_t position;     /* in raw, behind the newer */
    char *kept;            /* owned: the first bytes of raw */
    size_t kept_len;
    bool ended;            /* raw has no more; then see error */
    struct bs_error error; /* status BS_OK: none */
};

/* Owns raw from now on, also on failure. Errors: BS_ENOMEM. */
BS_MUST_CHECK enum bs_status bs_window_init(struct bs_window *window,
                                            struct bs_source *raw,
                                            struct bs_error *err);

/* The unread bytes, of which there is at least one; none at the end and on
 * failure. They live until the next call. */
struct bs_str bs_window_peek(struct bs_window *window);

/* Takes len of the unread bytes. */
void bs_window_take(struct bs_window *window, size_t len);

/* Makes len bytes unread again; false: they are not there any more. */
bool bs_window_return(struct bs_window *window, uint64_t len);

/* Where in raw the unread bytes begin. */
uint64_t bs_window_tell(const struct bs_window *window);

/* Goes back to such a place; false: raw cannot. */
bool bs_window_rewind(struct bs_window *window, uint64_t position);

void bs_window_clear(struct bs_window *window);

#endif
