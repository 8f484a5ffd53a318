#include "bouncestat/parser.h"
#include "base/buf.h"
#include "bouncestat/store.h"
#include "code/code.h"
#include "parse/rx.h"
#include "tally/tally.h"
#include <pcre2.h>
#include <string.h>
