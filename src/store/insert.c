/* SPDX-License-Identifier: MIT */
/*
 * insert - puts pieces of SQL where files name them.
 *
 * A piece becomes one line without comments, so that what SQLite says of a
 * place behind it still tells the right line of the file.
 */
#include "store/insert.h"

#include <limits.h>
#include <string.h>

#include "base/fail.h"

static const char mark[] = "-- Insert:";
#define MARK (sizeof mark - 1)

/* The line at *at, without its end; moves *at behind it. */
static struct bs_str next_line(struct bs_str text, size_t *at)
{
    const char *begin = text.data + *at;
    const size_t left = text.len - *at;
    const char *end = memchr(begin, '\n', left);
    const size_t len = end != NULL ? (size_t)(end - begin) : left;

    *at += end != NULL ? len + 1 : len;
    return (struct bs_str){begin, len};
}

static bool is_mark(struct bs_str line)
{
    return line.len >= MARK && memcmp(line.data, mark, MARK) == 0;
}

bool bs_insert_needed(struct bs_str text)
{
    for (size_t at = 0; at < text.len;)
        if (is_mark(next_line(text, &at)))
            return true;
    return false;
}

/* What stands before a comment; "--" in quotes is none. */
static struct bs_str without_comment(struct bs_str line)
{
    char quote = '\0';

    for (size_t i = 0; i < line.len; i++) {
        const char c = line.data[i];

        if (quote != '\0')
            quote = c == quote ? '\0' : quote;
        else if (c == '\'' || c == '"')
            quote = c;
        else if (c == '-' && i + 1 < line.len && line.data[i + 1] == '-')
            return (struct bs_str){line.data, i};
    }
    return line;
}

static struct bs_str named(struct bs_str line)
{
    struct bs_str name = {line.data + MARK, line.len - MARK};

    while (name.len > 0 && name.data[0] == ' ') {
        name.data++;
        name.len--;
    }
    while (name.len > 0 && memchr(" \r", name.data[name.len - 1], 2) != NULL)
        name.len--;
    return name;
}

static const struct bs_data_file *
find(const struct bs_data *data, struct bs_str name)
{
    char path[PATH_MAX];

    if (name.len >= sizeof path)
        return NULL;
    memcpy(path, name.data, name.len);
    path[name.len] = '\0';
    return bs_data_find(data, path);
}

static enum bs_status put_piece(struct bs_buf *out, const struct bs_data *data,
                                const char *label, unsigned number,
                                struct bs_str name, struct bs_error *err)
{
    const struct bs_data_file *piece = find(data, name);

    if (piece == NULL)
        return bs_fail(err, BS_ENOINPUT, "%s:%u: no such data file: %.*s",
                       label, number, (int)name.len, name.data);
    if (bs_insert_needed(piece->text))
        return bs_fail(err, BS_ESYNTAX,
                       "%s:%u: a file that is inserted inserts none: %.*s",
                       label, number, (int)name.len, name.data);
    for (size_t at = 0; at < piece->text.len;) {
        const struct bs_str line = without_comment(next_line(piece->text, &at));

        bs_buf_add(out, line.data, line.len);
        bs_buf_addc(out, ' ');
    }
    return BS_OK;
}

enum bs_status bs_insert(struct bs_buf *out, const struct bs_data *data,
                         const char *label, struct bs_str text,
                         struct bs_error *err)
{
    enum bs_status status = BS_OK;
    unsigned number = 0;

    bs_buf_reset(out);
    for (size_t at = 0; status == BS_OK && at < text.len;) {
        const struct bs_str line = next_line(text, &at);

        number++;
        if (is_mark(line))
            status = put_piece(out, data, label, number, named(line), err);
        else
            bs_buf_add(out, line.data, line.len);
        bs_buf_addc(out, '\n');
    }
    if (status != BS_OK)
        return status;
    status = bs_buf_status(out);
    if (status == BS_ELIMIT)
        return bs_fail(err, status, "%s: too large", label);
    return status == BS_OK ? BS_OK : bs_fail_memory(err);
}
