/* SPDX-License-Identifier: MIT */
/* fill - puts values into a sentence of words.tsv. */
#include "cli/fill.h"

#include <stdlib.h>
#include <string.h>

#include "cli/mem.h"
#include "cli/width.h"

#define TEXT_MAX 48 /* columns of a text in a sentence */
#define NAME_MAX_LEN 40

static const struct cell *find(const struct fill *fill, struct bs_str name)
{
    char text[NAME_MAX_LEN + 1];

    if (name.len > NAME_MAX_LEN)
        return NULL;
    memcpy(text, name.data, name.len);
    text[name.len] = '\0';
    for (size_t i = 0; i < fill->field_count; i++)
        if (strcmp(fill->fields[i].name, text) == 0)
            return &fill->fields[i].cell;
    if (fill->rows == NULL || fill->rows->columns == NULL)
        return NULL;
    return rows_cell(fill->rows, fill->row, text, fill->lang);
}

static bool says_nothing(const struct cell *cell)
{
    if (cell == NULL)
        return true;
    switch (cell->kind) {
    case CELL_NONE: return true;
    case CELL_TEXT: return cell->text.len == 0;
    case CELL_COUNT: return cell->count == 0;
    case CELL_REAL:
    case CELL_PERCENT: return !(cell->real > 0 || cell->real < 0);
    }
    return true;
}

/* What stands before the first c of text, or all of it. */
static struct bs_str before(struct bs_str text, char c)
{
    const char *hit = memchr(text.data, c, text.len);

    return (struct bs_str){text.data,
                           hit != NULL ? (size_t)(hit - text.data) : text.len};
}

static struct bs_str after(struct bs_str text, size_t len)
{
    len = len < text.len ? len : text.len;
    return (struct bs_str){text.data + len, text.len - len};
}

static bool any_value(struct bs_str part, const struct fill *fill)
{
    while (part.len > 0) {
        struct bs_str name;

        part = after(part, before(part, '{').len + 1);
        if (part.len == 0)
            break;
        name = before(before(part, '}'), '|');
        if (!says_nothing(find(fill, name)))
            return true;
    }
    return false;
}

void fill_cut(struct out *out, struct bs_str text, size_t columns)
{
    char *safe = table_safe(text);
    struct bs_str all = bs_str_of(safe);
    size_t taken;
    struct bs_str part = width_cut(all, columns, &taken);

    if (part.len < all.len)
        part = width_cut(all, columns - 1, &taken);
    out_str(out, part);
    if (part.len < all.len)
        out_text(out, "\xE2\x80\xA6"); /* ... */
    free(safe);
}

static void
put_value(struct out *out, struct bs_str inside, const struct fill *fill)
{
    struct bs_str name = before(inside, '|');
    struct bs_str words = after(inside, name.len + 1);
    struct bs_str one = before(words, '|');
    const struct cell *cell = find(fill, name);
    char room[NUMBER_SIZE];

    if (cell == NULL)
        out_print(out, "{%.*s}", BS_ARG(inside));
    else if (name.len < inside.len)
        out_str(out, cell->kind == CELL_COUNT && cell->count == 1
                         ? one
                         : after(words, one.len + 1));
    else if (fill->markdown)
        table_markdown_field(out, table_shown(cell, room, fill->lang));
    else
        fill_cut(out, table_shown(cell, room, fill->lang),
                 fill->most > 0 ? fill->most : TEXT_MAX);
}

static void
put_plain(struct out *out, struct bs_str part, const struct fill *fill)
{
    while (part.len > 0) {
        struct bs_str text = before(part, '{');
        struct bs_str inside;

        out_str(out, text);
        if (text.len == part.len)
            return;
        part = after(part, text.len + 1);
        inside = before(part, '}');
        put_value(out, inside, fill);
        part = after(part, inside.len + 1);
    }
}

void fill_sentence(struct out *out, const char *sentence,
                   const struct fill *fill)
{
    struct bs_str rest = bs_str_of(sentence);

    while (rest.len > 0) {
        struct bs_str part = before(rest, '[');

        put_plain(out, part, fill);
        rest = after(rest, part.len + 1);
        part = before(rest, ']');
        if (any_value(part, fill))
            put_plain(out, part, fill);
        rest = after(rest, part.len + 1);
    }
}

char *fill_copy(const char *sentence, const struct fill *fill)
{
    struct out memory;
    char *text;

    out_memory(&memory);
    fill_sentence(&memory, sentence, fill);
    text = mem_copy(memory.data, memory.len);
    out_abandon(&memory);
    return text;
}
