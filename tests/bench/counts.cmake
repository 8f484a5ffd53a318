# SPDX-License-Identifier: MIT
# Generates a small log and compares the program's counts with count.py's.
cmake_minimum_required(VERSION 3.25)
set(log "counts-${KIND}.log")
execute_process(COMMAND "${GEN}" ${KIND} 2000000 7 3 OUTPUT_FILE ${log}
  COMMAND_ERROR_IS_FATAL ANY)
if(NOT PYTHON3)
  message("SKIPPED: no python3")
  return()
elseif(NOT PROGRAM)
  message("SKIPPED: no program yet")
  return()
endif()
string(REGEX REPLACE "-.*" "" mta "${KIND}")
execute_process(COMMAND "${PYTHON3}" "${CMAKE_CURRENT_LIST_DIR}/count.py"
  compare "${PROGRAM}" ${mta} ${log} COMMAND_ERROR_IS_FATAL ANY)
