/* SPDX-License-Identifier: MIT */
#include "cli/html.h"

#include <string.h>

#include "cases.h"
#include "cli/asset.h"
#include "cli/html_page.h"

#define RTL_OVERRIDE "\xE2\x80\xAE"

static const struct text_case {
    const char *name;
    struct bs_str text;
    const char *want;
} text_cases[] = {
    {"plain", BYTES("mx1.example.org"), "mx1.example.org"},
    {"none", {NULL, 0}, ""},
    {"element", BYTES("<script>alert(1)</script>"),
     "&lt;script&gt;alert(1)&lt;/script&gt;"},
    {"out of an attribute", BYTES("\"><img src=x onerror='x'>"),
     "&quot;&gt;&lt;img src=x onerror=&#39;x&#39;&gt;"},
    {"reference", BYTES("&lt;&#60;"), "&amp;lt;&amp;#60;"},
    {"control", BYTES("a\033[31m\0b"), "a\\x1B[31m\\x00b"},
    {"bidirectional", BYTES("a" RTL_OVERRIDE "moc"), "a\\u{202E}moc"},
    {"no UTF-8", BYTES("a\xFF<"), "a\xEF\xBF\xBD&lt;"},
    {"umlaut", BYTES("b\xC3\xBCro"), "b\xC3\xBCro"},
};

static void test_text(void **state)
{
    const struct text_case *c = *state;
    struct out out;

    out_memory(&out);
    html_text(&out, c->text);
    out_add(&out, "", 1);
    assert_string_equal(out.data, c->want);
    out_abandon(&out);
}

/* Ten kilobytes of a domain are a line, not a page. */
static void test_short(void **state)
{
    char domain[10240];
    struct out out;

    (void)state;
    memset(domain, '<', sizeof domain);
    out_memory(&out);
    html_short(&out, (struct bs_str){domain, sizeof domain});
    assert_int_equal(out.len, 4 * (HTML_TEXT_MAX - 1) + 3);
    assert_memory_equal(out.data, "&lt;&lt;", 8);
    assert_memory_equal(out.data + out.len - 3, "\xE2\x80\xA6", 3);
    out_abandon(&out);
}

static char *print_page(struct out *out, bool mail)
{
    const struct html_page page = {.lang = "de",
                                   .title = BS_STR("a<b"),
                                   .body = BS_STR("<h1>{title}</h1>\n"),
                                   .mail = mail};

    out_memory(out);
    html_page_print(&page, out);
    out_add(out, "", 1);
    return out->data;
}

/* The body is put in as it is, and nothing in it is taken for a part. */
static void test_page(void **state)
{
    struct out out;
    const char *text = print_page(&out, false);

    (void)state;
    assert_non_null(strstr(text, "<html lang=\"de\">"));
    assert_non_null(strstr(text, "<title>a&lt;b</title>"));
    assert_non_null(strstr(text, "<h1>{title}</h1>"));
    assert_non_null(strstr(text, "default-src 'none'"));
    assert_int_equal(strstr(text, "<script>") != NULL, html_page_draws());
    assert_null(strstr(text, "{css}"));
    out_abandon(&out);
}

static void test_mail(void **state)
{
    struct out out;
    const char *text = print_page(&out, true);

    (void)state;
    assert_non_null(strstr(text, "<style>"));
    assert_null(strstr(text, "<script"));
    assert_null(strstr(text, "Content-Security-Policy"));
    out_abandon(&out);
}

/* What stands in a page must not end its own element. */
static void test_assets(void **state)
{
    (void)state;
    assert_true(asset_count >= 3);
    assert_null(asset_find("src/cli/page.txt"));
    for (size_t i = 0; i < asset_count; i++) {
        assert_int_equal(strlen(asset[i].data), asset[i].size);
        assert_int_equal(strlen(asset[i].sha256), 44);
        assert_int_equal(asset[i].sha256[43], '=');
        if (strcmp(asset[i].name, "src/cli/page.html") != 0) {
            assert_null(strstr(asset[i].data, "</script"));
            assert_null(strstr(asset[i].data, "</style"));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_short),
        cmocka_unit_test(test_page),
        cmocka_unit_test(test_mail),
        cmocka_unit_test(test_assets),
    };
    int failed = RUN_CASES(test_text, text_cases);

    return failed + cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
