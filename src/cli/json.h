/* SPDX-License-Identifier: MIT */
/*
 * json - writes JSON: objects, arrays and values, keys in the order of the
 * calls, indented. Text that is not UTF-8 becomes U+FFFD.
 */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "cli/out.h"

struct json {
    struct out *out;
    unsigned depth;
    bool more; /* there is a value before the next one */
};

void json_init(struct json *json, struct out *out);

/* The key is NULL inside an array and at the top. */
void json_open(struct json *json, const char *key, char bracket); /* { [ */
void json_close(struct json *json, char bracket);                 /* } ] */

/* None becomes null. */
void json_text(struct json *json, const char *key, struct bs_str text);
void json_count(struct json *json, const char *key, uint64_t number);
void json_integer(struct json *json, const char *key, int64_t number);
void json_real(struct json *json, const char *key, double number);
void json_bool(struct json *json, const char *key, bool value);
void json_null(struct json *json, const char *key);

/* The text as a JSON string with its quotes; null for none. Fast. */
void json_string(struct out *out, struct bs_str text);

#endif
