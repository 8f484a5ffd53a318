/* SPDX-License-Identifier: MIT */
/* next - which queue id the next host gave a message. */
#include "parse/next.h"

#include <string.h>

#include "base/number.h"

static bool is_id(char c)
{
    return bs_is_digit(c) ||
           ((unsigned)(unsigned char)c | 0x20U) - (unsigned)'a' < 26U ||
           c == '-';
}

static bool ends_with(struct bs_str text, struct bs_str end)
{
    return text.len >= end.len &&
           (end.len == 0 ||
            memcmp(text.data + text.len - end.len, end.data, end.len) == 0);
}

/* "OK id=" has the word "id=" and before it "OK ". */
static struct bs_str
read_word(const struct bs_next_form *form, struct bs_str reply, size_t word)
{
    struct bs_str before = {form->before.data, form->word};
    struct bs_str mark = {form->before.data + form->word,
                          form->before.len - form->word};
    struct bs_str id;

    if (reply.len - word <= mark.len ||
        !ends_with((struct bs_str){reply.data, word}, before) ||
        memcmp(reply.data + word, mark.data, mark.len) != 0)
        return (struct bs_str){0};
    id = (struct bs_str){reply.data + word + mark.len,
                         reply.len - word - mark.len};
    for (size_t i = 0; i < id.len; i++)
        if (!is_id(id.data[i]))
            return (struct bs_str){0};
    return id;
}

/* Where the last word begins. */
static size_t last_word(struct bs_str text)
{
    const char *blank = text.len > 0 ? memrchr(text.data, ' ', text.len) : NULL;

    return blank != NULL ? (size_t)(blank - text.data) + 1 : 0;
}

/* May what stands before end be the form's? */
static bool
may_end(const struct bs_next_form *form, struct bs_str reply, size_t end)
{
    return end < 8 ||
           ((bs_little(reply.data + end - 8) ^ form->last) & form->care) == 0;
}

struct bs_str bs_next_id(const struct bs_dialect *dialect, struct bs_str reply)
{
    size_t word = last_word(reply);
    struct bs_str id = {0};

    for (size_t i = 0; i < dialect->next_count && id.data == NULL; i++) {
        const struct bs_next_form *form = &dialect->next_ids[i];
        bool last = form->behind.len == 0; /* the id is the last word */

        if (!may_end(form, reply, last ? word : reply.len))
            continue;
        if (last) {
            id = read_word(form, reply, word);
        } else if (ends_with(reply, form->behind)) {
            struct bs_str rest = {reply.data, reply.len - form->behind.len};

            id = read_word(form, rest, last_word(rest));
        }
    }
    return id;
}
