# SPDX-License-Identifier: MIT
# libraries: what is linked; modules: what pkg-config calls it; built_with: what
# --version says of it.
find_package(PkgConfig REQUIRED)
pkg_check_modules(PCRE2 REQUIRED IMPORTED_TARGET libpcre2-8>=10.40)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3>=3.38)
pkg_check_modules(ARCHIVE REQUIRED IMPORTED_TARGET libarchive>=3.6)
pkg_check_modules(IDN2 REQUIRED IMPORTED_TARGET libidn2>=2.3)
set(libraries PkgConfig::PCRE2 PkgConfig::SQLITE PkgConfig::ARCHIVE PkgConfig::IDN2)
set(modules libpcre2-8 sqlite3 libarchive libidn2)
set(built_with "PCRE2 ${PCRE2_VERSION}, SQLite ${SQLITE_VERSION}, libarchive ${ARCHIVE_VERSION}, libidn2 ${IDN2_VERSION}")

set(journal FALSE)
if(BS_JOURNAL)
  pkg_check_modules(SYSTEMD IMPORTED_TARGET libsystemd>=246)
  set(journal ${SYSTEMD_FOUND})
endif()
if(journal)
  list(APPEND libraries PkgConfig::SYSTEMD)
  list(APPEND modules libsystemd)
  string(APPEND built_with ", libsystemd ${SYSTEMD_VERSION}")
else()
  string(APPEND built_with ", without libsystemd")
endif()
