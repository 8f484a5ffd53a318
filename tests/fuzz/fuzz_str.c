/* SPDX-License-Identifier: MIT */
/*
 * fuzz_str - hostile text in its safe forms.
 *
 * Whatever comes in, what goes to a terminal or into JSON is valid UTF-8
 * without control characters, and a short buffer gets a whole beginning of it.
 */
#include <string.h>

#include "base/utf8.h"
#include "bouncestat/str.h"
#include "fuzz.h"

typedef size_t safe_form(char *out, size_t size, struct bs_str text);

static void check_clean(const char *text, size_t len)
{
    MUST(bs_utf8_valid(text, len));
    for (size_t i = 0; i < len; i++)
        MUST((unsigned char)text[i] >= 0x20 && text[i] != 0x7f);
}

static void check_form(safe_form *form, struct bs_str text, size_t room)
{
    size_t len = form(NULL, 0, text);
    char *whole = malloc(len + 1);
    char *part = malloc(room + 1);

    MUST(whole != NULL && part != NULL);
    MUST(form(whole, len + 1, text) == len && strlen(whole) == len);
    check_clean(whole, len);
    MUST(form(part, room + 1, text) == len && strlen(part) <= room);
    MUST(strncmp(part, whole, strlen(part)) == 0);
    check_clean(part, strlen(part));
    free(whole);
    free(part);
}

/* The first byte is the size of the short buffer. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bs_str text;

    if (size == 0)
        return 0;
    text = (struct bs_str){(const char *)data + 1, size - 1};
    check_form(bs_str_terminal, text, data[0]);
    check_form(bs_str_json, text, data[0]);
    return 0;
}
