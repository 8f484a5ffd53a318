# SPDX-License-Identifier: MIT
# Installs into an empty DESTDIR and builds a consumer of the library from
# there, by pkg-config and by find_package.
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE "${WORK}")
file(MAKE_DIRECTORY "${WORK}")
set(stage "${WORK}/stage")
set(installed "${stage}${PREFIX}")
separate_arguments(flags UNIX_COMMAND "${CFLAGS}")

function(run)
  execute_process(COMMAND ${ARGN} OUTPUT_VARIABLE output ERROR_VARIABLE output
    RESULT_VARIABLE status OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(NOT status EQUAL 0)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "${command}: ${status}\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

function(must_exist)
  foreach(name IN LISTS ARGN)
    if(NOT EXISTS "${installed}/${name}")
      message(FATAL_ERROR "${installed}/${name} is not installed")
    endif()
  endforeach()
endfunction()

run("${CMAKE_COMMAND}" -E env "DESTDIR=${stage}"
  "${CMAKE_COMMAND}" --install "${BUILD}")
must_exist(${DATADIR}/bouncestat/patterns/codes.tsv
  ${DATADIR}/man/man5/bouncestat-findings.5
  ${DATADIR}/man/man5/bouncestat-schema.5 ${DATADIR}/man/man5/bouncestat.conf.5
  ${DATADIR}/man/man3/libbouncestat.3 ${DATADIR}/man/man7/bouncestat-codes.7
  ${DATADIR}/man/de/man7/bouncestat-codes.7
  ${DATADIR}/man/de/man1/bouncestat.1
  ${DATADIR}/bash-completion/completions/bouncestat
  ${DATADIR}/fish/vendor_completions.d/bouncestat.fish
  ${DATADIR}/doc/bouncestat/examples/bouncestat.conf
  ${DATADIR}/doc/bouncestat/examples/cron.d/bouncestat
  lib/systemd/system/bouncestat.service lib/systemd/system/bouncestat.timer
  lib/sysusers.d/bouncestat.conf lib/tmpfiles.d/bouncestat.conf)
if("${LIBRARY}" STREQUAL "")
  message("SKIPPED: install: no library to link yet")
  return()
endif()

file(GLOB headers RELATIVE "${ROOT}/include" "${ROOT}/include/bouncestat/*.h")
list(TRANSFORM headers PREPEND include/)
must_exist(${headers} include/bouncestat/version.h bin/bouncestat)

set(ENV{PKG_CONFIG_PATH} "${installed}/${LIBDIR}/pkgconfig")
run(pkg-config --define-variable=libdir=${installed}/${LIBDIR}
  --define-variable=includedir=${installed}/include --cflags --libs bouncestat)
separate_arguments(options UNIX_COMMAND "${output}")
set(source "${ROOT}/tests/integration/consumer.c")
run("${CC}" ${flags} -o "${WORK}/by-pkg-config" "${source}" ${options}
  "-Wl,-rpath,${installed}/${LIBDIR}")
run("${WORK}/by-pkg-config")
if(NOT output STREQUAL "nothing found")
  message(FATAL_ERROR "the consumer says '${output}'")
endif()

file(WRITE "${WORK}/package/CMakeLists.txt" "
cmake_minimum_required(VERSION 3.25)
project(consumer LANGUAGES C)
find_package(bouncestat 0.1 REQUIRED)
add_executable(consumer ${source})
target_link_libraries(consumer PRIVATE bouncestat::bouncestat)
")
run("${CMAKE_COMMAND}" -S "${WORK}/package" -B "${WORK}/package/build"
  "-DCMAKE_PREFIX_PATH=${installed}" "-DCMAKE_C_COMPILER=${CC}"
  "-DCMAKE_C_FLAGS=${CFLAGS}")
run("${CMAKE_COMMAND}" --build "${WORK}/package/build")
run("${WORK}/package/build/consumer")
if(NOT output STREQUAL "nothing found")
  message(FATAL_ERROR "the consumer says '${output}'")
endif()
