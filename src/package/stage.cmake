# SPDX-License-Identifier: MIT
# Between installing and packing: what Debian's policy wants beyond what
# `cmake --install` does. Read by cpack.
function(compress)
  foreach(file IN LISTS ARGN)
    execute_process(COMMAND gzip -n -9 -f "${file}" COMMAND_ERROR_IS_FATAL ANY)
  endforeach()
endfunction()

string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC) # or SOURCE_DATE_EPOCH
foreach(component IN ITEMS PROGRAM LIBRARY DEVELOPMENT)
  string(TOLOWER ${component} folder)
  set(root "${CPACK_TEMPORARY_DIRECTORY}/${folder}")
  set(package ${CPACK_DEBIAN_${component}_PACKAGE_NAME})
  set(doc "${root}/usr/share/doc/${package}")

  configure_file("${CPACK_BS_SOURCE}/src/package/copyright.in" "${doc}/copyright" @ONLY)
  configure_file("${CPACK_BS_SOURCE}/src/package/changelog.in"
    "${doc}/changelog.Debian" @ONLY)
  file(GLOB_RECURSE pages "${root}/usr/share/man/*.[1-9]")
  compress(${pages} "${doc}/changelog.Debian")
endforeach()

set(root "${CPACK_TEMPORARY_DIRECTORY}/program")
set(doc "${root}/usr/share/doc/bouncestat")
file(RENAME "${doc}/CHANGES.md" "${doc}/changelog")
compress("${doc}/changelog")
file(REMOVE "${doc}/LICENSE") # copyright has it
configure_file("${CPACK_BS_SOURCE}/samples/bouncestat.conf"
  "${root}/etc/bouncestat/bouncestat.conf" COPYONLY)
