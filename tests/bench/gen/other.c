/* SPDX-License-Identifier: MIT */
/* other - programs that log beside the mail server. */
#include "gen.h"

static void imap_login(int64_t now)
{
    char user[ADDRESS_MAX];
    char session[20];
    char ip[40];

    user_name(user);
    any_ip(ip);
    random_text(session, 12, letters_digits);
    at(now,
       "dovecot: imap-login: Login: user=<%s@example.net>, method=PLAIN, "
       "rip=%s, lip=192.0.2.25, mpid=%u, TLS, session=<%s>",
       user, ip, (unsigned)below(60000), session);
    at(now + around(5 * MINUTE),
       "dovecot: imap(%s@example.net)<%s>: Disconnected: Logged out in=%u "
       "out=%u deleted=0 expunged=0 hdr_count=0 body_count=0 body_bytes=0",
       user, session, (unsigned)below(4000), (unsigned)below(90000));
}

void other_traffic(int64_t now)
{
    if (chance(700))
        imap_login(now);
    else if (chance(500))
        at(now, "CRON[%u]: (root) CMD (/usr/lib/mail/cleanup >/dev/null)",
           (unsigned)below(60000));
    else
        at(now, "opendkim[733]: s=mail d=%s a=rsa-sha256 SSL error:0407008A",
           any_domain()->name);
}
