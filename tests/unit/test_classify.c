/* SPDX-License-Identifier: MIT */
#include "bouncestat/classifier.h"

#include <string.h>

#include "base/alloc.h"
#include "classify/state.h"
#include "folder.h"

#define CLASS_HEAD                                                             \
    "id\tseverity\tblame\tname_en\tname_de\tmeaning_en\tmeaning_de\t"          \
    "advice_en\tadvice_de\n"
#define CLASS(id, severity) id "\t" severity "\tours\tn\tN\tm\tM\t-\t-\n"
#define CLASSES                                                                \
    CLASS_HEAD CLASS("blocked", "block") CLASS("expired", "soft")              \
        CLASS("full", "soft") CLASS("unclassified", "info")                    \
            CLASS("unknown", "hard")
#define PROVIDERS                                                              \
    "suffix\tscope\tprovider\tname\tkind\n"                                    \
    "big.example\trelay\tbig\tBig Mail\tmailbox\n"                             \
    "mx.big.example\trelay\tgate\tGate\tgateway\n"                             \
    "big.example\tdomain\tbig\tBig Mail\tmailbox\n"                            \
    "averylonglabelofahost.test\tdomain\tgate\tGate\tgateway\n"                \
    "sh.it\tdomain\tgate\tGate\tgateway\n"                                     \
    "a.sh.it\tdomain\tbig\tBig Mail\tmailbox\n"                                \
    "uu\tdomain\tgate\tGate\tgateway\n"
#define TEXTS                                                                  \
    "[reply of big]\nprovider = big gate\nneedle = no way\nclass = blocked\n"  \
    "sample = 550 no way\n"                                                    \
    "[reply code]\ncode = 55x\nclass = blocked\nsample = 554 other\n"          \
    "[reply dsn]\ndsn = X.1.1\nclass = unknown\nsample = 550 5.1.1 x\n"        \
    "[reply own]\nmta = postfix\nneedle = timed out\nclass = full\n"           \
    "severity = info\nsample = connect to x[192.0.2.1]: timed out\n"           \
    "[reply full]\nregex = mailbox [ ] (?: is [ ] )? full\nclass = full\n"     \
    "sample = 552 Mailbox full\n"                                              \
    "[reply at rcpt]\nstage = rcpt\ndirection = in\nneedle = denied\n"         \
    "class = blocked\nsample = 554 denied\n"

static enum bs_status open_small(struct bs_classifier **out,
                                 const char *classes, const char *providers,
                                 const char *texts, struct bs_error *err)
{
    struct folder folder;
    const char *const dirs[] = {folder.path, NULL};
    struct bs_data *data;
    enum bs_status status;

    folder_make(&folder);
    folder_write(&folder, "patterns/classes.tsv", classes);
    folder_write(&folder, "patterns/providers.tsv", providers);
    folder_write(&folder, "patterns/texts.conf", texts);
    assert_int_equal(bs_data_open(&data, dirs, NULL), BS_OK);
    status = bs_classifier_open(out, data, 7, err);
    bs_data_close(data); /* it is needed no longer */
    folder_remove(&folder);
    return status;
}

static struct bs_classifier *small(void)
{
    struct bs_error err = {0};
    struct bs_classifier *c;

    if (open_small(&c, CLASSES, PROVIDERS, TEXTS, &err) != BS_OK)
        fail_msg("%s", err.text);
    return c;
}

static const struct judge_case {
    const char *name;
    struct bs_reply reply;
    const char *provider;
    const char *rule; /* NULL: no class */
    const char *severity;
} judge_cases[] = {
    {"delivered", {.outcome = BS_DELIVERED}, NULL, NULL, NULL},
    {"provider before text",
     {.outcome = BS_BOUNCED,
      .code = 550,
      .text = BYTES("No Way: mailbox full")},
     "gate",
     "of big",
     "block"},
    {"another provider",
     {.outcome = BS_BOUNCED,
      .code = 550,
      .text = BYTES("no way: mailbox full")},
     NULL,
     "full",
     "soft"},
    {"anyone",
     {.outcome = BS_BOUNCED,
      .code = 550,
      .text = BYTES("no way"),
      .anyone = true},
     NULL,
     "of big",
     "block"},
    {"enhanced before basic code",
     {.outcome = BS_BOUNCED, .code = 550, .dsn = {5, 1, 1}},
     NULL,
     "dsn",
     "hard"},
    {"temporary is not hard",
     {.outcome = BS_DEFERRED, .code = 450, .dsn = {4, 1, 1}},
     NULL,
     "dsn",
     "soft"},
    {"vague code, a better one in the text",
     {.outcome = BS_BOUNCED,
      .code = 599,
      .dsn = {5, 0, 0},
      .text = BYTES("599 (#5.1.1) gone")},
     NULL,
     "dsn",
     "hard"},
    {"basic code", {.outcome = BS_BOUNCED, .code = 559}, NULL, "code", "block"},
    {"own words",
     {.outcome = BS_DEFERRED,
      .text = BYTES("it timed out"),
      .mta = BYTES("postfix")},
     NULL,
     "own",
     "info"},
    {"another's own words",
     {.outcome = BS_DEFERRED,
      .text = BYTES("it timed out"),
      .mta = BYTES("exim")},
     NULL,
     "unclassified",
     "info"},
    {"not its own words",
     {.outcome = BS_DEFERRED,
      .code = 450,
      .text = BYTES("it timed out"),
      .mta = BYTES("postfix")},
     NULL,
     "unclassified",
     "info"},
    {"stage and direction",
     {.direction = BS_IN,
      .outcome = BS_REJECTED,
      .code = 511,
      .stage = BYTES("RCPT TO"),
      .text = BYTES("denied")},
     NULL,
     "at rcpt",
     "block"},
    {"another stage",
     {.direction = BS_IN,
      .outcome = BS_REJECTED,
      .code = 511,
      .stage = BYTES("MAIL FROM"),
      .text = BYTES("denied")},
     NULL,
     "unclassified",
     "info"},
    {"another direction",
     {.outcome = BS_BOUNCED,
      .code = 511,
      .stage = BYTES("RCPT"),
      .text = BYTES("denied")},
     NULL,
     "unclassified",
     "info"},
    {"expired", {.outcome = BS_EXPIRED}, NULL, "expired", "soft"},
};

static void test_judge(void **state)
{
    const struct judge_case *c = *state;
    struct bs_classifier *small_one = small();
    struct bs_reply reply = c->reply;

    if (c->provider != NULL)
        reply.provider =
            bs_classifier_provider(small_one, bs_str_of(c->provider));
    for (int i = 0; i < 2; i++) { /* by the rules, then from memory */
        struct bs_verdict verdict;

        bs_classify(small_one, &reply, &verdict);
        assert_int_equal(small_one->judged, c->rule != NULL);
        if (c->rule == NULL) {
            assert_null(verdict.class);
            continue;
        }
        assert_string_equal(verdict.rule, c->rule);
        assert_string_equal(bs_severity_text(verdict.severity), c->severity);
    }
    bs_classifier_close(small_one);
    assert_int_equal(bs_alloc_live(), 0);
}

/* Two events, and whether they have one verdict; 0 is that of a delivery. */
static void test_event_verdict(void **state)
{
    struct bs_classifier *c = small();
    const struct bs_event bounced = {.outcome = BS_BOUNCED,
                                     .code = 550,
                                     .recipient = BS_STR("a@big.example"),
                                     .text = BS_STR("550 no way 12345")};
    struct bs_event first = bounced;
    struct bs_event alike = bounced;
    struct bs_event other = bounced;
    struct bs_event sent = {.outcome = BS_DELIVERED, .verdict = 1};

    (void)state;
    alike.text = BS_STR("550 no way 67890");
    other.code = 551;
    bs_classify_event(c, &first);
    bs_classify_event(c, &alike);
    bs_classify_event(c, &other);
    bs_classify_event(c, &sent);
    assert_int_not_equal(first.verdict, 0);
    assert_int_equal(first.verdict, alike.verdict);
    assert_true(bs_str_eq(first.masked, alike.masked));
    assert_int_not_equal(other.verdict, 0);
    assert_int_not_equal(first.verdict, other.verdict);
    assert_int_equal(sent.verdict, 0);
    bs_classifier_close(c);
}

static const struct provider_case {
    const char *name;
    const char *relay, *domain;
    const char *want;
} provider_cases[] = {
    {"none", NULL, NULL, NULL},
    {"relay", "in.big.example", "other.test", "big"},
    {"the suffix itself", "big.example", NULL, "big"},
    {"longest", "a.MX.Big.Example.", NULL, "gate"},
    {"whole labels only", "notbig.example", NULL, NULL},
    {"end of a suffix", "example", NULL, NULL},
    {"relay before domain", "mx.big.example", "big.example", "gate"},
    {"domain", "mx.other.test", "big.example", "big"},
    {"long label", NULL, "x.averylonglabelofahost.test", "gate"},
    {"another long label", NULL, "averylonglabelofahosu.test", NULL},
    {"other case", NULL, "AVERYLONGLABELOFAHOST.Test", "gate"},
    {"no letter but for a bit", NULL, "averylonglabelofahost\x0etest", NULL},
    {"short", NULL, "sh.it", "gate"},
    {"end of a short one", NULL, "b.sh.it", "gate"},
    {"within a label", NULL, "fish.it", NULL},
    {"longer than a short one", NULL, "b.a.sh.it", "big"},
    {"shortest", NULL, "uu", "gate"},
    {"end of the shortest", NULL, "x.uu", "gate"},
    {"shorter than all", NULL, "u", NULL},
    {"dots", "..", ".", NULL},
};

static void test_provider(void **state)
{
    const struct provider_case *c = *state;
    struct bs_classifier *small_one = small();

    for (int i = 0; i < 2; i++) {
        const struct bs_provider *got = bs_provider_find(
            small_one, bs_str_of(c->relay), bs_str_of(c->domain));

        if (c->want == NULL)
            assert_null(got);
        else
            assert_string_equal(got != NULL ? got->id.data : "none", c->want);
    }
    bs_classifier_close(small_one);
}

static const struct fault_case {
    const char *name;
    const char *classes, *providers, *texts; /* NULL: the good one */
    const char *want;                        /* end of the message */
} fault_cases[] = {
    {"unknown class", NULL, NULL, "[reply a]\ncode = 550\nclass = x\n",
     "texts.conf:3: unknown class 'x'"},
    {"bad regex", NULL, NULL, "[reply a]\nregex = (\nclass = full\n",
     "texts.conf:2: missing closing parenthesis, at character 1 of the "
     "pattern"},
    {"no sample", NULL, NULL, "[reply a]\ncode = 550\nclass = full\n",
     "texts.conf:1: no sample in reply 'a'"},
    {"unknown key", NULL, NULL, "[reply a]\nclas = full\n",
     "texts.conf:2: unknown key 'clas'"},
    {"twice", NULL, NULL,
     "[reply a]\ncode = 550\nclass = full\nsample = 550 x\n[reply a]\n",
     "texts.conf:5: no name, or twice: reply 'a'"},
    {"no condition", NULL, NULL, "[reply a]\nclass = full\nsample = 550 x\n",
     "texts.conf:1: neither code, dsn, needle nor regex in reply 'a'"},
    {"key behind a sample", NULL, NULL,
     "[reply a]\nclass = full\nsample = 550 x\ncode = 550\n",
     "texts.conf:4: key behind a sample: 'code'"},
    {"capital needle", NULL, NULL, "[reply a]\nneedle = Full\n",
     "texts.conf:2: needle is not one line in lower case: 'Full'"},
    {"no code", NULL, NULL, "[reply a]\ncode = 5x0\n",
     "texts.conf:2: no code: '5x0'"},
    {"unknown provider", NULL, NULL, "[reply a]\nprovider = x\n",
     "texts.conf:2: unknown provider 'x'"},
    {"kind", NULL, NULL, "[rule a]\n",
     "texts.conf:1: unknown kind of section 'rule'"},
    {"severity", CLASS_HEAD CLASS("a", "b"), NULL, NULL,
     "classes.tsv:2: unknown severity 'b'"},
    {"order", CLASS_HEAD CLASS("b", "soft") CLASS("a", "soft"), NULL, NULL,
     "classes.tsv:3: id 'a' is not in order, or twice"},
    {"own classes", CLASS_HEAD CLASS("a", "soft"), NULL, NULL,
     "classes.tsv:1: no class 'unclassified'"},
    {"suffix twice", NULL,
     PROVIDERS "big.example\tdomain\tgate\tGate\tgateway\n", NULL,
     "providers.tsv:9: suffix 'big.example' twice"},
    {"other name", NULL, PROVIDERS "x.test\tdomain\tbig\tBigger\tmailbox\n",
     NULL, "providers.tsv:9: provider 'big' has another name or kind above"},
};

static void test_fault(void **state)
{
    const struct fault_case *c = *state;
    struct bs_error err = {0};
    struct bs_classifier *got;
    const char *end;

    assert_int_not_equal(
        open_small(&got, c->classes != NULL ? c->classes : CLASSES,
                   c->providers != NULL ? c->providers : PROVIDERS,
                   c->texts != NULL ? c->texts : TEXTS, &err),
        BS_OK);
    assert_null(got);
    end = strstr(err.text, "patterns/");
    assert_string_equal(end != NULL ? end + strlen("patterns/") : err.text,
                        c->want);
    assert_int_equal(bs_alloc_live(), 0);
}

static const struct read_case {
    const char *name;
    const char *text;
    uint16_t code;
    struct bs_esc dsn;
    const char *host, *stage;
} read_cases[] = {
    {"reply", "550 5.7.1 No", 550, {5, 7, 1}, NULL, NULL},
    {"lines", "550-5.1.1 No", 550, {5, 1, 1}, NULL, NULL},
    {"sharp", "554 #5.1.0 Address rejected.", 554, {5, 1, 0}, NULL, NULL},
    {"postfix",
     "(host mx.example.org[192.0.2.1] said: 452 4.2.2 full (in reply to RCPT "
     "TO command))",
     452,
     {4, 2, 2},
     "mx.example.org",
     "RCPT TO command"},
    {"greeting",
     "host mx.example.org[192.0.2.1] refused to talk to me: 554 IP blocked",
     554,
     {0, 0, 0},
     "mx.example.org",
     "refused to talk to me"},
    {"exim",
     "SMTP error from remote mail server after RCPT TO:<a@b.example>: 550 no",
     550,
     {0, 0, 0},
     NULL,
     "RCPT TO"},
    {"code at the end", "said: 550 gone (#5.1.1)", 550, {5, 1, 1}, NULL, NULL},
    {"no code", "Connection timed out", 0, {0, 0, 0}, NULL, NULL},
    {"address is no code", "from 192.0.2.250 ", 0, {0, 0, 0}, NULL, NULL},
};

static void test_read(void **state)
{
    const struct read_case *c = *state;
    struct bs_reply reply;
    struct bs_str host;

    bs_reply_read(&reply, &host, bs_str_of(c->text));
    assert_int_equal(reply.code, c->code);
    assert_int_equal(bs_esc_cmp(reply.dsn, c->dsn), 0);
    assert_true(bs_str_eq(host, bs_str_of(c->host)));
    assert_true(bs_str_eq(reply.stage, bs_str_of(c->stage)));
}

static void on_fault(void *context, const char *text)
{
    char *seen = context;

    (void)snprintf(seen, 512, "%s", text);
}

/* A rule that another one shadows. */
static void test_shadow(void **state)
{
    struct folder folder;
    const char *const dirs[] = {folder.path, NULL};
    char seen[512] = "";
    struct bs_data *data;
    size_t samples;
    size_t faults;

    (void)state;
    folder_make(&folder);
    folder_write(&folder, "patterns/classes.tsv", CLASSES);
    folder_write(&folder, "patterns/providers.tsv", PROVIDERS);
    folder_write(&folder, "patterns/texts.conf",
                 "[reply a]\nneedle = full\nclass = full\nsample = 552 full\n"
                 "[reply b]\nneedle = is full\nclass = blocked\n"
                 "sample = 552 is full\n");
    assert_int_equal(bs_data_open(&data, dirs, NULL), BS_OK);
    assert_int_equal(bs_classifier_check(data, NULL, on_fault, seen, &samples,
                                         &faults, NULL),
                     BS_OK);
    assert_int_equal(samples, 2);
    assert_int_equal(faults, 1);
    assert_non_null(strstr(seen, "texts.conf:8: not taken by 'b', but by 'a'"));
    bs_data_close(data);
    folder_remove(&folder);
}

/* Hostile text: any bytes, longer than what is looked at. */
static void test_hostile(void **state)
{
    struct bs_classifier *small_one = small();
    char *text = malloc(BS_LINE_MAX);
    struct bs_verdict verdict;

    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < BS_LINE_MAX; i++)
        text[i] = (char)(i * 7);
    memcpy(text, "mailbox full", 12);
    bs_classify(small_one,
                &(struct bs_reply){.outcome = BS_BOUNCED,
                                   .code = 550,
                                   .text = {text, BS_LINE_MAX}},
                &verdict);
    assert_string_equal(verdict.rule, "full");
    free(text);
    bs_classifier_close(small_one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_shadow),
                                       cmocka_unit_test(test_event_verdict),
                                       cmocka_unit_test(test_hostile)};
    int failed = RUN_CASES(test_judge, judge_cases);

    failed += RUN_CASES(test_provider, provider_cases);
    failed += RUN_CASES(test_fault, fault_cases);
    failed += RUN_CASES(test_read, read_cases);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}
