/* SPDX-License-Identifier: MIT */
#include "classify/mask.h"

#include <string.h>

#include "cases.h"

static const struct mask_case {
    const char *name;
    const char *text;
    const char *want; /* ~ is any mark */
} mask_cases[] = {
    {"empty", "", ""},
    {"case stays", "Mailbox FULL", "Mailbox FULL"},
    {"angles", "550 5.1.1 <Anna@Example.org>: No", "550 5.1.1 ~: No"},
    {"angles with a blank", "<a b>x", "~x"},
    {"angle without end", "a <b c <d", "a <b c <d"},
    {"address", "user anna@example.org unknown", "user ~ unknown"},
    {"host with address", "to mx.example.org[192.0.2.1]:25: no", "to ~: no"},
    {"address alone", "host [192.0.2.10] listed", "host [~] listed"},
    {"address in a URL", "https://x.org/ip/192.0.2.1", "https://x.org/ip/~"},
    {"enhanced code stays", "5.7.606 banned", "5.7.606 banned"},
    {"provider's own ids stay", "(S3150) ofr_506 [506] DT:SPM",
     "(S3150) ofr_506 [506] DT:SPM"},
    {"reply code", "said: 550 no", "said: 550 no"},
    {"URL in angles", "see <https://x.org/a>.", "see <https://x.org/a>."},
    {"address in a URL", "https://x.org/?a=b@c.org",
     "https://x.org/?a=b@c.org"},
    {"long number", "AS(201806281)", "AS(0)"},
    {"number of its own", "wait 399 seconds", "wait 0 seconds"},
    {"time", "in 00:13:34", "in 0:0:0"},
    {"id", "queued 4XyZ12abcdz3 ok", "queued ~ ok"},
    {"behind an id", "f981c0c11d77-F3tktWDn6Mhz.189 - gsmtp", "~-~.0 - gsmtp"},
    {"blanks", "a \t b", "a   b"},
    {"long words", "Undeliverable: Recipient Mailbox Unavailable12 Here",
     "Undeliverable: Recipient Mailbox ~ Here"},
    {"long word with an address", "somebody.with.a.long.name@example.org is",
     "~ is"},
    {"long host", "connect to mail.protection.outlook.com[192.0.2.1]: x",
     "connect to ~: x"},
    {"other languages", "Postf\xc3\xa4 c", "Postf\xc3\xa4 c"},
    {"bad bytes", "a\xff\x01 b", "a\xff\x01 b"},
};

static void test_mask(void **state)
{
    const struct mask_case *c = *state;
    char got[256];
    const size_t len = strlen(c->text);
    char *text = malloc(len + 1); /* so that a byte too many is seen */
    size_t used;

    assert_non_null(text);
    memcpy(text, c->text, len);
    used = bs_mask(got, (struct bs_str){text, len});
    assert_true(used <= len);
    got[used] = '\0';
    for (size_t i = 0; i < used; i++)
        if (got[i] >= BS_MARK_FIRST && got[i] <= BS_MARK_LAST &&
            strchr(c->text, got[i]) == NULL)
            got[i] = '~';
    assert_string_equal(got, c->want);
    free(text);
}

int main(void)
{
    return RUN_CASES(test_mask, mask_cases);
}
