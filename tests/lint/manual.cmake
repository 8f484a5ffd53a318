# SPDX-License-Identifier: MIT
# mandoc finds nothing to warn about in any page of the manual. PAGES, parted by
# |: those that are made when building.
find_program(MANDOC mandoc)
find_files(pages "man/*.[1-9]")
string(REPLACE "|" ";" more "${PAGES}")
list(APPEND pages ${more})
if(NOT MANDOC)
  skip("no mandoc")
elseif(NOT pages)
  skip("no page in man/ yet")
endif()
foreach(page IN LISTS pages)
  execute_process(WORKING_DIRECTORY "${ROOT}" OUTPUT_VARIABLE text
    COMMAND "${MANDOC}" -Tlint -W warning "${page}")
  if(NOT text STREQUAL "")
    message("${text}")
    fault("${page}: mandoc warns")
  endif()
endforeach()
