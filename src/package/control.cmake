# SPDX-License-Identifier: MIT
# What is said of the packages, read by cpack: so a release number that cpack
# is given counts too (cpack -D CPACK_DEBIAN_PACKAGE_RELEASE=2).
set(scripts "${CPACK_BS_SOURCE}/src/package")
if(NOT CPACK_DEBIAN_PACKAGE_RELEASE)
  set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
endif()
set(version "${CPACK_PACKAGE_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}")
set(library libbouncestat${CPACK_BS_SOVERSION})

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SOURCE bouncestat)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "") # each package has its own
# Before 1.0 every version of the library may differ.
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY "=")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${CPACK_BS_BUILD}")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME bouncestat)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION mail)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS "${library} (= ${version}), \
systemd | systemd-standalone-sysusers | systemd-sysusers, \
systemd | systemd-standalone-tmpfiles | systemd-tmpfiles")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS tzdata)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SUGGESTS "bash-completion, default-mta | mail-transport-agent, sqlite3")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_CONTROL_EXTRA
  "${scripts}/conffiles;${scripts}/postinst;${scripts}/prerm;${scripts}/postrm")
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "mail-log bounce analyzer for Postfix, Exim and Sendmail
It reads mail logs and says what mail was refused, deferred or lost: by
whom, how often, with which code, what that code means and what to do
about it. In English and German, as text and for programs.
.
A timer counts what is new in the logs into a database, from which
reports of any period are made.")

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME ${library})
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SHLIBDEPS ON)
# CPack calls ldconfig in a postinst and a postrm of its own making, unless
# there are others: the trigger does it better, and files that are not there are
# left out.
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA
  "${scripts}/triggers;${scripts}/none/postinst;${scripts}/none/postrm")
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION "mail-log bounce analyzer, shared library
The library behind the program bouncestat: it reads the logs of Postfix,
Exim and Sendmail, tells events from lines, classifies replies, counts
them, and explains SMTP codes.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libbouncestat-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "${library} (= ${version})")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "mail-log bounce analyzer, development files
Headers, manual page, pkg-config and CMake files of libbouncestat, the
library behind the program bouncestat.")
