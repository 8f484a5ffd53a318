/* SPDX-License-Identifier: MIT */
/*
 * html_page - the HTML page around a report.
 *
 * Knows    A hash in the policy is of the bytes between the tags, so they
 *          stand there exactly as they were embedded.
 */
#include "cli/html_page.h"

#include "bouncestat/version.h"
#include "cli/asset.h"
#include "cli/html.h"
#include "cli/opt.h"

#define SKELETON "src/cli/page.html"
#define STYLE "src/cli/page.css"
#define CHARTS "chart.js"
#define START "src/cli/page.js"

static void put_asset(struct out *out, const char *name)
{
    const struct asset *found = asset_find(name);

    if (found != NULL)
        out_add(out, found->data, found->size);
}

static void put_source(struct out *out, const char *name)
{
    out_print(out, " 'sha256-%s'", asset_find(name)->sha256);
}

static void put_policy(const struct html_page *page, struct out *out)
{
    if (page->mail)
        return;
    out_text(out, "<meta http-equiv=\"Content-Security-Policy\" content=\""
                  "default-src 'none'; base-uri 'none'; form-action 'none'; "
                  "style-src");
    put_source(out, STYLE);
    if (html_page_draws()) {
        out_text(out, "; script-src");
        put_source(out, CHARTS);
        put_source(out, START);
    }
    out_text(out, "\">\n");
}

static void put_script(struct out *out, const char *name)
{
    out_text(out, "<script>");
    put_asset(out, name);
    out_text(out, "</script>\n");
}

static void put_scripts(const struct html_page *page, struct out *out)
{
    if (page->mail || !html_page_draws())
        return;
    put_script(out, CHARTS);
    put_script(out, START);
}

static void put_lang(const struct html_page *page, struct out *out)
{
    out_text(out, page->lang);
}

static void put_title(const struct html_page *page, struct out *out)
{
    html_text(out, page->title);
}

static void put_version(const struct html_page *page, struct out *out)
{
    (void)page;
    out_text(out, BS_VERSION);
}

static void put_css(const struct html_page *page, struct out *out)
{
    (void)page;
    put_asset(out, STYLE);
}

static void put_body(const struct html_page *page, struct out *out)
{
    out_str(out, page->body);
}

static void
put_part(const struct html_page *page, struct out *out, struct bs_str name)
{
    static const struct {
        const char *name;
        void (*put)(const struct html_page *page, struct out *out);
    } parts[] = {
        {"body", put_body},       {"css", put_css},
        {"lang", put_lang},       {"policy", put_policy},
        {"scripts", put_scripts}, {"title", put_title},
        {"version", put_version},
    };

    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (bs_str_eq(name, bs_str_of(parts[i].name)))
            parts[i].put(page, out);
}

bool html_page_draws(void)
{
    return asset_find(CHARTS) != NULL;
}

void html_page_print(const struct html_page *page, struct out *out)
{
    const char *at = asset_find(SKELETON)->data;

    while (*at != '\0') {
        size_t plain = strcspn(at, "{");
        size_t len;

        out_add(out, at, plain);
        at += plain;
        if (*at == '\0')
            return;
        len = strcspn(++at, "}");
        put_part(page, out, (struct bs_str){at, len});
        at += len + 1;
    }
}
