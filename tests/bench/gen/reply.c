/* SPDX-License-Identifier: MIT */
/*
 * reply - what a server answers, from a table of weights.
 *
 * In the texts  $ is the recipient, # an id, ~ an address, and \n begins a
 * further line, which gets the code in front.
 */
#include <stdio.h>
#include <string.h>

#include "gen.h"

struct answer {
    unsigned weight;
    enum fate fate;
    enum stage stage;
    const char *code;
    const char *dsn;    /* in the reply; "": none there */
    const char *logged; /* what the mail program logs as dsn */
    const char *text;
};

/* Accepted; in the order of enum provider. */
static const struct answer accepted[PROVIDER_COUNT][2] = {
    [OWN] = {{3, DELIVERED, DATA, "250", "2.0.0", "2.0.0", "Ok: queued as #"},
             {1, DELIVERED, DATA, "250", "", "2.0.0", "OK id=1t#-0000"}},
    [GOOGLE] = {{3, DELIVERED, DATA, "250", "2.0.0", "2.0.0",
                 "OK  1772324000 #-5b1f17b1804b1- gsmtp"},
                {1, DELIVERED, DATA, "250", "2.1.5", "2.1.5", "OK # - gsmtp"}},
    [MICROSOFT] = {{3, DELIVERED, DATA, "250", "2.6.0", "2.6.0",
                    "<#@mx1.example.net> [InternalId=154618822684, "
                    "Hostname=PA4PR0#.eurprd04.prod.outlook.com] 28417 bytes "
                    "in 0.213, 130.020 KB/sec Queued mail for delivery"},
                   {1, DELIVERED, DATA, "250", "2.1.5", "2.1.5",
                    "Recipient OK"}},
    [YAHOO] = {{3, DELIVERED, DATA, "250", "", "2.0.0", "ok dirdel"},
               {1, DELIVERED, DATA, "250", "", "2.0.0", "ok #"}},
};

static const struct answer refused[] = {
    {220, BOUNCED, RCPT, "550", "5.1.1", "5.1.1",
     "<$>: Recipient address rejected: User unknown in virtual mailbox table"},
    {90, BOUNCED, RCPT, "550", "", "5.0.0", "No such user here"},
    {80, BOUNCED, RCPT, "550", "5.4.1", "5.4.1",
     "Recipient address rejected: Access denied. # [AM4PEPF00.prod.outlook]"},
    {60, BOUNCED, RCPT, "550", "5.1.1", "5.1.1",
     "The email account that you tried to reach does not exist. Please try\n"
     "5.1.1 double-checking the recipient's address for typos. # - gsmtp"},
    {50, BOUNCED, RCPT, "550", "5.7.1", "5.7.1",
     "Service unavailable; client host [~] blocked using a blocklist"},
    {40, BOUNCED, DATA, "550", "5.7.26", "5.7.26",
     "This mail has been blocked because the sender is unauthenticated.\n"
     "5.7.26 To pass, publish SPF or sign with DKIM. # - gsmtp"},
    {30, BOUNCED, DATA, "554", "5.7.1", "5.7.1",
     "Message rejected as spam (#)"},
    {20, BOUNCED, RCPT, "552", "5.2.2", "5.2.2", "Mailbox of <$> is full"},
    {12, BOUNCED, RCPT, "553", "5.1.8", "5.1.8", "sender domain has no MX"},
    {8, BOUNCED, DATA, "552", "5.3.4", "5.3.4", "Message size exceeds limit"},
    {6, BOUNCED, RCPT, "501", "5.1.3", "5.1.3", "Bad recipient address syntax"},
    {170, DEFERRED, RCPT, "450", "4.2.0", "4.2.0",
     "<$>: Recipient address rejected: Greylisted, come back in 300 seconds"},
    {70, DEFERRED, RCPT, "451", "", "4.0.0", "Temporary local problem"},
    {60, DEFERRED, RCPT, "452", "4.2.2", "4.2.2",
     "The recipient's inbox is out of storage space. # - gsmtp"},
    {60, DEFERRED, GREETING, "421", "4.7.0", "4.7.0",
     "too many connections from ~, slow down"},
    {40, DEFERRED, DATA, "421", "4.7.28", "4.7.28",
     "unusual rate of mail from ~; it is limited for a while. # - gsmtp"},
    {30, DEFERRED, GREETING, "554", "", "4.0.0",
     "poor reputation of ~; see https://support.example.com/#"},
    {20, DEFERRED, RCPT, "451", "4.7.1", "4.7.1", "try again later (#)"},
    {150, DEFERRED, NO_ANSWER, "", "", "4.4.1", ""},
    {40, BOUNCED, NO_ANSWER, "", "", "5.4.4", ""},
};

static void append(char *out, size_t *len, const char *text)
{
    while (*text != '\0' && *len < TEXT_MAX - 1)
        out[(*len)++] = *text++;
    out[*len] = '\0';
}

/* The text after the code: "%s " for $, # and ~. */
static void fill_in(char *out, size_t *len, const struct answer *answer,
                    const char *address)
{
    for (const char *c = answer->text; *c != '\0'; c++) {
        char value[40] = {*c};

        if (*c == '#')
            random_text(value, 12, letters_digits);
        if (*c == '~')
            (void)sprintf(value, "198.51.100.%u", (unsigned)below(256));
        append(out, len, *c == '$' ? address : value);
        if (*c == '\n') {
            append(out, len, answer->code);
            append(out, len, " ");
        }
    }
}

static const struct answer *any_answer(const struct domain *domain)
{
    uint32_t sum = 0;
    uint32_t want;
    size_t i;

    if (chance(860))
        return &accepted[domain->provider][chance(750) ? 0 : 1];
    for (i = 0; i < COUNT_OF(refused); i++)
        sum += refused[i].weight;
    want = below(sum);
    for (i = 0; want >= refused[i].weight; i++)
        want -= refused[i].weight;
    return &refused[i];
}

void any_reply(struct reply *out, const struct domain *domain,
               const char *address)
{
    const struct answer *answer = any_answer(domain);
    bool several = strchr(answer->text, '\n') != NULL;
    size_t len = 0;

    out->fate = answer->fate;
    out->stage = answer->stage;
    (void)sprintf(out->dsn, "%s", answer->logged);
    out->text[0] = '\0';
    if (answer->stage == NO_ANSWER)
        return;
    append(out->text, &len, answer->code);
    append(out->text, &len, several ? "-" : " ");
    append(out->text, &len, answer->dsn);
    append(out->text, &len, answer->dsn[0] == '\0' ? "" : " ");
    fill_in(out->text, &len, answer, address);
}

void join_lines(char out[static TEXT_MAX], const char *text, const char *glue)
{
    size_t len = 0;

    out[0] = '\0';
    for (; *text != '\0'; text++) {
        char one[2] = {*text, '\0'};

        append(out, &len, *text == '\n' ? glue : one);
    }
}
