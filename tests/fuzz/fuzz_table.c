/* SPDX-License-Identifier: MIT */
/* Rows below a head of three columns that were read are printed and read back
 * as the same; a fault is told with file and line. */
#include "data/table.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "fuzz.h"

#define HEAD "a\tb\tc\n"
#define COLUMNS 3

static enum bs_status parse(struct bs_table **out, struct bs_str text)
{
    struct bs_error err = {0};
    const enum bs_status status = bs_table_parse(out, "x", text, &err);

    MUST(status == BS_OK || status == BS_ESYNTAX);
    MUST((status == BS_OK) == (*out != NULL));
    MUST(status == BS_OK ||
         (strncmp(err.text, "x:", 2) == 0 && err.text[2] >= '1'));
    return status;
}

static void print(struct bs_buf *out, const struct bs_table *table)
{
    unsigned line = 1;

    bs_buf_print(out, "%s", HEAD);
    for (size_t row = 0; row < bs_table_rows(table); row++) {
        MUST(bs_table_line(table, row) > line);
        line = bs_table_line(table, row);
        for (size_t i = 0; i < COLUMNS; i++) {
            const char *cell = bs_table_cell(table, row, i);

            MUST(strpbrk(cell, "\t\r\n\x1b") == NULL);
            MUST(bs_utf8_valid(cell, strlen(cell)));
            bs_buf_print(out, "%s%c", cell[0] != '\0' ? cell : "-",
                         i + 1 < COLUMNS ? '\t' : '\n');
        }
    }
    MUST(bs_buf_status(out) == BS_OK);
}

static void check_rows(struct bs_str text)
{
    struct bs_buf first, second;
    struct bs_table *table;

    if (parse(&table, text) != BS_OK)
        return;
    bs_buf_init(&first, 2 * text.len);
    bs_buf_init(&second, 2 * text.len);
    print(&first, table);
    bs_table_free(table);
    MUST(parse(&table, (struct bs_str){first.data, first.len}) == BS_OK);
    print(&second, table);
    bs_table_free(table);
    MUST(strcmp(bs_buf_text(&first), bs_buf_text(&second)) == 0);
    bs_buf_clear(&first);
    bs_buf_clear(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct bs_str raw = {(const char *)data, size};
    struct bs_table *table;
    struct bs_buf text;

    (void)parse(&table, raw);
    bs_table_free(table);
    bs_buf_init(&text, sizeof HEAD + size);
    bs_buf_print(&text, "%s", HEAD);
    bs_buf_add(&text, raw.data, raw.len);
    check_rows((struct bs_str){text.data, text.len});
    bs_buf_clear(&text);
    return 0;
}
