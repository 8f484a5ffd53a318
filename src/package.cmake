# SPDX-License-Identifier: MIT
# Debian packages: cmake --workflow --preset package. The files lie where Debian
# wants them only with that prefix, and the library is one to share.
if(NOT CMAKE_INSTALL_PREFIX STREQUAL "/usr" OR NOT BUILD_SHARED_LIBS)
  return()
endif()
set(BS_MAINTAINER "bouncestat authors <bouncestat@bouncestat.invalid>" CACHE STRING
  "Who answers for the packages: Name <address>")

set(CPACK_GENERATOR DEB)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_PACKAGE_CONTACT "${BS_MAINTAINER}")
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_COMPONENTS_ALL program library development)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE
  GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_BS_SOURCE "${PROJECT_SOURCE_DIR}")
set(CPACK_BS_LIBDIR "${CMAKE_INSTALL_LIBDIR}")
set(CPACK_BS_BUILD "${PROJECT_BINARY_DIR}")
set(CPACK_BS_SOVERSION "${PROJECT_VERSION_MAJOR}")
set(CPACK_PROJECT_CONFIG_FILE "${PROJECT_SOURCE_DIR}/src/package/control.cmake")
set(CPACK_PRE_BUILD_SCRIPTS "${PROJECT_SOURCE_DIR}/src/package/stage.cmake")
include(CPack)
