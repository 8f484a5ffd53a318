/* SPDX-License-Identifier: MIT */
/* What was read is printed in a normal form and read back as the same; a
 * fault is told with file and line. */
#include "data/conf.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "fuzz.h"

/* Each line of a value as a continued one: all blanks at the start of a line
 * and empty first lines are taken off again. */
static void print_item(struct bs_buf *out, const struct bs_conf_item *item)
{
    bs_buf_print(out, "%.*s =", BS_ARG(item->key));
    for (size_t i = 0; i < item->value.len; i++) {
        if (i == 0)
            bs_buf_add(out, "\n ", 2);
        bs_buf_addc(out, item->value.data[i]);
        if (item->value.data[i] == '\n')
            bs_buf_addc(out, ' ');
    }
    bs_buf_addc(out, '\n');
}

static void print(struct bs_buf *out, const struct bs_conf *conf)
{
    const struct bs_conf_section *section;

    for (size_t i = 0; (section = bs_conf_section(conf, i)) != NULL; i++) {
        bs_buf_print(out, "[%.*s %.*s]\n", BS_ARG(section->kind),
                     BS_ARG(section->name));
        for (size_t j = 0; j < section->count; j++)
            print_item(out, &section->items[j]);
    }
    MUST(bs_buf_status(out) == BS_OK);
}

/* Lines are numbered upwards, and no slice holds a NUL or bad UTF-8. */
static void check(const struct bs_conf *conf)
{
    const struct bs_conf_section *section;
    unsigned line = 0;

    for (size_t i = 0; (section = bs_conf_section(conf, i)) != NULL; i++) {
        MUST(section->line > line && section->kind.len > 0);
        line = section->line;
        for (size_t j = 0; j < section->count; j++) {
            const struct bs_conf_item *item = &section->items[j];

            MUST(item->line > line && item->key.len > 0);
            MUST(memchr(item->value.data, '\0', item->value.len) == NULL);
            MUST(bs_utf8_valid(item->value.data, item->value.len));
            line = item->line;
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct bs_str text = {(const char *)data, size};
    struct bs_buf first, second;
    struct bs_error err = {0};
    struct bs_conf *conf;
    const enum bs_status status = bs_conf_parse(&conf, "x", text, &err);

    if (status != BS_OK) {
        MUST(status == BS_ESYNTAX && conf == NULL);
        MUST(strncmp(err.text, "x:", 2) == 0 && err.text[2] >= '1');
        return 0;
    }
    bs_buf_init(&first, 4 * size + 100);
    bs_buf_init(&second, 4 * size + 100);
    check(conf);
    print(&first, conf);
    bs_conf_free(conf);
    MUST(bs_conf_parse(&conf, "x", (struct bs_str){first.data, first.len},
                       &err) == BS_OK);
    print(&second, conf);
    MUST(strcmp(bs_buf_text(&first), bs_buf_text(&second)) == 0);
    bs_conf_free(conf);
    bs_buf_clear(&first);
    bs_buf_clear(&second);
    return 0;
}
