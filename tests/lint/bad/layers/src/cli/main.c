#include "bouncestat/bouncestat.h"
#include "cli/opt.h"
#include "base/buf.h"
#include <sqlite3.h>
