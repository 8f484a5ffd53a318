/* SPDX-License-Identifier: MIT */
/* exim - the main log of Exim 4. */
#include <stdio.h>

#include "gen.h"

#define TLS "X=TLS1.3:ECDHE_X25519__RSA_PSS_RSAE_SHA256__AES_256_GCM:256 CV=yes"
#define FROM_SERVER "SMTP error from remote mail server after"

static void message_id(char out[static 32])
{
    char a[8];
    char b[12];
    char c[8];
    bool new_form = chance(500);

    random_text(a, 5, letters_digits);
    random_text(b, new_form ? 6 : 3, letters_digits);
    random_text(c, new_form ? 4 : 2, letters_digits);
    (void)sprintf(out, new_form ? "1%s-00000%s-%s" : "1%s-000%s-%s", a, b, c);
}

/* No server answered, or there is none. */
static void fail_alone(const char *id, const struct recipient *to, int64_t now,
                       enum fate fate)
{
    const struct domain *domain = to->domain;

    if (fate == BOUNCED) {
        at(now, "%s ** %s: Unrouteable address", id, to->address);
    } else if (chance(500)) {
        at(now, "%s H=%s [%s] Connection timed out", id, domain->relay,
           domain->ip);
        at(now,
           "%s == %s R=dnslookup T=remote_smtp defer (110): Connection timed "
           "out H=%s [%s]",
           id, to->address, domain->relay, domain->ip);
    } else {
        at(now,
           "%s == %s R=dnslookup T=remote_smtp defer (-53): retry time not "
           "reached for any host for '%s'",
           id, to->address, domain->name);
    }
}

static void fail_answered(const char *id, const struct recipient *to,
                          int64_t now, const struct reply *reply)
{
    char text[TEXT_MAX];
    char stage[ADDRESS_MAX + 40];
    char host[300];

    join_lines(text, reply->text, "\\n");
    (void)snprintf(host, sizeof host, "H=%s [%s] " TLS, to->domain->relay,
                   to->domain->ip);
    if (reply->stage == GREETING)
        (void)sprintf(stage, "initial connection");
    else if (reply->stage == RCPT)
        (void)sprintf(stage, "RCPT TO:<%s>", to->address);
    else
        (void)sprintf(stage, "end of data");
    if (reply->fate == BOUNCED)
        at(now, "%s ** %s R=dnslookup T=remote_smtp %s: " FROM_SERVER " %s: %s",
           id, to->address, host, stage, text);
    else
        at(now,
           "%s == %s R=dnslookup T=remote_smtp defer (%d) %s: " FROM_SERVER
           " %s: %s",
           id, to->address, reply->stage == GREETING ? -46 : -44, host, stage,
           text);
}

static void deliver(const char *id, struct recipient *to, int64_t now)
{
    struct reply reply;

    if (chance(60)) {
        char user[ADDRESS_MAX];

        user_name(user);
        at(now, "%s => %s <%s> R=local_user T=maildir_home S=%u", id, user,
           to->address, 900 + (unsigned)below(60000));
        to->fate = DELIVERED;
        return;
    }
    any_reply(&reply, to->domain, to->address);
    if (reply.stage == NO_ANSWER)
        fail_alone(id, to, now, reply.fate);
    else if (reply.fate == DELIVERED)
        at(now, "%s %s %s R=dnslookup T=remote_smtp H=%s [%s] " TLS " C=\"%s\"",
           id, chance(900) ? "=>" : "->", to->address, to->domain->relay,
           to->domain->ip, reply.text);
    else
        fail_answered(id, to, now, &reply);
    to->fate = reply.fate;
}

static void bounce_message(const char *id, const char *sender, int64_t now)
{
    char own[32];

    message_id(own);
    at(now, "%s <= <> R=%s U=Debian-exim P=local S=%u", own, id,
       2000 + (unsigned)below(9000));
    at(now + SECOND / 3, "%s => info <%s> R=local_user T=maildir_home", own,
       sender);
    at(now + SECOND / 3, "%s Completed", own);
}

static void message_traffic(int64_t now)
{
    struct recipient to[8];
    size_t count = any_recipients(to, COUNT_OF(to));
    size_t waiting = count;
    const struct domain *from = any_domain();
    char sender[ADDRESS_MAX];
    char id[32];

    message_id(id);
    address_at(sender, from);
    at(now,
       "%s <= %s H=%s [%s] P=esmtps X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no "
       "S=%u id=%s@%s",
       id, sender, from->relay, from->ip, 900 + (unsigned)below(60000), id,
       from->name);
    for (unsigned try = 0; try < 5 && waiting > 0; try++) {
        now += try == 0 ? SECOND : (8 + around(4) * try) * MINUTE;
        for (size_t i = 0; i < count; i++) {
            if (to[i].fate != DEFERRED)
                continue;
            now += around(SECOND);
            deliver(id, &to[i], now);
            if (to[i].fate == BOUNCED)
                bounce_message(id, sender, now + SECOND / 10);
            waiting -= to[i].fate != DEFERRED;
        }
    }
    at(now + SECOND / 2, "%s Completed", id);
}

static void unwanted_client(int64_t now)
{
    const struct domain *domain = any_domain();
    char to[ADDRESS_MAX];
    char ip[40];

    any_ip(ip);
    address_at(to, any_domain());
    if (chance(300))
        at(now,
           "H=(%s) [%s] F=<info@%s> rejected RCPT <%s>: relay not permitted",
           domain->name, ip, domain->name, to);
    else if (chance(400))
        at(now,
           "plain_login authenticator failed for (%s) [%s]: 535 Incorrect "
           "authentication data (set_id=%s)",
           domain->name, ip, to);
    else
        at(now, "no host name found for IP address %s", ip);
}

void exim_traffic(int64_t now)
{
    if (chance(200))
        unwanted_client(now);
    else
        message_traffic(now);
}
