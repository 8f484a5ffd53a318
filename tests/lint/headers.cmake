# SPDX-License-Identifier: MIT
# Every public header compiles alone, with public headers only.
# Needs CC, and INCLUDE: the folder with version.h.
find_files(headers "include/*.h" "include/*.h.in")
need(headers)
foreach(header IN LISTS headers)
  string(REGEX REPLACE "^include/(.*\\.h)(\\.in)?$" "\\1" name "${header}")
  file(CONFIGURE OUTPUT "${WORK}/alone.c" CONTENT "#include \"${name}\"\nextern int alone;\n")
  execute_process(RESULT_VARIABLE status ERROR_VARIABLE text
    COMMAND "${CC}" -std=c17 -Wall -Wextra -Wpedantic -Werror -fsyntax-only
      "-I${ROOT}/include" "-I${INCLUDE}" "${WORK}/alone.c")
  if(NOT status EQUAL 0)
    message("${text}")
    fault("${header}: does not compile alone")
  endif()
endforeach()
