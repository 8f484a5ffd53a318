/* SPDX-License-Identifier: MIT */
/*
 * rx - the only door to PCRE2.
 *
 * Compiles a pattern once, matches it many times, and gives the captures
 * back as places in the subject.
 *
 * Limits   Every match has a match limit and a depth limit, and the JIT a
 *          stack of limited size: the subject is text that strangers chose.
 * Memory   One match block per pattern, made at compile time and used again;
 *          PCRE2 allocates through base/alloc.h, nothing per match.
 * Errors   BS_EPATTERN with the offset in the pattern. A match over its
 *          limits is BS_RX_LIMIT; the caller counts it and goes on.
 * Source   pcre2api(3), pcre2limits(3), pcre2jit(3).
 */
#include "parse/rx.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/alloc.h"
#include "base/fail.h"

#define MATCH_LIMIT 200000
#define DEPTH_LIMIT 2000
#define STACK_START ((size_t)32 * 1024)
#define STACK_MAX ((size_t)1024 * 1024)

#define OPTIONS                                                                \
    (PCRE2_EXTENDED | PCRE2_ANCHORED | PCRE2_DOTALL | PCRE2_DOLLAR_ENDONLY |   \
     PCRE2_NO_AUTO_CAPTURE | PCRE2_NEVER_UTF | PCRE2_NEVER_UCP |               \
     PCRE2_NEVER_BACKSLASH_C | PCRE2_DUPNAMES | PCRE2_NO_START_OPTIMIZE)

#define SEARCH                                                                 \
    (PCRE2_EXTENDED | PCRE2_CASELESS | PCRE2_DOTALL | PCRE2_DOLLAR_ENDONLY |   \
     PCRE2_NO_AUTO_CAPTURE | PCRE2_NEVER_UTF | PCRE2_NEVER_UCP |               \
     PCRE2_NEVER_BACKSLASH_C)

_Static_assert(sizeof(struct bs_rx_span) == 2 * sizeof(PCRE2_SIZE),
               "a span is a pair of the match block's vector");

struct bs_rx {
    pcre2_code *code;
    pcre2_match_data *match;
    PCRE2_SPTR names; /* name table */
    uint32_t name_count;
    uint32_t name_size; /* bytes of an entry */
    bool jit;           /* compiled to machine code */
};

struct bs_rx_context {
    pcre2_match_context *match;
    pcre2_jit_stack *stack;
};

static void *take(size_t size, void *data)
{
    (void)data;
    return bs_new(1, size);
}

static void give(void *block, void *data)
{
    (void)data;
    bs_free(block);
}

enum bs_status
bs_rx_context_new(struct bs_rx_context **out, struct bs_error *err)
{
    struct bs_rx_context *context = bs_new(1, sizeof *context);
    pcre2_general_context *general =
        pcre2_general_context_create(take, give, NULL);

    *out = NULL;
    if (context != NULL && general != NULL) {
        context->match = pcre2_match_context_create(general);
        context->stack =
            pcre2_jit_stack_create(STACK_START, STACK_MAX, general);
    }
    pcre2_general_context_free(general);
    if (context == NULL || context->match == NULL || context->stack == NULL) {
        bs_rx_context_free(context);
        return bs_fail_memory(err);
    }
    (void)pcre2_set_match_limit(context->match, MATCH_LIMIT);
    (void)pcre2_set_depth_limit(context->match, DEPTH_LIMIT);
    pcre2_jit_stack_assign(context->match, NULL, context->stack);
    *out = context;
    return BS_OK;
}

void bs_rx_context_free(struct bs_rx_context *context)
{
    if (context == NULL)
        return;
    pcre2_jit_stack_free(context->stack);
    pcre2_match_context_free(context->match);
    bs_free(context);
}

static enum bs_status compile(pcre2_code **out, struct bs_str pattern,
                              uint32_t options, size_t *offset,
                              struct bs_error *err)
{
    pcre2_general_context *general =
        pcre2_general_context_create(take, give, NULL);
    pcre2_compile_context *context =
        general != NULL ? pcre2_compile_context_create(general) : NULL;
    PCRE2_UCHAR text[128];
    int error = PCRE2_ERROR_NOMEMORY;

    *out = NULL;
    *offset = 0;
    if (context != NULL)
        *out = pcre2_compile((PCRE2_SPTR)pattern.data, pattern.len, options,
                             &error, offset, context);
    pcre2_compile_context_free(context);
    pcre2_general_context_free(general);
    if (*out != NULL)
        return BS_OK;
    if (error == PCRE2_ERROR_NOMEMORY || error == PCRE2_ERROR_HEAP_FAILED)
        return bs_fail_memory(err);
    (void)pcre2_get_error_message(error, text, sizeof text);
    return bs_fail(err, BS_EPATTERN, "%s", (const char *)text);
}

static enum bs_status build(struct bs_rx **out, struct bs_str pattern,
                            uint32_t options, size_t *offset,
                            struct bs_error *err)
{
    struct bs_rx *rx = bs_new(1, sizeof *rx);
    enum bs_status status = BS_OK;
    uint32_t groups = 0;

    *out = NULL;
    if (rx == NULL)
        return bs_fail_memory(err);
    status = compile(&rx->code, pattern, options, offset, err);
    if (status != BS_OK)
        goto out;
    /* Where there is no JIT, pcre2_match() interprets. */
    rx->jit = pcre2_jit_compile(rx->code, PCRE2_JIT_COMPLETE) == 0;
    rx->match = pcre2_match_data_create_from_pattern(rx->code, NULL);
    if (rx->match == NULL) {
        status = bs_fail_memory(err);
        goto out;
    }
    (void)pcre2_pattern_info(rx->code, PCRE2_INFO_CAPTURECOUNT, &groups);
    (void)pcre2_pattern_info(rx->code, PCRE2_INFO_NAMETABLE, &rx->names);
    (void)pcre2_pattern_info(rx->code, PCRE2_INFO_NAMECOUNT, &rx->name_count);
    (void)pcre2_pattern_info(rx->code, PCRE2_INFO_NAMEENTRYSIZE,
                             &rx->name_size);
    if (groups >= BS_RX_GROUPS) {
        status =
            bs_fail(err, BS_EPATTERN, "more than %d groups", BS_RX_GROUPS - 1);
        goto out;
    }
    *out = rx;
    rx = NULL;
out:
    bs_rx_free(rx);
    return status;
}

enum bs_status bs_rx_new(struct bs_rx **out, struct bs_str pattern,
                         size_t *offset, struct bs_error *err)
{
    return build(out, pattern, OPTIONS, offset, err);
}

enum bs_status bs_rx_search_new(struct bs_rx **out, struct bs_str pattern,
                                size_t *offset, struct bs_error *err)
{
    return build(out, pattern, SEARCH, offset, err);
}

bool bs_rx_name(const struct bs_rx *rx, size_t i, struct bs_str *name,
                unsigned *group)
{
    PCRE2_SPTR entry = rx->names + i * rx->name_size;

    if (i >= rx->name_count)
        return false;
    *group = (unsigned)entry[0] << 8 | entry[1];
    *name = bs_str_of((const char *)entry + 2);
    return true;
}

enum bs_rx_result
bs_rx_match(const struct bs_rx *rx, struct bs_rx_context *context,
            struct bs_str subject, const struct bs_rx_span **spans)
{
    PCRE2_SPTR text = (PCRE2_SPTR)subject.data;
    int result = rx->jit ? pcre2_jit_match(rx->code, text, subject.len, 0, 0,
                                           rx->match, context->match)
                         : pcre2_match(rx->code, text, subject.len, 0, 0,
                                       rx->match, context->match);
    *spans = (const struct bs_rx_span *)pcre2_get_ovector_pointer(rx->match);
    if (result > 0)
        return BS_RX_YES;
    return result == PCRE2_ERROR_NOMATCH ? BS_RX_NO : BS_RX_LIMIT;
}

struct steps {
    uint64_t taken;
    uint64_t limit;
};

static int count_step(pcre2_callout_block *block, void *data)
{
    struct steps *steps = data;

    (void)block;
    steps->taken++;
    return steps->taken < steps->limit ? 0 : PCRE2_ERROR_CALLOUT;
}

static enum bs_status count_steps(uint64_t *steps, struct bs_str pattern,
                                  uint32_t options, struct bs_str subject,
                                  uint64_t limit, struct bs_error *err)
{
    struct steps count = {.limit = limit};
    pcre2_code *code = NULL;
    pcre2_match_data *match = NULL;
    pcre2_match_context *context = NULL;
    size_t offset;
    enum bs_status status =
        compile(&code, pattern, options | PCRE2_AUTO_CALLOUT, &offset, err);

    *steps = 0;
    if (status != BS_OK)
        return status;
    match = pcre2_match_data_create_from_pattern(code, NULL);
    context = pcre2_match_context_create(NULL);
    if (match == NULL || context == NULL) {
        status = bs_fail_memory(err);
        goto out;
    }
    (void)pcre2_set_callout(context, count_step, &count);
    (void)pcre2_match(code, (PCRE2_SPTR)subject.data, subject.len, 0,
                      PCRE2_NO_JIT, match, context);
    *steps = count.taken;
out:
    pcre2_match_context_free(context);
    pcre2_match_data_free(match);
    pcre2_code_free(code);
    return status;
}

enum bs_status bs_rx_steps(uint64_t *steps, struct bs_str pattern,
                           struct bs_str subject, uint64_t limit,
                           struct bs_error *err)
{
    return count_steps(steps, pattern, OPTIONS, subject, limit, err);
}

enum bs_status bs_rx_search_steps(uint64_t *steps, struct bs_str pattern,
                                  struct bs_str subject, uint64_t limit,
                                  struct bs_error *err)
{
    return count_steps(steps, pattern, SEARCH, subject, limit, err);
}

void bs_rx_free(struct bs_rx *rx)
{
    if (rx == NULL)
        return;
    pcre2_match_data_free(rx->match);
    pcre2_code_free(rx->code);
    bs_free(rx);
}
