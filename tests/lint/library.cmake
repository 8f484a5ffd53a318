# SPDX-License-Identifier: MIT
# Each header with functions has its place in man/libbouncestat.3.in, where
# their prototypes are put.
find_files(headers "include/bouncestat/*.h")
need(headers)
file(STRINGS "${ROOT}/man/libbouncestat.3.in" places REGEX "^@[a-z]+@$")
foreach(header IN LISTS headers)
  file(STRINGS "${ROOT}/${header}" functions REGEX "^BS_API")
  cmake_path(GET header STEM name)
  if(functions AND NOT "@${name}@" IN_LIST places)
    fault("${header}: no line @${name}@ in man/libbouncestat.3.in")
  endif()
endforeach()
foreach(place IN LISTS places)
  string(REPLACE "@" "" name "${place}")
  if(NOT EXISTS "${ROOT}/include/bouncestat/${name}.h")
    fault("man/libbouncestat.3.in: ${place}, but no such header")
  endif()
endforeach()
