#include <pcre2.h>
#include "parse/rx.h"
