/* SPDX-License-Identifier: MIT */
/* loader - what the readers of the sections share. Knows: base, data. */
#ifndef PARSE_LOADER_H
#define PARSE_LOADER_H

#include "data/conf.h"
#include "parse/rules.h"

struct bs_macro {
    struct bs_macro *next;
    struct bs_str name;
    struct bs_str text;
};

struct bs_loader {
    struct bs_rules *rules;
    const char *mta;
    const char *label;          /* of the file */
    struct bs_dialect *dialect; /* of this file; NULL: none yet */
    struct bs_macro *macros;    /* of this file */
    bool skip;                  /* the file's dialect is not wanted */
    struct bs_error *err;
};

bool bs_loader_is(struct bs_str text, const char *word);

/* "label:line: what 'name'" */
enum bs_status bs_loader_fault(struct bs_loader *l, unsigned line,
                               const char *what, struct bs_str name);

/* A copy that lives as long as the rules and has BS_SCAN_PAD readable bytes
 * behind it; none if memory runs out. */
struct bs_str bs_loader_keep(struct bs_loader *l, struct bs_str text);

/* Replaces %{NAME} by the macro of that name. */
BS_MUST_CHECK enum bs_status bs_loader_expand(struct bs_loader *l,
                                              unsigned line, struct bs_str text,
                                              struct bs_str *out);

/* The field of that name. */
BS_MUST_CHECK enum bs_status bs_loader_field(struct bs_loader *l, unsigned line,
                                             struct bs_str name,
                                             uint8_t *field);

/* Compiles the value of a key, once. */
BS_MUST_CHECK enum bs_status bs_loader_compile(struct bs_loader *l,
                                               struct bs_regex *regex,
                                               const struct bs_conf_item *item);

/* Reads a form, once. */
BS_MUST_CHECK enum bs_status bs_loader_form(struct bs_loader *l,
                                            struct bs_rule_form *form,
                                            const struct bs_conf_item *item);

/* Adds a sample to a list, and an expectation to its last sample. */
BS_MUST_CHECK enum bs_status bs_loader_sample(struct bs_loader *l,
                                              struct bs_sample **samples,
                                              const struct bs_conf_item *item);
BS_MUST_CHECK enum bs_status bs_loader_expect(struct bs_loader *l,
                                              struct bs_sample *samples,
                                              const struct bs_conf_item *item);

/* Reads [rule ...] or [ignore ...], [front ...], and [note ...]. */
BS_MUST_CHECK enum bs_status
bs_loader_rule(struct bs_loader *l, const struct bs_conf_section *section);
BS_MUST_CHECK enum bs_status
bs_loader_front(struct bs_loader *l, const struct bs_conf_section *section);
BS_MUST_CHECK enum bs_status
bs_loader_note(struct bs_loader *l, const struct bs_conf_section *section);

#endif
