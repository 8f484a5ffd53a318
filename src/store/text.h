/* SPDX-License-Identifier: MIT */
/* text - log text → what SQLite may see: valid UTF-8 without NUL. */
#ifndef STORE_TEXT_H
#define STORE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/number.h"
#include "bouncestat/str.h"

struct bs_text {
    struct bs_str text; /* the result of the last call */
    char *own;          /* its bytes, if they had to be changed */
    size_t room;
};

/*
 * Replaces what is not UTF-8, and NUL, by U+FFFD. The result points to the
 * given bytes if they were good, else it lives until the next call; none
 * stays none. false: memory ran out.
 */
bool bs_text_clean(struct bs_text *clean, struct bs_str text);

#define BS_TEXT_ONES UINT64_C(0x0101010101010101)
#define BS_TEXT_TOPS UINT64_C(0x8080808080808080)

/* The top bit of a byte says that it, or one below it, is no plain one. */
static inline uint64_t bs_text_faults(uint64_t word)
{
    return (word | (word - BS_TEXT_ONES)) & BS_TEXT_TOPS;
}

/* Is there no text, or every byte ASCII and none a NUL? Then it is clean.
 * Eight at a time: each event asks. */
static inline bool bs_text_is_plain(struct bs_str text)
{
    uint64_t bad = 0;
    uint64_t word = BS_TEXT_ONES;

    if (text.len >= sizeof word) {
        for (size_t i = 0; i + sizeof word < text.len; i += sizeof word)
            bad |= bs_text_faults(bs_little(text.data + i));
        word = bs_little(text.data + text.len - sizeof word);
        return (bad | bs_text_faults(word)) == 0;
    }
    for (size_t i = 0; i < text.len; i++)
        word = word << 8 | (unsigned char)text.data[i];
    return bs_text_faults(word) == 0;
}

void bs_text_clear(struct bs_text *clean);

#endif
