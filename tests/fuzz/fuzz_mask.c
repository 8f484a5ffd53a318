/* SPDX-License-Identifier: MIT */
/*
 * fuzz_mask - a reply of a hostile server, and the name in it.
 *
 * What a database would keep is short, valid UTF-8 without control characters,
 * and the same each time.
 */
#include <string.h>

#include "base/utf8.h"
#include "classify/local.h"
#include "classify/mask.h"
#include "classify/readable.h"
#include "fuzz.h"

static size_t
mask(char out[BS_READABLE_MAX], struct bs_str text, struct bs_str address)
{
    char *own = malloc(text.len + 1);
    char *masked = malloc(text.len + 1);
    struct bs_str hidden;
    size_t len;

    MUST(own != NULL && masked != NULL);
    hidden = bs_local_hide(own, text, address);
    MUST(hidden.len <= text.len);
    len = bs_mask(masked, hidden);
    MUST(len <= hidden.len);
    len = bs_readable(out, (struct bs_str){masked, len});
    free(own);
    free(masked);
    return len;
}

/* The first byte is the length of the address in front of the text. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char out[BS_READABLE_MAX];
    char again[BS_READABLE_MAX];
    struct bs_str address;
    struct bs_str text;
    size_t len;

    if (size == 0)
        return 0;
    address.data = (const char *)data + 1;
    address.len = data[0] < size - 1 ? data[0] : size - 1;
    text.data = address.data + address.len;
    text.len = size - 1 - address.len;
    len = mask(out, text, address);
    MUST(len <= BS_READABLE_MAX && bs_utf8_valid(out, len));
    for (size_t i = 0; i < len; i++)
        MUST((unsigned char)out[i] >= 0x20 && out[i] != 0x7f);
    MUST(mask(again, text, address) == len && memcmp(out, again, len) == 0);
    return 0;
}
