/* SPDX-License-Identifier: MIT */
/* What journalctl writes gives whole lines that are not too long, the same in
 * whatever pieces it comes. The first byte chooses the form. */
#include "fuzz.h"

#include "../unit/bytes_source.h"

static enum bs_status
lines_of(struct bs_buf *out, struct bs_str text, enum bs_form form, size_t most)
{
    bs_buf_init(out, (size_t)1 << 24);
    return bytes_entries(
        out, bytes_source_new(text, most, (uint32_t)most - 1, false), form,
        4096, NULL);
}

static void check_lines(const struct bs_buf *out, enum bs_form form)
{
    size_t begin = 0;

    for (size_t i = 0; i < out->len; i++) {
        MUST(i - begin <= (size_t)BS_LINE_MAX + 1);
        if (out->data[i] == '\n')
            begin = i + 1;
    }
    MUST(form == BS_FORM_JSON || begin == out->len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const enum bs_form form =
        size > 0 && data[0] == 'j' ? BS_FORM_JSON : BS_FORM_EXPORT;
    const struct bs_str text = {(const char *)data + 1, size - 1};
    struct bs_buf whole, parts;

    if (size == 0)
        return 0;
    MUST(lines_of(&whole, text, form, SIZE_MAX) ==
         lines_of(&parts, text, form, 7));
    MUST(whole.len == parts.len);
    MUST(memcmp(bs_buf_text(&whole), bs_buf_text(&parts), whole.len) == 0);
    check_lines(&whole, form);
    bs_buf_clear(&whole);
    bs_buf_clear(&parts);
    return 0;
}
