/* SPDX-License-Identifier: MIT */
/* The entries of a journal say the same in every form, and in whatever pieces
 * they come, as the lines of a log that has them. */
#include "logs.h"

#include "../unit/bytes_source.h"
#include "base/utf8.h"

#define ROUNDS 6
#define ENTRIES 400
#define MESSAGE_MAX ((size_t)100000) /* longer than a line */

struct forms { /* the same entries */
    struct bs_buf lines;
    struct bs_buf export;
    struct bs_buf json;
};

static void add_export(struct bs_buf *out, const char *name, struct bs_str text,
                       bool binary)
{
    if (!binary &&
        (text.len == 0 || memchr(text.data, '\n', text.len) == NULL)) {
        bs_buf_print(out, "%s=", name);
    } else {
        bs_buf_print(out, "%s\n", name);
        for (unsigned i = 0; i < 64; i += 8)
            bs_buf_addc(out, (char)((uint64_t)text.len >> i & 0xff));
    }
    bs_buf_add(out, text.data, text.len);
    bs_buf_addc(out, '\n');
}

static void
add_json(struct bs_buf *out, const char *name, struct bs_str text, bool binary)
{
    static char escaped[1 << 20];

    bs_buf_print(out, "\"%s\":", name);
    if (!binary && bs_utf8_valid(text.data, text.len)) {
        assert_true(bs_str_json(escaped, sizeof escaped, text) <
                    sizeof escaped);
        bs_buf_print(out, "\"%s\"", escaped);
        return;
    }
    bs_buf_addc(out, '[');
    for (size_t i = 0; i < text.len; i++)
        bs_buf_print(out, "%s%u", i > 0 ? "," : "",
                     (unsigned)(unsigned char)text.data[i]);
    bs_buf_addc(out, ']');
}

static void add_field(struct forms *forms, struct logs *logs, const char *name,
                      struct bs_str text)
{
    const bool binary = logs_random(logs, 8) == 0;

    add_export(&forms->export, name, text, binary);
    add_json(&forms->json, name, text, binary);
    bs_buf_addc(&forms->json, ',');
}

/* As rsyslogd writes it. */
static void add_line(struct bs_buf *out, struct bs_str text)
{
    for (size_t i = 0; i < text.len && out->len <= BS_LINE_MAX; i++) {
        const unsigned char c = (unsigned char)text.data[i];

        if (c < 0x20 || c == 0x7f)
            bs_buf_print(out, "#%03o", c);
        else
            bs_buf_addc(out, text.data[i]);
    }
    if (out->len > (size_t)BS_LINE_MAX + 1)
        out->len = (size_t)BS_LINE_MAX + 1;
}

static void make_entry(struct forms *forms, struct logs *logs)
{
    const struct logs_body *body =
        &logs->bodies[logs_random(logs, (uint32_t)logs->count)];
    char micro[32];
    struct bs_buf text, line;
    struct bs_str message;

    bs_buf_init(&text, LOGS_MAX);
    bs_buf_init(&line, LOGS_MAX);
    logs_text(logs, &text, body->text, true);
    if (logs_random(logs, 5) == 0)
        bs_buf_print(&text, "\n2026-11-20T08:00:00Z mx1 postfix/smtp[7]: x");
    message = (struct bs_str){bs_buf_text(&text), text.len};
    if (message.len > MESSAGE_MAX)
        message.len = MESSAGE_MAX;
    logs->time += logs_random(logs, 300);
    (void)snprintf(micro, sizeof micro, "%lld%06u", (long long)logs->time,
                   logs_random(logs, 1000000));
    bs_buf_addc(&forms->json, '{');
    add_field(forms, logs, "__REALTIME_TIMESTAMP", bs_str_of(micro));
    if (message.len < 1000)
        add_field(forms, logs, "_CMDLINE", message); /* wanted by nobody */
    add_field(forms, logs, "_HOSTNAME", BS_STR("mx1"));
    add_field(forms, logs, "SYSLOG_IDENTIFIER", body->tag);
    add_field(forms, logs, "_PID", BS_STR("12"));
    add_field(forms, logs, "MESSAGE", message);
    bs_buf_print(&forms->json, "\"PRIORITY\":\"6\"}\n");
    bs_buf_addc(&forms->export, '\n');
    logs_date(&line, "%Y-%m-%dT%T+00:00 mx1 ", logs->time);
    bs_buf_print(&line, "%.*s[12]: ", BS_ARG(body->tag));
    add_line(&line, message);
    bs_buf_add(&forms->lines, line.data, line.len);
    bs_buf_addc(&forms->lines, '\n');
    bs_buf_clear(&text);
    bs_buf_clear(&line);
}

static void expect_lines(const struct bs_buf *want, const struct bs_buf *have,
                         enum bs_form form, uint32_t random)
{
    struct bs_buf out;
    struct bs_error err = {0};
    const struct bs_str text = {have->data, have->len};

    bs_buf_init(&out, LOGS_MAX);
    if (bytes_entries(&out, bytes_source_new(text, 3000, random | 1, false),
                      form, 1 + random % 4096, &err) != BS_OK)
        fail_msg("%s", err.text);
    assert_int_equal(out.len, want->len);
    assert_memory_equal(out.data, want->data, want->len);
    bs_buf_clear(&out);
}

/* The parser has found what there is to find. Returns the cut lines. */
static uint64_t
expect_events(const struct logs *logs, const struct bs_buf *lines)
{
    static const char pad[LOGS_PAD] = {0};
    struct bs_buf padded;
    struct bs_stats stats;
    struct said said;

    bs_buf_init(&padded, LOGS_MAX);
    bs_buf_add(&padded, lines->data, lines->len);
    bs_buf_add(&padded, pad, sizeof pad);
    said_open(&said, logs);
    said_begin(&said);
    said_block(&said, padded.data, lines->len);
    stats = bs_parser_stats(said.parser);
    assert_int_equal(stats_lines(&stats), ENTRIES);
    assert_true(stats.matched > ENTRIES / 4);
    said_close(&said);
    bs_buf_clear(&padded);
    return stats.cut;
}

static void test_entries(void **state)
{
    struct logs logs;
    uint64_t cut = 0;

    (void)state;
    logs_open(&logs);
    logs.long_lines = true;
    for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
        struct forms forms;

        print_message("seed %llu\n", (unsigned long long)seed);
        logs.random = seed * UINT64_C(0x9E3779B97F4A7C15);
        logs.time = INT64_C(1795445526);
        bs_buf_init(&forms.lines, LOGS_MAX);
        bs_buf_init(&forms.export, LOGS_MAX);
        bs_buf_init(&forms.json, LOGS_MAX);
        for (size_t i = 0; i < ENTRIES; i++)
            make_entry(&forms, &logs);
        assert_int_equal(bs_buf_status(&forms.json), BS_OK);
        for (uint32_t i = 0; i < 4; i++) {
            expect_lines(&forms.lines, &forms.export, BS_FORM_EXPORT,
                         logs_random(&logs, 100000));
            expect_lines(&forms.lines, &forms.json, BS_FORM_JSON,
                         logs_random(&logs, 100000));
        }
        cut += expect_events(&logs, &forms.lines);
        bs_buf_clear(&forms.lines);
        bs_buf_clear(&forms.export);
        bs_buf_clear(&forms.json);
    }
    assert_true(cut > 0);
    logs_close(&logs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_entries)};

    return cmocka_run_group_tests_name("entries", tests, NULL, NULL);
}
