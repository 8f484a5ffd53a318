/* SPDX-License-Identifier: MIT */
/*
 * No local part gets into a database: whatever a server says of a recipient
 * or a sender, neither the file nor its write-ahead log has the name.
 */
#include "../unit/store_lab.h"

#include <ctype.h>
#include <stdio.h>

#include "bouncestat/classifier.h"

#define ROUNDS 400
#define SECRET "zqjv" /* is in each name, and in nothing else */

/* %A is the address, %L the local part, %U the same in upper case, %B what is in
 * front of its plus. */
static const struct said {
    const char *text;
} replies[] = {
    {"550 5.1.1 <%A>: Recipient address rejected: User unknown"},
    {"550 No such user %L here"},
    {"550 5.1.1 unknown user: \"%L\""},
    {"550 <%L>... User unknown"},
    {"550 5.1.1 %L... User unknown"},
    {"User %U does not exist (%U)"},
    {"mailbox [%L] is full; quota of %L exceeded"},
    {"550 '%L' is no user of ours"},
    {"550 user not found:%L"},
    {"550-5.1.1 no %L\n550 5.1.1 no %U"},
    {"cannot open /var/mail/%L: permission denied"},
    {"553 sorry, %B has left; see https://example.org/?user=%L&x=%A"},
    {"550 see https://example.org/who/%L or http://%L@example.org/"},
    {"550 5.7.1 <%A> does not like <SRS0=abcd=xy=example.net=%L@example.org>"},
    {"550 bounces+%L=example.net@example.org unknown"},
    {"550 prvs=1234abcdef=%L@example.org unknown"},
    {"mailto:%A?subject=%L, or %L@[192.0.2.1]"},
    {"450 4.2.0 %L: greylisted, try again"},
    {"550 account %L#1 (%L), \xc3\xa4\xff %L"},
    {"550 no such user <%L"},
    {"host mx.example.org[192.0.2.1] said: 550 %L unknown (in reply to RCPT "
     "TO)"},
};

static const struct shape { /* of a local part */
    const char *before;
    const char *behind;
} shapes[] = {
    {"", ""},     {"", ".smith"}, {"a.", ""},   {"", "+tag"}, {"\"", " b\""},
    {"\"", "\""}, {"", "_1"},     {"x-", "-y"}, {"", "'x"},   {"", "%host"},
    {"ö", ""},    {"1", "9"},     {"\\", ""},   {"", "=org"},
};

static void make_local(char *out, size_t size, uint64_t *seed)
{
    const struct shape *shape = &shapes[lab_random(seed, COUNT_OF(shapes))];
    char word[32];
    size_t len = 0;

    for (uint32_t n = lab_random(seed, 5); n > 0; n--)
        word[len++] = (char)('a' + lab_random(seed, 26));
    memcpy(word + len, SECRET, strlen(SECRET));
    len += strlen(SECRET);
    for (uint32_t n = lab_random(seed, 5); n > 0; n--)
        word[len++] = (char)('a' + lab_random(seed, 26));
    word[len] = '\0';
    (void)snprintf(out, size, "%s%s%s", shape->before, word, shape->behind);
}

static void add_upper(struct bs_buf *out, const char *text)
{
    for (; *text != '\0'; text++)
        bs_buf_addc(out, (char)toupper((unsigned char)*text));
}

static void fill_in(struct bs_buf *out, const char *from, const char *local)
{
    const size_t base = strcspn(local, "+");

    for (; *from != '\0'; from++) {
        if (*from != '%') {
            bs_buf_addc(out, *from);
            continue;
        }
        switch (*++from) {
        case 'A': bs_buf_print(out, "%s@example.net", local); break;
        case 'L': bs_buf_add(out, local, strlen(local)); break;
        case 'U': add_upper(out, local); break;
        default: bs_buf_add(out, local, base); break;
        }
    }
}

static void count_reply(struct lab *lab, struct bs_classifier *classifier,
                        const char *said, uint64_t *seed)
{
    struct bs_event event = {.time = LAB_DAY,
                             .direction = BS_OUT,
                             .outcome = BS_BOUNCED,
                             .code = 550,
                             .domain = BS_STR("example.net")};
    struct bs_str *who =
        lab_random(seed, 3) == 0 ? &event.sender : &event.recipient;
    struct bs_buf text;
    char local[64];
    char address[128];

    make_local(local, sizeof local, seed);
    (void)snprintf(address, sizeof address, "%s@example.net", local);
    bs_buf_init(&text, 4096);
    fill_in(&text, said, local);
    event.text = bs_str_of(bs_buf_text(&text));
    *who = bs_str_of(address);
    bs_classify_event(classifier, &event);
    assert_int_equal(bs_store_count(lab->store, &event), BS_OK);
    bs_buf_clear(&text);
}

static void assert_no_secret(const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t found = 0;
    size_t bytes = 0;
    int c;

    assert_non_null(file);
    while ((c = fgetc(file)) != EOF) {
        bytes++;
        if (tolower(c) == SECRET[found])
            found++;
        else
            found = tolower(c) == SECRET[0];
        assert_true(found < strlen(SECRET));
    }
    assert_true(bytes > 0);
    (void)fclose(file);
}

static void test_privacy(void **state)
{
    const struct said *said = *state;
    struct bs_classifier *classifier;
    struct lab lab;
    char wal[sizeof lab.path + 4];
    uint64_t seed = 11;

    lab_begin(&lab);
    lab_load(&lab);
    assert_int_equal(bs_classifier_open(&classifier, lab.data, 3, &lab.err),
                     BS_OK);
    assert_int_equal(lab_open(&lab, lab.path, 0), BS_OK);
    for (int i = 0; i < ROUNDS; i++)
        count_reply(&lab, classifier, said->text, &seed);
    assert_int_equal(bs_store_flush(lab.store, &lab.err), BS_OK);
    (void)snprintf(wal, sizeof wal, "%s-wal", lab.path);
    assert_no_secret(wal);
    lab_close(&lab); /* checkpoints */
    assert_no_secret(lab.path);
    bs_classifier_close(classifier);
    lab_end(&lab);
}

int main(void)
{
    return RUN_CASES(test_privacy, replies);
}
