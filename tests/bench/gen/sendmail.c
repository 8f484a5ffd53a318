/* SPDX-License-Identifier: MIT */
/* sendmail - the lines of Sendmail 8. */
#include <stdio.h>
#include <string.h>

#include "gen.h"

struct message {
    char queue[16];
    unsigned pid;
    int64_t start;
};

static void queue_id(char out[static 16])
{
    char letters[4];

    random_text(letters, 3, letters_digits);
    (void)sprintf(out, "621%s%c6%06u", letters, 'A' + (char)below(26),
                  (unsigned)below(1000000));
}

/* "dsn=..., stat=..." of what the server answered. */
static void status_text(char out[static 3 * TEXT_MAX], struct reply *reply,
                        const struct domain *to)
{
    const char *text = reply->text;
    bool unknown = strcmp(reply->dsn, "5.1.1") == 0;

    reply->text[strcspn(text, "\n")] = '\0'; /* it logs the first line */
    if (reply->fate == DELIVERED)
        (void)sprintf(out, "dsn=2.0.0, stat=Sent (%s)", text + 4);
    else if (reply->stage == NO_ANSWER && reply->fate == DEFERRED)
        (void)sprintf(out,
                      "dsn=4.0.0, stat=Deferred: Connection timed out "
                      "with %s.",
                      to->relay);
    else if (reply->stage == NO_ANSWER)
        (void)sprintf(out,
                      "dsn=5.1.2, stat=Host unknown (Name server: %s: "
                      "host not found)",
                      to->name);
    else if (reply->fate == DEFERRED)
        (void)sprintf(out, "dsn=%s, stat=Deferred: %s", reply->dsn, text);
    else if (chance(600))
        (void)sprintf(out, "dsn=%s, reply=%s, stat=%s", reply->dsn, text,
                      unknown ? "User unknown" : "Service unavailable");
    else
        (void)sprintf(out, "dsn=%s, stat=%s", reply->dsn,
                      unknown ? "User unknown" : "Service unavailable");
}

static void
deliver(const struct message *message, struct recipient *to, int64_t now)
{
    struct reply reply;
    char text[3 * TEXT_MAX];
    char list[2 * ADDRESS_MAX + 8];
    unsigned age = (unsigned)((now - message->start) / SECOND);
    int len = sprintf(list, "<%s>", to->address);

    any_reply(&reply, to->domain, to->address);
    status_text(text, &reply, to->domain);
    if (chance(80)) { /* two of one domain in one line */
        char second[ADDRESS_MAX];

        address_at(second, to->domain);
        (void)sprintf(list + len, ",<%s>", second);
    }
    if (reply.stage != NO_ANSWER && chance(600))
        at(now - SECOND / 5,
           "sm-mta[%u]: STARTTLS=client, relay=%s., version=TLSv1.3, "
           "verify=OK, cipher=TLS_AES_256_GCM_SHA384, bits=256/256",
           message->pid, to->domain->relay);
    at(now,
       "sm-mta[%u]: %s: to=%s, %sdelay=%02u:%02u:%02u, xdelay=00:00:%02u, "
       "mailer=esmtp, pri=%u, relay=%s. [%s], %s",
       message->pid, message->queue, list,
       chance(500) ? "ctladdr=<info@example.net> (1000/1000), " : "",
       age / 3600, age / 60 % 60, age % 60, (unsigned)below(20),
       120000 + (unsigned)below(90000), to->domain->relay, to->domain->ip,
       text);
    to->fate = reply.fate;
}

static void message_traffic(int64_t now)
{
    struct recipient to[8];
    size_t count = any_recipients(to, COUNT_OF(to));
    size_t waiting = count;
    const struct domain *from = any_domain();
    char sender[ADDRESS_MAX];
    struct message message = {"", 2000 + below(50000), now};

    queue_id(message.queue);
    address_at(sender, from);
    at(now,
       "sm-mta[%u]: %s: from=<%s>, size=%u, class=0, nrcpts=%zu, "
       "msgid=<%s@%s>, proto=ESMTPS, daemon=MTA-v4, relay=%s [%s]",
       message.pid, message.queue, sender, 900 + (unsigned)below(60000), count,
       message.queue, from->name, from->relay, from->ip);
    if (chance(600))
        at(now + SECOND / 50,
           "sm-mta[%u]: %s: Milter insert (1): header: DKIM-Signature:  v=1; "
           "a=rsa-sha256; c=relaxed/simple; d=example.net; s=mail",
           message.pid, message.queue);
    for (unsigned try = 0; try < 5 && waiting > 0; try++) {
        now += try == 0 ? SECOND : (8 + around(4) * try) * MINUTE;
        for (size_t i = 0; i < count; i++) {
            if (to[i].fate != DEFERRED)
                continue;
            now += around(SECOND);
            deliver(&message, &to[i], now);
            waiting -= to[i].fate != DEFERRED;
        }
    }
}

static void unwanted_client(int64_t now)
{
    const struct domain *domain = any_domain();
    unsigned pid = 2000 + below(50000);
    char to[ADDRESS_MAX];
    char queue[16];

    queue_id(queue);
    address_at(to, any_domain());
    if (chance(400))
        at(now,
           "sm-mta[%u]: %s: ruleset=check_rcpt, arg1=<%s>, relay=%s [%s], "
           "reject=550 5.7.1 <%s>... Relaying denied",
           pid, queue, to, domain->relay, domain->ip, to);
    else
        at(now,
           "sm-mta[%u]: %s: %s [%s] did not issue MAIL/EXPN/VRFY/ETRN during "
           "connection to MTA",
           pid, queue, domain->relay, domain->ip);
}

void sendmail_traffic(int64_t now)
{
    if (chance(150))
        unwanted_client(now);
    else if (chance(150))
        other_traffic(now);
    else
        message_traffic(now);
}
