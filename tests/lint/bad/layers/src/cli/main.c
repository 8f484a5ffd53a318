#include "base/buf.h"
#include "bouncestat/bouncestat.h"
#include "cli/opt.h"
#include <sqlite3.h>
