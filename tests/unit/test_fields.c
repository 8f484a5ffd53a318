/* SPDX-License-Identifier: MIT */
/* Lines made of fields: what is read, and where the rules go on. */
#include "parse/fields.h"

#include <stdio.h>
#include <string.h>

#include "cases.h"

#define PADDING                                                                \
    "................................................................"

static const struct bs_front front = {
    .key_count = 3,
    .keys = {
        {.text = {.text = {"to=" PADDING, 3}}, .field = BS_FIELD_RECIPIENT},
        {.text = {.text = {"orig_to=", 8}}, .field = BS_FIELD_COUNT},
        {.text = {.text = {"relay=" PADDING, 6}},
         .field = BS_FIELD_RELAY,
         .endpoint = true},
    }};

static const struct read_case {
    const char *name;
    const char *body;
    const char *rest; /* NULL: it does not begin so */
    const char *queue;
    const char *recipient;
    const char *relay;
    const char *ip; /* NULL: none */
} read_cases[] = {
    {"plain",
     "4D1F: to=<a@b.example>, relay=mx.b.example[192.0.2.1]:25, delay=1",
     "delay=1", "4D1F", "a@b.example", "mx.b.example", "192.0.2.1"},
    {"with the first address",
     "4D1F: to=<a@b>, orig_to=<c, d@e>, relay=x[2001:db8::1], x", "x", "4D1F",
     "a@b", "x", "2001:db8::1"},
    {"a path is no address", "4D1F: to=<a@b>, relay=x[private/lmtp], x", "x",
     "4D1F", "a@b", "x", NULL},
    {"quoted local part",
     "4D1F: to=<\"x>, relay=y[1.2.3.4], \\\" \"@b>, relay=z[192.0.2.1]:25, x",
     "x", "4D1F", "\"x>, relay=y[1.2.3.4], \\\" \"@b", "z", "192.0.2.1"},
    {"null recipient", "4D1F: to=<>, relay=x[192.0.2.1], x", "x", "4D1F", "",
     "x", "192.0.2.1"},
    {"no brackets", "4D1F: to=a@b, relay=x[192.0.2.1], x", "x", "4D1F", "a@b",
     "x", "192.0.2.1"},
    {"no endpoint", "4D1F: to=<a@b>, relay=none, x", NULL, NULL, NULL, NULL,
     NULL},
    {"another key first", "4D1F: from=<a@b>, relay=x[192.0.2.1], x", NULL, NULL,
     NULL, NULL, NULL},
    {"no queue id", ": to=<a@b>, relay=x[192.0.2.1], x", NULL, NULL, NULL, NULL,
     NULL},
    {"no blank", "4D1F:to=<a@b>, relay=x[192.0.2.1], x", NULL, NULL, NULL, NULL,
     NULL},
    {"address without end", "4D1F: to=<a@b, relay=x[192.0.2.1], x", NULL, NULL,
     NULL, NULL, NULL},
    {"quote without end", "4D1F: to=<\"a>, relay=x[192.0.2.1], x", NULL, NULL,
     NULL, NULL, NULL},
    {"cut behind the recipient", "4D1F: to=<a@b>", NULL, NULL, NULL, NULL,
     NULL},
    {"cut in the relay", "4D1F: to=<a@b>, relay=x[192.0.2.1", NULL, NULL, NULL,
     NULL, NULL},
    {"text behind the bracket", "4D1F: to=<a@b>, relay=x[192.0.2.1]y, x", NULL,
     NULL, NULL, NULL, NULL},
    {"empty", "", NULL, NULL, NULL, NULL, NULL},
};

static void assert_field(const struct bs_captured *captured,
                         enum bs_field field, const char *want)
{
    struct bs_str have = bs_captured_get(captured, field);

    if (want == NULL) {
        assert_null(have.data);
        return;
    }
    assert_non_null(have.data);
    assert_int_equal(have.len, strlen(want));
    assert_memory_equal(have.data, want, have.len);
}

static void test_read(void **state)
{
    const struct read_case *c = *state;
    struct bs_front full = front;
    struct bs_captured captured = {0};
    char text[256] = "";
    size_t len = strlen(c->body);
    size_t used;

    for (size_t i = 0; i < full.key_count; i++) {
        struct bs_field_key *key = &full.keys[i];

        key->text = bs_literal_of(key->text.text);
    }
    (void)snprintf(text, sizeof text, "%s" PADDING, c->body);
    used = bs_fields_read(&full, (struct bs_str){text, len}, &captured);
    if (c->rest == NULL) {
        assert_int_equal(used, 0);
        return;
    }
    assert_string_equal(c->body + used, c->rest);
    assert_field(&captured, BS_FIELD_QUEUE, c->queue);
    assert_field(&captured, BS_FIELD_RECIPIENT, c->recipient);
    assert_field(&captured, BS_FIELD_RELAY, c->relay);
    assert_field(&captured, BS_FIELD_IP, c->ip);
}

int main(void)
{
    return RUN_CASES(test_read, read_cases);
}
