/* SPDX-License-Identifier: MIT */
#include "cli/fill.h"

#include <string.h>

#include "cases.h"
#include "cli/stamp.h"

static const struct fill_case {
    const char *name;
    const char *sentence;
    const char *want;
} fill_cases[] = {
    {"plain", "no value", "no value"},
    {"count", "{many} in all", "1,312 in all"},
    {"ratio", "{rate}", "17.2 %"},
    {"hostile text", "<{evil}>", "<a\\x1B[31m>"},
    {"long text", "{long}",
     "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeee\xE2\x80\xA6"},
    {"none", "<{none}>", "<>"},
    {"unknown name", "{what}", "{what}"},
    {"one", "{one} {one|line|lines}", "1 line"},
    {"many", "{many} {many|line|lines}", "1,312 lines"},
    {"zero", "{zero} {zero|line|lines}", "0 lines"},
    {"part with a value", "a[ {one}]b", "a 1b"},
    {"part with zero", "a[ {zero}]b", "ab"},
    {"part with none", "a[ {none}{no}]b", "ab"},
    {"part with one of two", "a[ {zero} of {many}]", "a 0 of 1,312"},
    {"two parts", "[{one}][, {zero}][, {many}]", "1, 1,312"},
    {"part by its word", "[{one|is|are}]", "is"},
    {"unclosed part", "a[ {one}", "a 1"},
    {"unclosed name", "a {one", "a 1"},
    {"empty", "", ""},
};

static void test_fill(void **state)
{
    const struct fill_case *c = *state;
    const struct field fields[] = {
        {"many", cell_count(1312)},
        {"one", cell_count(1)},
        {"zero", cell_count(0)},
        {"none", {.kind = CELL_NONE}},
        {"rate", cell_percent(0.172)},
        {"evil", cell_text(BS_STR("a\033[31m"))},
        {"long", cell_text(BS_STR("aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd"
                                  "eeeeeeeeeeffffffffff"))},
    };
    const struct fill fill = {
        .fields = fields, .field_count = COUNT_OF(fields), .lang = BS_EN};
    struct out out;

    out_memory(&out);
    fill_sentence(&out, c->sentence, &fill);
    out_add(&out, "", 1);
    assert_string_equal(out.data, c->want);
    out_abandon(&out);
}

static const struct period_case {
    const char *name;
    int64_t first, last;
    const char *want;
} period_cases[] = {
    {"one day", 1795161600, 1795165200,
     "2026-11-20 08:00 \xE2\x80\x93 09:00 UTC"},
    {"two days", 1795161600, 1795161600 + 86400,
     "2026-11-20 08:00 \xE2\x80\x93 2026-11-21 08:00 UTC"},
    {"one minute", 1795161600, 1795161659, "2026-11-20 08:00 UTC"},
};

static void test_period(void **state)
{
    const struct period_case *c = *state;
    char text[2 * STAMP_SIZE];
    struct zone zone;

    assert_int_equal(zone_init(&zone, "UTC", NULL), BS_OK);
    assert_string_equal(stamp_period(text, c->first, c->last, &zone), c->want);
}

int main(void)
{
    int failed = RUN_CASES(test_fill, fill_cases);

    return failed + RUN_CASES(test_period, period_cases);
}
