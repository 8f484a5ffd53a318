/* SPDX-License-Identifier: MIT */
/*
 * gen - a generator of mail logs for the benchmark.
 *
 * Only whole numbers are used, so that a seed gives the same bytes
 * everywhere. Times are microseconds since the start of the log.
 */
#ifndef GEN_H
#define GEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SECOND INT64_C(1000000)
#define MINUTE (60 * SECOND)
#define ADDRESS_MAX 160
#define TEXT_MAX 600
#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* ---- random.c */
void random_seed(uint64_t seed);
uint64_t random_bits(void);
uint32_t below(uint32_t limit);    /* 0 to limit - 1 */
bool chance(unsigned in_thousand); /* true so often */
int64_t around(int64_t mean);      /* 0 to 2 * mean */
void random_text(char *out, size_t len, const char *alphabet);

extern const char letters_digits[];
extern const char hex_digits[];

/* ---- world.c: domains, by Zipf's law, and their servers */
enum provider { OWN, GOOGLE, MICROSOFT, YAHOO, PROVIDER_COUNT };

struct domain {
    char *name;
    char *relay; /* its mail server */
    char ip[40];
    enum provider provider;
};

void world_make(void);
const struct domain *any_domain(void);
void user_name(char out[static ADDRESS_MAX]);
void address_at(char out[static ADDRESS_MAX], const struct domain *domain);
void any_ip(char out[static 40]);

/* ---- reply.c: what a server answers */
enum fate { DELIVERED, DEFERRED, BOUNCED };
enum stage { GREETING, RCPT, DATA, NO_ANSWER };

struct reply {
    enum fate fate;
    enum stage stage;
    char dsn[12];        /* what the mail program makes of it */
    char text[TEXT_MAX]; /* "550 5.1.1 ..."; further lines after '\n' */
};

void any_reply(struct reply *out, const struct domain *domain,
               const char *address);
/* Copies text with each line end replaced. */
void join_lines(char out[static TEXT_MAX], const char *text, const char *glue);

/* ---- lines.c: lines in order of time */
enum stamp { STAMP_3164, STAMP_3339, STAMP_EXIM };

void at(int64_t time, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Prints what is due, until so many bytes are out. */
void lines_until(int64_t time, uint64_t max_bytes, enum stamp stamp);
uint64_t lines_bytes(void);

/* ---- one message, or something else that is logged, from now on */
void postfix_traffic(int64_t now);
void exim_traffic(int64_t now);
void sendmail_traffic(int64_t now);
/* What other programs log there. */
void other_traffic(int64_t now);

/* A recipient on its way. */
struct recipient {
    const struct domain *domain;
    char address[ADDRESS_MAX];
    enum fate fate;
};

/* One or several recipients; returns how many (at most max). */
size_t any_recipients(struct recipient *out, size_t max);

#endif
