#include "parse/rx.h"
#include <pcre2.h>
