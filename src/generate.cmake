# SPDX-License-Identifier: MIT
# completions: the folder of the shells' completions; generated_pages: manual
# pages with lists of what the program knows.
set(completions ${CMAKE_CURRENT_BINARY_DIR}/completions)
set(generated_pages "")
set(generated "")
file(MAKE_DIRECTORY ${completions} ${CMAKE_CURRENT_BINARY_DIR}/man/de)

foreach(shell bash fish zsh)
  add_custom_command(OUTPUT ${completions}/bouncestat.${shell}
    COMMAND generate ${shell} >${completions}/bouncestat.${shell}
    DEPENDS generate)
  list(APPEND generated ${completions}/bouncestat.${shell})
endforeach()

foreach(page man/bouncestat-codes.7 man/de/bouncestat-codes.7)
  set(lang en)
  if(page MATCHES "/de/")
    set(lang de)
  endif()
  set(template ${PROJECT_SOURCE_DIR}/${page}.in)
  add_custom_command(OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${page}
    COMMAND generate codes ${lang} ${template} >${CMAKE_CURRENT_BINARY_DIR}/${page}
    DEPENDS generate ${template})
  list(APPEND generated_pages ${CMAKE_CURRENT_BINARY_DIR}/${page})
endforeach()

# The prototypes of all headers.
find_program(AWK NAMES awk mawk gawk REQUIRED)
file(GLOB headers CONFIGURE_DEPENDS include/bouncestat/*.h)
set(page ${CMAKE_CURRENT_BINARY_DIR}/man/libbouncestat.3)
add_custom_command(OUTPUT ${page}
  COMMAND ${AWK} -v include=${PROJECT_SOURCE_DIR}/include
    -f ${PROJECT_SOURCE_DIR}/src/gen/synopsis.awk
    ${PROJECT_SOURCE_DIR}/man/libbouncestat.3.in >${page}
  DEPENDS man/libbouncestat.3.in src/gen/synopsis.awk ${headers})
list(APPEND generated_pages ${page})
add_custom_target(generated ALL DEPENDS ${generated} ${generated_pages})
