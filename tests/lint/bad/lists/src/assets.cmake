# SPDX-License-Identifier: MIT
set(assets
  src/cli/gone.js
)
