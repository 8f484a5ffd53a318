# SPDX-License-Identifier: MIT
# Every C file is as clang-format 14 writes it; another version differs.
find_program(CLANG_FORMAT NAMES clang-format-14 clang-format)
if(NOT CLANG_FORMAT)
  skip("no clang-format 14")
endif()
execute_process(COMMAND "${CLANG_FORMAT}" --version OUTPUT_VARIABLE version)
if(NOT version MATCHES "version 14\\.")
  skip("no clang-format 14")
endif()
find_files(files "src/*.c" "src/*.h" "include/*.h" "tests/*.c" "tests/*.h")
need(files)
foreach(file IN LISTS files)
  execute_process(WORKING_DIRECTORY "${ROOT}" RESULT_VARIABLE status
    COMMAND "${CLANG_FORMAT}" --style=file --dry-run --Werror "${file}"
    OUTPUT_QUIET ERROR_QUIET)
  if(NOT status EQUAL 0)
    fault("${file}: not as clang-format writes it")
  endif()
endforeach()
