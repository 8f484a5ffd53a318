/* SPDX-License-Identifier: MIT */
/*
 * event - what one log line said about one recipient, or one refused client.
 */
#ifndef BOUNCESTAT_EVENT_H
#define BOUNCESTAT_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "bouncestat/code.h"
#include "bouncestat/str.h"

#define BS_DIRECTION_LIST(X)                                                   \
    X(OUT, "out")     /* a delivery attempt for a recipient */                 \
    X(IN, "in")       /* this server refused a client */                       \
    X(PROBE, "probe") /* address verification, no mail */

#define BS_OUTCOME_LIST(X)                                                     \
    X(DELIVERED, "delivered")                                                  \
    X(RELAYED, "relayed") /* to another mail system on this very host */       \
    X(DEFERRED, "deferred")                                                    \
    X(BOUNCED, "bounced")                                                      \
    X(EXPIRED, "expired")                                                      \
    X(REJECTED, "rejected")     /* in: for good, 5xx */                        \
    X(TEMPFAILED, "tempfailed") /* in: for now, 4xx */

enum bs_direction {
#define X(name, text) BS_##name,
    BS_DIRECTION_LIST(X)
#undef X
        BS_DIRECTION_COUNT
};

enum bs_outcome {
#define X(name, text) BS_##name,
    BS_OUTCOME_LIST(X)
#undef X
        BS_OUTCOME_COUNT
};

/*
 * Slices point into the line or into the parser, and live until the event
 * callback returns. A slice with data == NULL is unknown.
 */
struct bs_event {
    int64_t time;        /* seconds since 1970-01-01 UTC */
    uint32_t nanosecond; /* 0-999999999 */
    uint8_t digits;      /* fractional digits that the log had, 0-9 */
    enum bs_direction direction;
    enum bs_outcome outcome;
    uint16_t code;         /* basic reply code; 0: none */
    struct bs_esc dsn;     /* cls 0: none */
    struct bs_str host;    /* log host */
    struct bs_str mta;     /* dialect: "postfix", "exim", "sendmail" */
    struct bs_str service; /* "smtp", "submission/smtpd", Exim's "R/T" */
    struct bs_str queue_id;
    struct bs_str recipient; /* as logged, without the outer <> */
    struct bs_str domain;    /* of the recipient: lower case, A-labels */
    struct bs_str sender;    /* empty: the null sender */
    struct bs_str relay;     /* next host (out), client (in) */
    struct bs_str relay_ip;
    struct bs_str text;    /* the reply or reason, escapes undone */
    struct bs_str rule;    /* name of the rule that matched */
    uint64_t line;         /* 1 is the first line of the input */
    struct bs_str stage;   /* SMTP command that was answered, as logged */
    struct bs_str next_id; /* queue id that the next host says it gave */
    /* By bs_classify_event(); the parser leaves them none. */
    struct bs_str class;
    struct bs_str severity;
    struct bs_str provider;
    struct bs_str masked; /* text of a failure without names, ids, numbers;
                             valid UTF-8, without control characters */
    uint64_t verdict;     /* events of one classifier with the same one differ
                             in none of direction, outcome, code, dsn, mta and
                             these; 0: they may. Whoever changes one sets 0 */
    /* By bs_fates_event(); the parser leaves them false. */
    bool again;       /* the recipient had been deferred before */
    bool null_sender; /* the message is a bounce, or another report */
    bool first;       /* bounced, expired: the first of its message */
};

/*
 * What a line said about a message, where that is no event. Slices live until
 * the note callback returns.
 */
struct bs_note {
    int64_t time; /* seconds UTC, of a null sender's; else it may be 0 */
    struct bs_str host;
    struct bs_str mta;
    struct bs_str queue_id;
    bool accepted;    /* this host has taken in the message, as queue_id */
    bool null_sender; /* it is a bounce, or another report */
};

/* The event is the callee's to change: bs_classify_event() fills it up. */
typedef void bs_event_fn(void *context, struct bs_event *event);
typedef void bs_note_fn(void *context, const struct bs_note *note);

/* "out", "delivered"; never NULL. */
BS_API const char *bs_direction_text(enum bs_direction direction);
BS_API const char *bs_outcome_text(enum bs_outcome outcome);

#endif
