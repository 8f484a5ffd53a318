# SPDX-License-Identifier: MIT
# What `cmake --install` puts where. The components are the packages of
# src/package.cmake: program, library, development.
include(CMakePackageConfigHelpers)
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME program)

foreach(file IN LISTS data ITEMS patterns/README.md)
  get_filename_component(folder ${file} DIRECTORY)
  install(FILES ${file} DESTINATION ${CMAKE_INSTALL_DATADIR}/bouncestat/${folder})
endforeach()
install(FILES samples/report.schema.json
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bouncestat)
install(FILES README.md CHANGES.md LICENSE TYPE DOC)

# man/de/x.1 goes to de/man1. Pages of functions are for developers.
file(GLOB pages CONFIGURE_DEPENDS man/*.[1-9] man/de/*.[1-9])
foreach(page IN LISTS pages generated_pages)
  string(REGEX MATCH "/man/(de/)?[^/]*([1-9])$" _ ${page})
  set(component program)
  if(CMAKE_MATCH_2 EQUAL 3)
    set(component development)
  endif()
  install(FILES ${page} COMPONENT ${component}
    DESTINATION ${CMAKE_INSTALL_MANDIR}/${CMAKE_MATCH_1}man${CMAKE_MATCH_2})
endforeach()

install(TARGETS bouncestat)

# Where Debian's zsh looks for what packages bring, and where others do.
set(zsh site-functions)
if(CMAKE_INSTALL_PREFIX STREQUAL "/usr" AND EXISTS /etc/debian_version)
  set(zsh vendor-completions)
endif()
install(FILES ${completions}/bouncestat.bash RENAME bouncestat
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${completions}/bouncestat.zsh RENAME _bouncestat
  DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/${zsh})
install(FILES ${completions}/bouncestat.fish
  DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

# Daily use. Units may lie there, nothing enables them; what would run by being
# there is only shown.
set(units bouncestat bouncestat-prune)
foreach(unit IN LISTS units)
  configure_file(samples/systemd/${unit}.service.in ${unit}.service @ONLY)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/${unit}.service
    samples/systemd/${unit}.timer DESTINATION lib/systemd/system)
endforeach()
install(FILES samples/sysusers.d/bouncestat.conf DESTINATION lib/sysusers.d)
install(FILES samples/tmpfiles.d/bouncestat.conf DESTINATION lib/tmpfiles.d)
install(FILES samples/bouncestat.conf
  DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)
install(DIRECTORY samples/cron.d samples/logrotate.d
  DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)

set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME development)
file(GLOB headers CONFIGURE_DEPENDS include/bouncestat/*.h)
target_sources(libbouncestat PUBLIC FILE_SET HEADERS
  BASE_DIRS include ${CMAKE_CURRENT_BINARY_DIR}/include
  FILES ${headers} ${CMAKE_CURRENT_BINARY_DIR}/include/bouncestat/version.h)
install(TARGETS libbouncestat FILE_SET HEADERS
  LIBRARY COMPONENT library NAMELINK_COMPONENT development)

# Who links the archive needs its libraries too; a shared library knows them.
get_target_property(type libbouncestat TYPE)
string(JOIN " " needs ${modules})
set(requires "Requires: ${needs}\n")
if(type STREQUAL "SHARED_LIBRARY")
  set(requires "")
endif()
configure_file(src/bouncestat.pc.in bouncestat.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/bouncestat.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/bouncestat)
set(library ${CMAKE_${type}_PREFIX}bouncestat${CMAKE_${type}_SUFFIX})
configure_package_config_file(src/bouncestat-config.cmake.in
  bouncestat-config.cmake INSTALL_DESTINATION ${package}
  PATH_VARS CMAKE_INSTALL_INCLUDEDIR CMAKE_INSTALL_LIBDIR)
write_basic_package_version_file(
  ${CMAKE_CURRENT_BINARY_DIR}/bouncestat-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/bouncestat-config.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/bouncestat-config-version.cmake
  DESTINATION ${package})
