/* SPDX-License-Identifier: MIT */
#include "cli/event_json.h"

#include "cases.h"

static const char *
written(struct out *out, const struct bs_event *event, const char *file)
{
    struct event_writer writer;

    out_memory(out);
    event_writer_init(&writer, out);
    writer.file = bs_str_of(file);
    event_write(&writer, event);
    out_add(out, "", 1);
    return out->data;
}

static void test_full(void **state)
{
    const struct bs_event event = {
        .time = 1795161600,
        .nanosecond = 120000000,
        .digits = 3,
        .direction = BS_OUT,
        .outcome = BS_BOUNCED,
        .code = 550,
        .dsn = {5, 1, 1},
        .host = BS_STR("mx1"),
        .mta = BS_STR("postfix"),
        .service = BS_STR("smtp"),
        .queue_id = BS_STR("4XyZ"),
        .recipient = BS_STR("User@Example.org"),
        .domain = BS_STR("example.org"),
        .sender = BS_STR(""),
        .relay = BS_STR("mx.example.org"),
        .relay_ip = BS_STR("192.0.2.1"),
        .text = BS_STR("550 5.1.1 \"no\xFF\""),
        .rule = BS_STR("delivery"),
        .line = 18446744073709551615U,
    };
    struct out out;

    (void)state;
    assert_string_equal(
        written(&out, &event, "mail.log"),
        "{\"time\":\"2026-11-20T08:00:00.120Z\",\"host\":\"mx1\","
        "\"mta\":\"postfix\",\"service\":\"smtp\",\"queue_id\":\"4XyZ\","
        "\"direction\":\"out\",\"outcome\":\"bounced\","
        "\"recipient\":\"User@Example.org\",\"domain\":\"example.org\","
        "\"sender\":\"\",\"relay\":\"mx.example.org\","
        "\"relay_ip\":\"192.0.2.1\",\"code\":550,\"dsn\":\"5.1.1\","
        "\"text\":\"550 5.1.1 \\\"no\xEF\xBF\xBD\\\"\",\"class\":null,"
        "\"severity\":null,\"provider\":null,\"rule\":\"delivery\","
        "\"file\":\"mail.log\",\"line\":18446744073709551615}\n");
    out_abandon(&out);
}

static void test_unknown_is_null(void **state)
{
    const struct bs_event event = {.outcome = BS_DELIVERED, .line = 1};
    struct out out;

    (void)state;
    assert_string_equal(
        written(&out, &event, "-"),
        "{\"time\":\"1970-01-01T00:00:00Z\",\"host\":null,\"mta\":null,"
        "\"service\":null,\"queue_id\":null,\"direction\":\"out\","
        "\"outcome\":\"delivered\",\"recipient\":null,\"domain\":null,"
        "\"sender\":null,\"relay\":null,\"relay_ip\":null,\"code\":null,"
        "\"dsn\":null,\"text\":null,\"class\":null,\"severity\":null,"
        "\"provider\":null,\"rule\":null,\"file\":\"-\",\"line\":1}\n");
    out_abandon(&out);
}

static void test_second_is_kept_apart(void **state)
{
    struct bs_event event = {.time = 59, .nanosecond = 5, .digits = 9};
    struct event_writer writer;
    struct out out;

    (void)state;
    out_memory(&out);
    event_writer_init(&writer, &out);
    event_write(&writer, &event);
    assert_memory_equal(out.data,
                        "{\"time\":\"1970-01-01T00:00:59.000000005Z\"", 40);
    out.len = 0;
    event.time = 60;
    event.digits = 0;
    event_write(&writer, &event);
    assert_memory_equal(out.data, "{\"time\":\"1970-01-01T00:01:00Z\"", 30);
    out_abandon(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_full),
        cmocka_unit_test(test_unknown_is_null),
        cmocka_unit_test(test_second_is_kept_apart),
    };

    return cmocka_run_group_tests_name("event_json", tests, NULL, NULL);
}
