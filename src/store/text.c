/* SPDX-License-Identifier: MIT */
/*
 * text - log text → what SQLite may see: valid UTF-8 without NUL.
 *
 * SQLite stores any bytes as text, but its JSON functions pass bad ones on,
 * and many of its functions stop at a NUL.
 */
#include "store/text.h"

#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"

#define NUL_BYTES 3 /* of U+FFFD, which stands for one NUL */

static size_t replace(char *out, size_t size, struct bs_str text)
{
    size_t at = 0;
    size_t used = 0;

    while (at < text.len) {
        char *to = out != NULL && used < size ? out + used : NULL;
        const char *nul = memchr(text.data + at, '\0', text.len - at);
        const size_t part =
            nul != NULL ? (size_t)(nul - text.data) - at : text.len - at;

        used += bs_utf8_clean(to, to != NULL ? size - used : 0, text.data + at,
                              part);
        at += part;
        if (nul == NULL)
            break;
        if (out != NULL && used + NUL_BYTES <= size)
            (void)bs_utf8_encode(out + used, BS_UTF8_BAD);
        used += NUL_BYTES;
        at++;
    }
    return used;
}

bool bs_text_clean(struct bs_text *clean, struct bs_str text)
{
    size_t need;

    clean->text = text;
    if (bs_text_is_plain(text))
        return true;
    if (bs_utf8_valid(text.data, text.len) &&
        memchr(text.data, '\0', text.len) == NULL)
        return true;
    need = replace(NULL, 0, text) + BS_UTF8_MAX; /* encode may write so many */
    if (need > clean->room) {
        char *own = bs_resize(clean->own, need, 1);

        if (own == NULL)
            return false;
        clean->own = own;
        clean->room = need;
    }
    clean->text.data = clean->own;
    clean->text.len = replace(clean->own, clean->room, text);
    return true;
}

void bs_text_clear(struct bs_text *clean)
{
    bs_free(clean->own);
    *clean = (struct bs_text){0};
}
