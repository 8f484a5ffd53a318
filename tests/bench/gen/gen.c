/* SPDX-License-Identifier: MIT */
/*
 * gen - prints a mail log of about so many bytes.
 *
 * Usage    gen postfix-3164|postfix-3339|exim|sendmail BYTES SEED DAYS
 *          The log begins on 2026-03-01 UTC.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen.h"

static const struct kind {
    const char *name;
    void (*traffic)(int64_t now);
    enum stamp stamp;
    uint64_t bytes_each; /* about what one call of traffic() logs */
} kinds[] = {
    {"postfix-3164", postfix_traffic, STAMP_3164, 1450},
    {"postfix-3339", postfix_traffic, STAMP_3339, 1600},
    {"exim", exim_traffic, STAMP_EXIM, 740},
    {"sendmail", sendmail_traffic, STAMP_3164, 900},
};

static const struct kind *find_kind(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    return NULL;
}

int main(int argc, char **argv)
{
    static char buffer[1 << 18];
    const struct kind *kind = argc == 5 ? find_kind(argv[1]) : NULL;
    uint64_t want;
    int64_t gap;
    int64_t now = 0;

    if (kind == NULL) {
        fputs("usage: gen KIND BYTES SEED DAYS\n", stderr);
        return 2;
    }
    want = strtoull(argv[2], NULL, 10);
    gap = strtoll(argv[4], NULL, 10) * 24 * 60 * MINUTE /
          (int64_t)(want / kind->bytes_each + 1);
    (void)setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
    random_seed(1); /* the same domains in every log */
    world_make();
    random_seed(strtoull(argv[3], NULL, 10));
    while (lines_bytes() < want) {
        now += around(gap);
        lines_until(now, want, kind->stamp);
        kind->traffic(now);
    }
    return fflush(stdout) == 0 ? 0 : 2;
}
