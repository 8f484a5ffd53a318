/* SPDX-License-Identifier: MIT */
/* postfix - the lines of Postfix 3, as its daemons write them. */
#include <stdio.h>

#include "gen.h"

#define CIPHER                                                                 \
    "TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange "  \
    "X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256"

struct message {
    char queue[16];
    char sender[ADDRESS_MAX];
    unsigned pid;
    unsigned size;
    int64_t start;
};

static const char *const fates[] = {"sent", "deferred", "bounced"};

static void queue_id(char out[static 16])
{
    if (chance(300)) {
        random_text(out, 10, hex_digits);
    } else {
        random_text(out, 12, letters_digits);
        out[0] = '4';
    }
}

/* What stands in the brackets behind status=. */
static void reason(char out[static 2 * TEXT_MAX], const struct reply *reply,
                   const struct domain *to)
{
    static const char *const commands[] = {
        [RCPT] = "RCPT TO command", [DATA] = "end of DATA command"};
    char text[TEXT_MAX];

    join_lines(text, reply->text, " ");
    if (reply->stage == NO_ANSWER && reply->fate == DEFERRED)
        (void)sprintf(out, "connect to %s[%s]:25: Connection timed out",
                      to->relay, to->ip);
    else if (reply->stage == NO_ANSWER)
        (void)sprintf(out,
                      "Host or domain name not found. Name service error for "
                      "name=%s type=AAAA: Host not found",
                      to->name);
    else if (reply->fate == DELIVERED)
        (void)sprintf(out, "%s", text);
    else if (reply->stage == GREETING)
        (void)sprintf(out, "host %s[%s] refused to talk to me: %s", to->relay,
                      to->ip, text);
    else
        (void)sprintf(out, "host %s[%s] said: %s (in reply to %s)", to->relay,
                      to->ip, text, commands[reply->stage]);
}

static void
deliver(const struct message *message, struct recipient *to, int64_t now)
{
    struct reply reply;
    char text[2 * TEXT_MAX];
    char relay[300] = "none";
    unsigned age = (unsigned)((now - message->start) / SECOND);

    any_reply(&reply, to->domain, to->address);
    reason(text, &reply, to->domain);
    if (reply.stage != NO_ANSWER) {
        (void)sprintf(relay, "%s[%s]:25", to->domain->relay, to->domain->ip);
        if (chance(600))
            at(now - SECOND / 3,
               "postfix/smtp[%u]: %s TLS connection established to %s: " CIPHER,
               message->pid + 2, chance(600) ? "Untrusted" : "Trusted", relay);
    }
    at(now,
       "postfix/smtp[%u]: %s: to=<%s>, %srelay=%s, %sdelay=%u.%u, "
       "delays=%u/0.01/0.%u/0.%u, dsn=%s, status=%s (%s)",
       message->pid + 2, message->queue, to->address,
       chance(40) ? "orig_to=<info@example.net>, " : "", relay,
       chance(100) ? "conn_use=2, " : "", age, (unsigned)below(10), age,
       (unsigned)below(90), (unsigned)below(90), reply.dsn, fates[reply.fate],
       text);
    to->fate = reply.fate;
}

/* Not by SMTP: into a mailbox here, or through a filter on this host. */
static void
deliver_here(const struct message *message, struct recipient *to, int64_t now)
{
    char queue[16];

    to->fate = DELIVERED;
    if (chance(500)) {
        at(now,
           "postfix/pipe[%u]: %s: to=<%s>, relay=dovecot, delay=0.31, "
           "delays=0.2/0.01/0/0.1, dsn=2.0.0, status=sent (delivered via "
           "dovecot service)",
           message->pid + 3, message->queue, to->address);
        return;
    }
    queue_id(queue);
    at(now,
       "postfix/smtp[%u]: %s: to=<%s>, relay=127.0.0.1[127.0.0.1]:10024, "
       "delay=1.9, delays=0.2/0/0/1.7, dsn=2.0.0, status=sent (250 2.0.0 from "
       "MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as %s)",
       message->pid + 2, message->queue, to->address, queue);
}

static void accept_message(struct message *message, size_t recipients)
{
    char relay[ADDRESS_MAX];
    char ip[40];
    char id[24];
    int64_t now = message->start;

    any_ip(ip);
    (void)snprintf(relay, sizeof relay, "%s[%s]", any_domain()->relay, ip);
    random_text(id, 20, letters_digits);
    at(now, "postfix/smtpd[%u]: connect from %s", message->pid, relay);
    if (chance(700))
        at(now + SECOND / 20,
           "postfix/smtpd[%u]: Anonymous TLS connection established from "
           "%s: " CIPHER,
           message->pid, relay);
    at(now + SECOND / 10, "postfix/smtpd[%u]: %s: client=%s", message->pid,
       message->queue, relay);
    at(now + SECOND / 8, "postfix/cleanup[%u]: %s: message-id=<%s@example.org>",
       message->pid + 1, message->queue, id);
    if (chance(600))
        at(now + SECOND / 7,
           "opendkim[733]: %s: DKIM-Signature field added (s=mail, "
           "d=example.net)",
           message->queue);
    at(now + SECOND / 5,
       "postfix/qmgr[901]: %s: from=<%s>, size=%u, nrcpt=%zu (queue active)",
       message->queue, message->sender, message->size, recipients);
    at(now + SECOND / 4,
       "postfix/smtpd[%u]: disconnect from %s ehlo=2 starttls=1 mail=1 "
       "rcpt=%zu data=1 quit=1 commands=%zu",
       message->pid, relay, recipients, recipients + 6);
}

static void bounce_message(const struct message *message, int64_t now)
{
    char queue[16];

    queue_id(queue);
    at(now, "postfix/bounce[%u]: %s: sender non-delivery notification: %s",
       message->pid + 4, message->queue, queue);
    at(now, "postfix/cleanup[%u]: %s: message-id=<20260301000000.%s@mx1>",
       message->pid + 1, queue, queue);
    at(now, "postfix/qmgr[901]: %s: from=<>, size=%u, nrcpt=1 (queue active)",
       queue, message->size / 2 + 2000);
    at(now + SECOND / 9,
       "postfix/local[%u]: %s: to=<%s>, relay=local, delay=0.05, "
       "delays=0.02/0.01/0/0.02, dsn=2.0.0, status=sent (delivered to mailbox)",
       message->pid + 5, queue, message->sender);
    at(now + SECOND / 8, "postfix/qmgr[901]: %s: removed", queue);
}

static void message_traffic(int64_t now)
{
    struct recipient to[8];
    size_t count = any_recipients(to, COUNT_OF(to));
    size_t waiting = count;
    struct message message = {"", "", 2000 + below(50000), 900 + below(60000),
                              now};

    queue_id(message.queue);
    address_at(message.sender, any_domain());
    accept_message(&message, count);
    for (unsigned try = 0; try < 5 && waiting > 0; try++) {
        now += try == 0 ? SECOND : (4 + around(2) * try) * MINUTE;
        if (try > 0)
            at(now,
               "postfix/qmgr[901]: %s: from=<%s>, size=%u, nrcpt=%zu (queue "
               "active)",
               message.queue, message.sender, message.size, count);
        for (size_t i = 0; i < count; i++) {
            if (to[i].fate != DEFERRED)
                continue;
            now += around(SECOND);
            if (chance(50))
                deliver_here(&message, &to[i], now);
            else
                deliver(&message, &to[i], now);
            if (to[i].fate == BOUNCED)
                bounce_message(&message, now + SECOND / 10);
            waiting -= to[i].fate != DEFERRED;
        }
    }
    at(now + SECOND / 2, "postfix/qmgr[901]: %s: removed", message.queue);
}

/* Somebody who is not let in. */
static void unwanted_client(int64_t now)
{
    const struct domain *domain = any_domain();
    unsigned pid = 2000 + below(50000);
    char to[ADDRESS_MAX];
    char ip[40];

    any_ip(ip);
    address_at(to, any_domain());
    at(now, "postfix/smtpd[%u]: connect from unknown[%s]", pid, ip);
    if (chance(300))
        at(now + SECOND,
           "postfix/smtpd[%u]: NOQUEUE: reject: RCPT from unknown[%s]: 554 "
           "5.7.1 Service unavailable; Client host [%s] blocked using "
           "bl.example.org; from=<info@%s> to=<%s> proto=ESMTP helo=<%s>",
           pid, ip, ip, domain->name, to, domain->name);
    else if (chance(600))
        at(now + SECOND,
           "postfix/smtpd[%u]: warning: unknown[%s]: SASL LOGIN "
           "authentication failed: UGFzc3dvcmQ6, sasl_username=%s",
           pid, ip, to);
    else
        at(now + SECOND,
           "postfix/smtpd[%u]: lost connection after AUTH from "
           "unknown[%s]",
           pid, ip);
    at(now + 2 * SECOND,
       "postfix/smtpd[%u]: disconnect from unknown[%s] ehlo=1 auth=0/1 "
       "commands=1/2",
       pid, ip);
}

void postfix_traffic(int64_t now)
{
    if (chance(150))
        unwanted_client(now);
    else if (chance(150))
        other_traffic(now);
    else
        message_traffic(now);
}
