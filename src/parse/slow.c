/* SPDX-License-Identifier: MIT */
/*
 * slow - finds out whether a pattern is open to attack.
 *
 * Counts the steps that PCRE2's interpreter takes, so that the verdict is the
 * same on every machine: with STUFFING bytes put into the subject where a field
 * may begin, whole or cut there, and with twice as many. Linear work doubles, quadratic work takes
 * four times as many steps, and exponential work never ends.
 */
#include "parse/slow.h"

#include <string.h>

#include "base/buf.h"
#include "base/fail.h"

#define STUFFING ((size_t)300)
#define SUBJECT_MAX ((size_t)1024 * 1024)
#define STEPS_MAX 4000000U /* of one match; a limit, not a measure */
#define STEPS_FLOOR 20000U /* what takes fewer is never slow */

static enum bs_status stuffed(uint64_t *steps, struct bs_str pattern,
                              struct bs_str subject, const struct bs_slow *with,
                              size_t count, struct bs_error *err)
{
    struct bs_buf buf;
    enum bs_status status;

    bs_buf_init(&buf, SUBJECT_MAX);
    bs_buf_add(&buf, subject.data, with->place);
    for (size_t i = 0; i < count; i++)
        bs_buf_addc(&buf, with->byte);
    if (!with->cut)
        bs_buf_add(&buf, subject.data + with->place, subject.len - with->place);
    bs_buf_addc(&buf, '\1'); /* nothing ends like this */
    status = bs_buf_status(&buf);
    if (status == BS_OK)
        status = bs_rx_steps(steps, pattern,
                             (struct bs_str){bs_buf_text(&buf), buf.len},
                             STEPS_MAX, err);
    else
        status = bs_fail_memory(err);
    bs_buf_clear(&buf);
    return status;
}

static enum bs_status try(struct bs_slow *out, struct bs_str pattern,
                          struct bs_str subject, struct bs_error *err)
{
    enum bs_status status =
        stuffed(&out->once, pattern, subject, out, STUFFING, err);

    out->twice = out->once;
    if (status == BS_OK && out->once < STEPS_MAX && out->once > STEPS_FLOOR / 8)
        status = stuffed(&out->twice, pattern, subject, out, 2 * STUFFING, err);
    out->found = status == BS_OK && out->twice >= STEPS_FLOOR &&
                 (out->once >= STEPS_MAX || out->twice >= out->once * 3);
    return status;
}

static bool field_begins(struct bs_str subject, size_t at)
{
    return at == 0 || at == subject.len ||
           memchr(" =<(:,", subject.data[at], 6) != NULL;
}

enum bs_status bs_slow_find(struct bs_slow *out, struct bs_str pattern,
                            struct bs_str subject, struct bs_error *err)
{
    static const char bytes[] = {'a', '0', ' ', '<', '=', '('};
    enum bs_status status = BS_OK;

    *out = (struct bs_slow){0};
    for (out->place = 0; out->place <= subject.len; out->place++) {
        if (!field_begins(subject, out->place))
            continue;
        for (size_t i = 0; i < 2 * (sizeof bytes + 1); i++) {
            out->cut = i % 2 == 1;
            out->byte = i / 2 < sizeof bytes ? bytes[i / 2]
                        : out->place > 0     ? subject.data[out->place - 1]
                                             : bytes[0];
            status = try(out, pattern, subject, err);
            if (status != BS_OK || out->found)
                return status;
        }
    }
    return status;
}
