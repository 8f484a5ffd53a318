/* SPDX-License-Identifier: MIT */
/* A code that was read is printed and read back as the same, and everything
 * that is a code is a key, too. */
#include "bouncestat/code.h"

#include <string.h>

#include "fuzz.h"

typedef size_t parse_fn(struct bs_esc *out, const char *text, size_t len);

static size_t check(parse_fn *parse, const char *data, size_t size)
{
    struct bs_esc code = {1, 1, 1};
    struct bs_esc again;
    char text[BS_ESC_BUFSIZE];
    const size_t used = parse(&code, data, size);

    MUST(used <= size);
    MUST(bs_esc_format(text, code) == used);
    if (used == 0) {
        MUST(code.cls == 0 && code.subject == 0 && code.detail == 0);
        return 0;
    }
    MUST(memcmp(text, data, used) == 0 && text[used] == '\0');
    MUST(parse(&again, text, used) == used);
    MUST(bs_esc_cmp(code, again) == 0);
    return used;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    const size_t used = check(bs_esc_parse, text, size);

    MUST(used == 0 || check(bs_esc_parse_key, text, size) == used);
    (void)check(bs_esc_parse_key, text, size);
    return 0;
}
