# SPDX-License-Identifier: MIT
# cmake -DLINT=<name> -DROOT=<tree> [-DEXPECT=<file>] [-D...] -P run.cmake
#
# Runs tests/lint/<name>.cmake over a tree. The lint calls fault() for each
# violation, and skip() if it cannot run at all (ctest shows that).
# With EXPECT the tree is a bad example, and exactly the faults in that file
# must be found: a lint that finds nothing would prove nothing.
cmake_minimum_required(VERSION 3.25)
set(faults "")

macro(fault)
  string(CONCAT fault_text ${ARGN})
  list(APPEND faults "${fault_text}")
endmacro()

macro(skip reason)
  message("SKIPPED: ${LINT}: ${reason}")
  return()
endmacro()

# The lines of a file as a list. What CMake's lists would stumble over is
# replaced: [ ] by ( ), ; by !, and \ by /.
function(read_lines out file)
  file(READ "${file}" text)
  string(REPLACE "\\" "/" text "${text}")
  string(REPLACE ";" "!" text "${text}")
  string(REPLACE "[" "(" text "${text}")
  string(REPLACE "]" ")" text "${text}")
  string(REGEX REPLACE "\n$" "" text "${text}")
  string(REPLACE "\n" ";" text "${text}")
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

# Files below ROOT that match the globs, sorted, without bad examples.
function(find_files out)
  list(TRANSFORM ARGN PREPEND "${ROOT}/")
  file(GLOB_RECURSE found RELATIVE "${ROOT}" ${ARGN})
  list(FILTER found EXCLUDE REGEX "^(build|tests/lint/bad)/")
  list(SORT found)
  set(${out} "${found}" PARENT_SCOPE)
endfunction()

# No file to look at means that the lint looks in the wrong place.
macro(need files)
  if("${${files}}" STREQUAL "")
    fault("no file to check")
  endif()
endmacro()

include("${CMAKE_CURRENT_LIST_DIR}/${LINT}.cmake")

if(EXPECT)
  read_lines(expected "${EXPECT}")
  list(TRANSFORM faults REPLACE "\\[" "(")
  list(TRANSFORM faults REPLACE "\\]" ")")
  list(SORT faults)
  list(SORT expected)
  if(NOT "${faults}" STREQUAL "${expected}")
    list(JOIN faults "\n  " faults)
    list(JOIN expected "\n  " expected)
    message(FATAL_ERROR "${LINT} found\n  ${faults}\nand should find\n  ${expected}")
  endif()
elseif(NOT "${faults}" STREQUAL "")
  foreach(text IN LISTS faults)
    message("${text}")
  endforeach()
  list(LENGTH faults count)
  message(FATAL_ERROR "${LINT}: ${count} faults")
endif()
