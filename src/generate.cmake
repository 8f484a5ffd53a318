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
add_custom_target(generated ALL DEPENDS ${generated} ${generated_pages})
