#include "bouncestat/api.h"
#include "base/buf.h"
