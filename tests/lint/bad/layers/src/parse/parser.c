#include <pcre2.h>
#include <string.h>
#include "bouncestat/parser.h"
#include "parse/rx.h"
#include "base/buf.h"
#include "code/code.h"
#include "bouncestat/store.h"
#  include "tally/tally.h"
