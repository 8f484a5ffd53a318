/* SPDX-License-Identifier: MIT */
/* next - which queue id the next host gave a message. */
#include "parse/next.h"

#include <string.h>

#include "base/number.h"

static const bool id_bytes[256] = {
    /* digits, letters, '-' */
    ['-'] = true,
#define X(c) [c] = true, [(c) + 1] = true
    X('0'),       X('2'), X('4'), X('6'), X('8'),
#undef X
#define X(c)                                                                   \
    [c] = true, [(c) + 1] = true, [(c) + 'a' - 'A'] = true,                    \
    [(c) + 1 + 'a' - 'A'] = true
    X('A'),       X('C'), X('E'), X('G'), X('I'), X('K'), X('M'),
    X('O'),       X('Q'), X('S'), X('U'), X('W'), X('Y'),
#undef X
};

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
        if (!id_bytes[(unsigned char)id.data[i]])
            return (struct bs_str){0};
    return id;
}

/* Where the last word begins. */
static size_t last_word(struct bs_str text)
{
    const char *blank;

#if defined(__SSE2__)
    if (text.len >= sizeof(__m128i)) { /* nearly always it is in the end */
        const size_t end = text.len - sizeof(__m128i);
        const __m128i bytes = _mm_loadu_si128((const void *)(text.data + end));
        const uint32_t blanks = (uint32_t)_mm_movemask_epi8(
            _mm_cmpeq_epi8(bytes, _mm_set1_epi8(' ')));

        if (blanks != 0)
            return end + 32 - (size_t)__builtin_clz(blanks);
    }
#endif
    blank = text.len > 0 ? memrchr(text.data, ' ', text.len) : NULL;
    return blank != NULL ? (size_t)(blank - text.data) + 1 : 0;
}

/* The eight bytes before end, zeros before the first. */
static uint64_t word_before(struct bs_str text, size_t end)
{
    char bytes[8] = {0};

    if (end >= sizeof bytes)
        return bs_little(text.data + end - sizeof bytes);
    if (end > 0)
        memcpy(bytes + sizeof bytes - end, text.data, end);
    return bs_little(bytes);
}

/* Kept out of its caller, whose frame would grow for it. */
__attribute__((noinline)) static struct bs_str
read_form(const struct bs_next_form *form, struct bs_str reply, size_t word)
{
    struct bs_str rest = {reply.data, reply.len - form->behind.len};

    if (form->behind.len == 0)
        return read_word(form, reply, word);
    return ends_with(reply, form->behind)
               ? read_word(form, rest, last_word(rest))
               : (struct bs_str){0};
}

/* Nearly all replies are in none of the forms. */
struct bs_str bs_next_id(const struct bs_dialect *dialect, struct bs_str reply)
{
    const struct bs_next_form *form = dialect->next_ids;
    const struct bs_next_form *const end = form + dialect->next_count;
    const size_t word = last_word(reply);
    const uint64_t before = word_before(reply, word);
    const uint64_t last = word_before(reply, reply.len);

    for (; form < end; form++) {
        struct bs_str id;

        /* Behind the id, if something is wanted there; else before it. */
        if ((((form->behind.len > 0 ? last : before) ^ form->last) &
             form->care) != 0)
            continue;
        id = read_form(form, reply, word);
        if (id.data != NULL)
            return id;
    }
    return (struct bs_str){0};
}
