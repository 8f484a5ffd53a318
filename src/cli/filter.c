/* SPDX-License-Identifier: MIT */
/*
 * filter - which events are counted: --domain, --host, --code, --class ...
 *
 * Knows    An event's domain is in lower case and A-labels; a host is as the
 *          log has it, so letters of either case are the same.
 */
#include "cli/filter.h"

#include <string.h>
#include <strings.h>

#include "cli/say.h"

#define AT(member) .at = offsetof(struct filter_choice, member)

const struct opt filter_options[] = {
    {.name = "domain",
     .kind = OPT_LIST,
     AT(domains),
     .arg = "DOMAIN",
     .help = "count recipients of this domain only; *.DOMAIN means those "
             "below it; may be repeated"},
    {.name = "host",
     .kind = OPT_LIST,
     AT(hosts),
     .arg = "HOST",
     .help = "count what this log host wrote only; *.DOMAIN means the hosts "
             "below it; may be repeated"},
    {.name = "code",
     .kind = OPT_LIST,
     AT(codes),
     .arg = "CODE",
     .help = "count events with this code only: 550, 5xx, 5.7.1, 5.7.X; may "
             "be repeated"},
    {.name = "class",
     .kind = OPT_LIST,
     AT(classes),
     .arg = "CLASS",
     .help = "count events of this class only (user_unknown, ...); may be "
             "repeated"},
    {.name = "provider",
     .kind = OPT_LIST,
     AT(providers),
     .arg = "ID",
     .help = "count mail to this provider only (google, ...); may be "
             "repeated"},
    {.name = "severity",
     .kind = OPT_LIST,
     AT(severities),
     .arg = "KIND",
     .help = "count events of this severity only: hard, soft, block, info; "
             "may be repeated"},
};
const size_t filter_options_count = COUNT_OF(filter_options);

static enum bs_status
check_name(const char *option, const char *name, struct bs_error *err)
{
    const char *rest = strncmp(name, "*.", 2) == 0 ? name + 2 : name;

    for (const char *at = name; *at != '\0'; at++)
        if ((unsigned char)*at >= 0x80)
            return say_fail(err, BS_EUSAGE,
                            "--%s: '%s': write the ASCII form (xn--...)",
                            option, name);
    if (rest[0] == '\0' || strpbrk(rest, "*?[@ ") != NULL)
        return say_fail(err, BS_EUSAGE,
                        "--%s: '%s' is neither a name nor *.NAME", option,
                        name);
    return BS_OK;
}

static enum bs_status check_names(const char *option,
                                  const struct opt_list *list,
                                  struct bs_error *err)
{
    enum bs_status status = BS_OK;

    for (size_t i = 0; i < list->count && status == BS_OK; i++)
        status = check_name(option, list->items[i], err);
    return status;
}

/* "550", "5xx", "55x" */
static bool read_basic(char out[4], const char *text)
{
    size_t digits = strspn(text, "0123456789");

    if (strlen(text) != 3 || digits == 0)
        return false;
    for (size_t i = 0; i < 3; i++) {
        out[i] = text[i] == 'X' ? 'x' : text[i];
        if (i >= digits && out[i] != 'x')
            return false;
    }
    return true;
}

/* "5.7.1", "5.7.x", "X.7.1" */
static bool read_enhanced(struct bs_esc *out, const char *text)
{
    char key[BS_ESC_BUFSIZE];
    size_t len = strlen(text);

    if (len >= sizeof key)
        return false;
    for (size_t i = 0; i <= len; i++)
        key[i] = text[i] == 'x' ? 'X' : text[i];
    return bs_esc_parse_key(out, key, len) == len && len > 0;
}

enum bs_status filter_init(struct filter *filter,
                           const struct filter_choice *choice,
                           struct bs_error *err)
{
    enum bs_status status = check_names("domain", &choice->domains, err);

    *filter = (struct filter){.choice = choice};
    if (status == BS_OK)
        status = check_names("host", &choice->hosts, err);
    for (size_t i = 0; i < choice->codes.count && status == BS_OK; i++) {
        struct filter_code *code = &filter->codes[i];
        const char *text = choice->codes.items[i];

        if (!read_basic(code->basic, text) && !read_enhanced(&code->dsn, text))
            status = say_fail(err, BS_EUSAGE,
                              "--code: '%s' is no code: 550, 5xx, 5.7.1, 5.7.X",
                              text);
    }
    return status;
}

static bool name_fits(struct bs_str name, const char *wanted)
{
    size_t len;

    if (name.data == NULL)
        return false;
    if (wanted[0] == '*')
        wanted++; /* what is left begins with the dot */
    len = strlen(wanted);
    if (name.len < len || (wanted[0] != '.' && name.len != len))
        return false;
    if (wanted[0] == '.' && name.len == len)
        return false;
    return strncasecmp(name.data + name.len - len, wanted, len) == 0;
}

static bool any_name_fits(struct bs_str name, const struct opt_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (name_fits(name, list->items[i]))
            return true;
    return list->count == 0;
}

static bool number_fits(uint16_t number, uint16_t wanted)
{
    return wanted == BS_ANY || wanted == number;
}

static bool
code_fits(const struct filter_code *code, const struct bs_event *event)
{
    unsigned rest = event->code;

    if (code->basic[0] == '\0')
        return event->dsn.cls != 0 &&
               number_fits(event->dsn.cls, code->dsn.cls) &&
               number_fits(event->dsn.subject, code->dsn.subject) &&
               number_fits(event->dsn.detail, code->dsn.detail);
    for (size_t i = 3; i-- > 0; rest /= 10)
        if (code->basic[i] != 'x' && code->basic[i] != (char)('0' + rest % 10))
            return false;
    return event->code != 0;
}

static bool
any_code_fits(const struct filter *filter, const struct bs_event *event)
{
    size_t count = filter->choice->codes.count;

    for (size_t i = 0; i < count; i++)
        if (code_fits(&filter->codes[i], event))
            return true;
    return count == 0;
}

static bool is_severity(const char *name)
{
    for (unsigned i = 0; i < BS_SEVERITY_COUNT; i++)
        if (strcmp(bs_severity_text((enum bs_severity)i), name) == 0)
            return true;
    return false;
}

enum bs_status filter_names(const struct filter *filter,
                            const struct bs_classifier *classifier,
                            struct bs_error *err)
{
    const struct filter_choice *choice = filter->choice;

    for (size_t i = 0; i < choice->classes.count; i++)
        if (bs_classifier_class(classifier,
                                bs_str_of(choice->classes.items[i])) == NULL)
            return say_fail(err, BS_EUSAGE, "--class: '%s' is no class",
                            choice->classes.items[i]);
    for (size_t i = 0; i < choice->providers.count; i++)
        if (bs_classifier_provider(
                classifier, bs_str_of(choice->providers.items[i])) == NULL)
            return say_fail(err, BS_EUSAGE, "--provider: '%s' is no provider",
                            choice->providers.items[i]);
    for (size_t i = 0; i < choice->severities.count; i++)
        if (!is_severity(choice->severities.items[i]))
            return say_fail(err, BS_EUSAGE,
                            "--severity: '%s' is none of hard, soft, block, "
                            "info",
                            choice->severities.items[i]);
    return BS_OK;
}

static bool is_listed(struct bs_str name, const struct opt_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (bs_str_eq(name, bs_str_of(list->items[i])))
            return true;
    return list->count == 0;
}

bool filter_takes(const struct filter *filter, const struct bs_event *event)
{
    const struct filter_choice *choice = filter->choice;

    return any_name_fits(event->domain, &choice->domains) &&
           any_name_fits(event->host, &choice->hosts) &&
           is_listed(event->class, &choice->classes) &&
           is_listed(event->provider, &choice->providers) &&
           is_listed(event->severity, &choice->severities) &&
           any_code_fits(filter, event);
}
