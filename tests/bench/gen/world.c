/* SPDX-License-Identifier: MIT */
/*
 * world - the domains that mail goes to.
 *
 * The n-th domain gets mail with a weight of 1/n, as in Zipf's law.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen.h"

#define DOMAINS 200000
#define WEIGHT (UINT64_C(1) << 40)

static const char *const big[] = {
    "gmail.com",   "outlook.com",    "gmx.de",      "yahoo.com",
    "web.de",      "hotmail.com",    "t-online.de", "icloud.com",
    "freenet.de",  "googlemail.com", "gmx.net",     "live.com",
    "bluewin.ch",  "orange.fr",      "mail.ru",     "yahoo.co.uk",
    "seznam.cz",   "libero.it",      "wp.pl",       "aol.com",
    "mailbox.org", "posteo.de",      "arcor.de",    "hotmail.co.uk",
};

static const char *const parts[] = {
    "alt",  "bau",  "berg", "blau",  "brunn", "dorf", "druck", "eck",
    "fein", "feld", "gut",  "haus",  "heim",  "hof",  "holz",  "kern",
    "land", "luft", "mark", "mess",  "neu",   "nord", "pro",   "rad",
    "rot",  "salz", "see",  "stern", "sued",  "tal",  "tech",  "wald",
    "werk", "wind", "wolf", "zeit",  "trans", "med",  "soft",  "net",
};

static const char *const tops[] = {
    "de", "de", "de", "com", "com", "com",  "net",   "org",    "at", "ch",
    "fr", "nl", "it", "pl",  "eu",  "info", "co.uk", "com.br", "io", "biz",
};

static const char *const users[] = {
    "info",     "office",  "a.schmidt", "bestellung", "m.weber", "sales",
    "j.martin", "support", "peter",     "katrin",     "noreply", "rechnung",
    "eva+shop", "t.novak", "l.rossi",   "postmaster", "anna",    "o'neill",
};

static struct domain domains[DOMAINS];
static uint64_t sums[DOMAINS]; /* of the weights up to this domain */

static char *format_copy(const char *format, const char *a, const char *b)
{
    char text[300];
    char *copy;

    (void)snprintf(text, sizeof text, format, a, b);
    copy = strdup(text);
    if (copy == NULL)
        abort();
    return copy;
}

static char *domain_name(uint32_t i)
{
    char label[120] = "";
    unsigned count = 2 + below(3);
    size_t len = 0;

    if (i < COUNT_OF(big))
        return format_copy("%s%s", big[i], "");
    for (unsigned k = 0; k < count; k++)
        len += (size_t)snprintf(label + len, sizeof label - len, "%s%s",
                                parts[below(COUNT_OF(parts))],
                                chance(100) && k + 1 < count ? "-" : "");
    (void)snprintf(label + len, sizeof label - len, "%x", (unsigned)i);
    return format_copy(chance(50) ? "mail.%s.%s" : "%s.%s", label,
                       tops[below(COUNT_OF(tops))]);
}

static enum provider domain_provider(const char *name)
{
    if (strcmp(name, "gmail.com") == 0 || strcmp(name, "googlemail.com") == 0)
        return GOOGLE;
    if (strncmp(name, "hotmail.", 8) == 0 || strcmp(name, "outlook.com") == 0)
        return MICROSOFT;
    if (strncmp(name, "yahoo.", 6) == 0 || strcmp(name, "aol.com") == 0)
        return YAHOO;
    if (chance(200))
        return GOOGLE;
    return chance(300) ? MICROSOFT : OWN;
}

static char *relay_of(const struct domain *domain)
{
    char label[200];

    switch (domain->provider) {
    case GOOGLE: return format_copy("%s%s", "aspmx.l.google.com", "");
    case YAHOO: return format_copy("%s%s", "mta6.am0.yahoodns.net", "");
    case MICROSOFT:
        (void)snprintf(label, sizeof label, "%s", domain->name);
        for (char *c = label; *c != '\0'; c++)
            if (*c == '.')
                *c = '-';
        return format_copy("%s.%s", label, "mail.protection.outlook.com");
    case OWN:
    case PROVIDER_COUNT: break;
    }
    return format_copy("%s.%s", chance(500) ? "mx" : "mail", domain->name);
}

void any_ip(char out[static 40])
{
    uint64_t bits = random_bits();

    if (chance(80))
        (void)sprintf(out, "2001:db8:%x::%x", (unsigned)(bits & 0xffff),
                      (unsigned)(bits >> 16 & 0xfff));
    else
        (void)sprintf(out, "%u.%u.%u.%u", 1 + (unsigned)(bits % 220),
                      (unsigned)(bits >> 8 & 255), (unsigned)(bits >> 16 & 255),
                      (unsigned)(bits >> 24 & 255));
}

void world_make(void)
{
    uint64_t sum = 0;

    for (uint32_t i = 0; i < DOMAINS; i++) {
        domains[i].name = domain_name(i);
        domains[i].provider = domain_provider(domains[i].name);
        domains[i].relay = relay_of(&domains[i]);
        any_ip(domains[i].ip);
        sum += WEIGHT / (i + 1);
        sums[i] = sum;
    }
}

const struct domain *any_domain(void)
{
    uint64_t want = random_bits() % sums[DOMAINS - 1];
    size_t low = 0;
    size_t high = DOMAINS - 1;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (sums[middle] <= want)
            low = middle + 1;
        else
            high = middle;
    }
    return &domains[low];
}

void user_name(char out[static ADDRESS_MAX])
{
    const char *user = users[below(COUNT_OF(users))];

    if (chance(400))
        (void)sprintf(out, "%s", user);
    else
        (void)sprintf(out, "%s%u", user, (unsigned)below(5000));
}

void address_at(char out[static ADDRESS_MAX], const struct domain *domain)
{
    size_t len;

    user_name(out);
    len = strlen(out);
    (void)snprintf(out + len, ADDRESS_MAX - len, "@%s", domain->name);
    if (chance(10)) /* as some people write it */
        for (char *c = out + len; *c != '\0'; c++)
            *c = (char)toupper((unsigned char)*c);
}

size_t any_recipients(struct recipient *out, size_t max)
{
    size_t count = 1;

    if (chance(150))
        count = 2;
    else if (chance(250))
        count = 1 + below((uint32_t)max);
    for (size_t i = 0; i < count; i++) {
        out[i].domain = any_domain();
        address_at(out[i].address, out[i].domain);
        out[i].fate = DEFERRED;
    }
    return count;
}
