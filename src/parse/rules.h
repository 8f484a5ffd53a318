/* SPDX-License-Identifier: MIT */
/*
 * rules - the dialects of patterns/, compiled.
 *
 * The form of the files is described in patterns/README.md.
 */
#ifndef PARSE_RULES_H
#define PARSE_RULES_H

#include "base/arena.h"
#include "bouncestat/data.h"
#include "bouncestat/event.h"
#include "parse/literal.h"
#include "parse/rx.h"
#include "parse/scan.h"

#define BS_NEEDLES_MAX 32 /* of a dialect: one bit each */

/* What a group of a regex captures: X(enumerator, name in the regex). */
#define BS_FIELD_LIST(X)                                                       \
    X(QUEUE, "queue")                                                          \
    X(RECIPIENT, "recipient")                                                  \
    X(RECIPIENTS, "recipients")                                                \
    X(ORIGINAL, "original")                                                    \
    X(SENDER, "sender")                                                        \
    X(RELAY, "relay")                                                          \
    X(IP, "ip")                                                                \
    X(STAGE, "stage")                                                          \
    X(SERVICE, "service")                                                      \
    X(ROUTER, "router")                                                        \
    X(TRANSPORT, "transport")                                                  \
    X(DSN, "dsn")                                                              \
    X(REPLY, "reply")                                                          \
    X(QUOTED, "quoted")                                                        \
    X(TEXT, "text")                                                            \
    X(DELIVERED, "delivered")                                                  \
    X(RELAYED, "relayed")                                                      \
    X(DEFERRED, "deferred")                                                    \
    X(BOUNCED, "bounced")                                                      \
    X(EXPIRED, "expired")                                                      \
    X(REJECTED, "rejected")                                                    \
    X(TEMPFAILED, "tempfailed")                                                \
    X(IN, "in")                                                                \
    X(OUT, "out")                                                              \
    X(PROBE, "probe")

enum bs_field {
#define X(name, text) BS_FIELD_##name,
    BS_FIELD_LIST(X)
#undef X
        BS_FIELD_COUNT
};

enum bs_reply_fold { /* how a reply of several lines stands in one */
                     BS_FOLD_BLANKS,  /* Postfix: "550-a 550 b" */
                     BS_FOLD_ESCAPED, /* Exim: "550-a\n550 b", the \n being two
                                         characters */
                     BS_FOLD_FIRST /* Sendmail: only the first line is there */
};

enum bs_escapes { BS_ESCAPES_NONE, BS_ESCAPES_EXIM, BS_ESCAPES_SENDMAIL };

struct bs_regex {
    struct bs_rx *rx;
    struct bs_str pattern; /* macros expanded */
    unsigned line;         /* of the key in the file */
    unsigned count;        /* of captures */
    struct bs_capture {
        uint8_t group;
        uint8_t field; /* enum bs_field */
    } captures[BS_RX_GROUPS];
};

#define BS_SKIPS_MAX 2

#define BS_KEYS_MAX 8

struct bs_field_key {       /* of a line made of fields */
    struct bs_literal text; /* "to=" */
    uint8_t field;          /* enum bs_field; BS_FIELD_COUNT: passed over */
    bool endpoint;          /* "name[address]:port" is wanted: field, and ip */
};

struct bs_front { /* how several rules begin: read once for a line */
    struct bs_front *next;
    struct bs_str name;
    struct bs_regex regex; /* rx NULL: keys tell the beginning */
    size_t key_count;
    struct bs_field_key keys[BS_KEYS_MAX];
    size_t skip_count; /* the rules go on where the front ended or, if there */
    struct bs_needle skips[BS_SKIPS_MAX]; /* are any, at the leftmost of them */
};

#define BS_RULE_FORM_MAX 5 /* values */

struct bs_rule_form { /* literal, value, literal, value, ... literal */
    size_t count;     /* of values; 0: there is no form */
    unsigned line;
    size_t outcome; /* the value that names it; BS_RULE_FORM_MAX: none does */
    uint8_t fields[BS_RULE_FORM_MAX]; /* that the values are: enum bs_field;
                                         BS_FIELD_COUNT: none */
    bool far[BS_RULE_FORM_MAX];       /* goes as far as it can */
    struct bs_literal
        literals[BS_RULE_FORM_MAX + 1]; /* only the outer may be empty */
};

struct bs_expect {
    struct bs_expect *next;
    struct bs_str text;
    unsigned line;
};

struct bs_sample {
    struct bs_sample *next;
    struct bs_str text;
    unsigned line;
    struct bs_expect *expects;
};

#define BS_WHEN_MAX 4

struct bs_rule {
    struct bs_rule *next;
    struct bs_str name;
    const char *label; /* file */
    unsigned line;
    bool ignore;              /* the line is no event */
    uint32_t needles;         /* bits of the dialect's, one at least */
    struct bs_rule_form form; /* tried before the regex, which says the same */
    struct bs_regex regex;
    bool has_outcome;
    enum bs_outcome outcome; /* if no group says it */
    enum bs_direction direction;
    enum bs_reply_fold fold;
    const struct bs_front *front; /* NULL: the regex begins with the body */
    enum bs_field when;           /* field of the front that must have one of */
    uint8_t when_count;           /* these values; 0: any */
    struct bs_str when_values[BS_WHEN_MAX];
    struct bs_sample *samples;
};

#define BS_NOTES_MAX 8 /* of a dialect: one bit each */
#define BS_NOTES_ANYWHERE                                                      \
    (1U << BS_NOTES_MAX) /* beside them: where the body begins is not known */

struct bs_note_rule {
    struct bs_str name;
    const char *label; /* file */
    unsigned line;
    struct bs_literal behind; /* what stands behind the queue id */
    struct bs_str service;    /* the last part of the service; none: any */
    bool accepted;            /* what the line tells: struct bs_note */
    bool null_sender;
    struct bs_sample *samples;
};

#define BS_NEXT_MAX 8

struct bs_next_form { /* how a reply ends that names a queue id */
    struct bs_str before;
    size_t word; /* where the id's own word begins in that */
    struct bs_str behind;
    uint64_t
        last; /* eight bytes of behind or, if there is none, of before up */
    uint64_t care; /* to the word; and which bits of them count */
};

struct bs_dialect {
    struct bs_dialect *next;
    struct bs_str name;
    struct bs_regex tag;   /* rx NULL: claims no program name */
    struct bs_regex claim; /* rx NULL: claims no bare lines */
    enum bs_escapes escapes;
    size_t needle_count;
    struct bs_needle needles[BS_NEEDLES_MAX];
    struct bs_front *fronts;
    struct bs_rule *rules; /* in the order in which they are tried */
    size_t note_count;
    struct bs_note_rule notes[BS_NOTES_MAX];
    size_t next_count;
    struct bs_next_form next_ids[BS_NEXT_MAX];
};

struct bs_rules {
    struct bs_arena arena;
    struct bs_dialect *dialects; /* in order of file name */
};

/*
 * Loads every .conf file in patterns/; only the dialect called mta, if that is
 * not NULL. Errors: BS_ENOMEM, BS_ESYNTAX, BS_EPATTERN, BS_EUSAGE (no such
 * dialect).
 */
BS_MUST_CHECK enum bs_status
bs_rules_load(struct bs_rules **out, const struct bs_data *data,
              const char *mta, struct bs_error *err);

void bs_rules_free(struct bs_rules *rules);

#endif
