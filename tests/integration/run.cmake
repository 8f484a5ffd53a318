# SPDX-License-Identifier: MIT
# cmake -DPROGRAM=<bouncestat> -DNAME=<case> -DEXIT=<status> -DARGS=<words>
#       -DROOT=<tests folder> -P run.cmake
#
# Runs the program below tests/ and compares its exit status, standard output
# and standard error with golden/NAME.out and golden/NAME.err; a file that is
# not there is empty. Standard input is integration/NAME.in, else empty.
# BS_UPDATE_GOLDEN=1 in the environment rewrites the files: read the diff.
set(ENV{HOME} /nonexistent)
set(ENV{XDG_CONFIG_HOME} /nonexistent)
set(ENV{LC_ALL} C)
set(ENV{TZ} UTC)
separate_arguments(words UNIX_COMMAND "${ARGS}")
set(input ${ROOT}/integration/${NAME}.in)
if(NOT EXISTS ${input})
  set(input /dev/null)
endif()
execute_process(COMMAND ${PROGRAM} ${words} WORKING_DIRECTORY ${ROOT}
  INPUT_FILE ${input} RESULT_VARIABLE status
  OUTPUT_VARIABLE out ERROR_VARIABLE err)

set(failed "")
if(NOT "${status}" STREQUAL "${EXIT}")
  string(APPEND failed "exit status ${status}, not ${EXIT}\n")
endif()
foreach(stream out err)
  set(file ${ROOT}/golden/${NAME}.${stream})
  set(want "")
  if(DEFINED ENV{BS_UPDATE_GOLDEN})
    if("${${stream}}" STREQUAL "")
      file(REMOVE ${file})
    else()
      file(WRITE ${file} "${${stream}}")
    endif()
  endif()
  if(EXISTS ${file})
    file(READ ${file} want)
  endif()
  if(NOT "${${stream}}" STREQUAL "${want}")
    string(APPEND failed "${file}: differs; got:\n${${stream}}")
  endif()
endforeach()
if(NOT failed STREQUAL "")
  message(FATAL_ERROR "bouncestat ${ARGS}\n${failed}")
endif()
