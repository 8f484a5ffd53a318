/* SPDX-License-Identifier: MIT */
/*
 * classifier - why mail failed, at whom, and what to do.
 *
 * Reads patterns/classes.tsv, patterns/providers.tsv and patterns/texts.conf
 * (bouncestat-patterns(5)). One classifier serves one thread at a time.
 */
#ifndef BOUNCESTAT_CLASSIFIER_H
#define BOUNCESTAT_CLASSIFIER_H

#include <stdbool.h>
#include <stdint.h>

#include "bouncestat/codebook.h"
#include "bouncestat/data.h"
#include "bouncestat/event.h"

struct bs_classifier;

#define BS_SEVERITY_LIST(X)                                                    \
    X(HARD, "hard")   /* the address is dead */                                \
    X(SOFT, "soft")   /* may work later */                                     \
    X(BLOCK, "block") /* the sender's fault or reputation */                   \
    X(INFO, "info")

enum bs_severity {
#define X(name, text) BS_##name,
    BS_SEVERITY_LIST(X)
#undef X
        BS_SEVERITY_COUNT
};

/* Rows of the tables; they live as long as the classifier, and so do their
 * texts, which end with NUL. */
struct bs_class {
    struct bs_str id;          /* "user_unknown" */
    enum bs_severity severity; /* the usual one */
    const char *blame;
    const char *name[BS_LANG_COUNT];
    const char *meaning[BS_LANG_COUNT];
    const char *advice[BS_LANG_COUNT]; /* "": nothing to do */
};

struct bs_provider {
    struct bs_str id; /* "microsoft-365" */
    const char *name; /* "Microsoft 365" */
    const char *kind; /* mailbox, gateway, hoster, isp */
};

struct bs_reply { /* what is to be judged; what is not known is zero */
    enum bs_direction direction;
    enum bs_outcome outcome;
    struct bs_str stage; /* SMTP command that was answered, as logged */
    uint16_t code;
    struct bs_esc dsn;
    struct bs_str text;
    const struct bs_provider *provider; /* NULL: none is known */
    struct bs_str mta;
    /* Nothing is known of the other side: rules of any provider that look at
     * the text may say who it is. */
    bool anyone;
};

struct bs_verdict {
    const struct bs_class *class; /* NULL: delivered or relayed */
    enum bs_severity severity;    /* of this reply */
    const struct bs_provider *provider;
    const char *rule; /* name of the rule that decided; NULL with class */
};

/*
 * Loads the rules. On success *out is owned by the caller, who gives it to
 * bs_classifier_close(); data is used during the call only. seed is that of
 * hashes: replies are chosen by strangers.
 * Errors: BS_ENOMEM, BS_ENOINPUT, BS_ESYNTAX, BS_EPATTERN, naming the line.
 */
BS_API BS_MUST_CHECK enum bs_status
bs_classifier_open(struct bs_classifier **out, const struct bs_data *data,
                   uint64_t seed, struct bs_error *err);

/* By the longest suffix that is listed: of the relay's name or, if there is
 * none, of the recipient domain. NULL: not known. */
BS_API const struct bs_provider *
bs_provider_find(struct bs_classifier *classifier, struct bs_str relay,
                 struct bs_str domain);

/*
 * Judges a reply. The order is: rules of the provider, rules that look at the
 * text, rules that look at the enhanced code, rules that look at the basic
 * code only; the class "unclassified" if none applies. Replies that differ
 * only in addresses, hosts with addresses, numbers and ids may be judged from
 * memory.
 */
BS_API void bs_classify(struct bs_classifier *classifier,
                        const struct bs_reply *reply,
                        struct bs_verdict *verdict);

/* Sets provider, class, severity and masked text of an event; they live as long
 * as the classifier, the text until the next call. A delivery has a provider
 * only. */
BS_API void
bs_classify_event(struct bs_classifier *classifier, struct bs_event *event);

/*
 * Finds what a pasted reply or reason says of itself: codes, stage, and the
 * part that is the reply. *host is the first host name, as in "host NAME[IP]
 * said:"; none if there is none. outcome is set by the codes.
 */
BS_API void
bs_reply_read(struct bs_reply *reply, struct bs_str *host, struct bs_str text);

BS_API const struct bs_class *
bs_classifier_class(const struct bs_classifier *classifier, struct bs_str id);

/* The i-th class in order of id, NULL behind the last. */
BS_API const struct bs_class *
bs_classifier_class_at(const struct bs_classifier *classifier, size_t i);

BS_API const struct bs_provider *
bs_classifier_provider(const struct bs_classifier *classifier,
                       struct bs_str id);

/* "hard"; never NULL. */
BS_API const char *bs_severity_text(enum bs_severity severity);

/*
 * Runs the samples of patterns/texts.conf, that of texts if it is not NULL,
 * with the classes and providers of data. Tells each fault to report: one
 * line with file and line. *samples and *faults are counts.
 * Errors: those of bs_classifier_open().
 */
typedef void bs_classifier_fault_fn(void *context, const char *text);
BS_API BS_MUST_CHECK enum bs_status
bs_classifier_check(const struct bs_data *data, const struct bs_data *texts,
                    bs_classifier_fault_fn *report, void *context,
                    size_t *samples, size_t *faults, struct bs_error *err);

/* Frees it; NULL is allowed. */
BS_API void bs_classifier_close(struct bs_classifier *classifier);

#endif
