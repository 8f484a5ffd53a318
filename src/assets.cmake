# SPDX-License-Identifier: MIT
# assets: what the program puts into an HTML page, embedded with the hashes
# that the page's Content-Security-Policy names. Therefore no folder of the
# user's replaces them.
set(assets
  src/cli/page.css
  src/cli/page.html
  src/cli/page.js
)

# Chart.js draws; without it a page has the tables, and no script at all.
set(charts "")
if(BS_CHARTS)
  find_file(BS_CHART_JS chart.min.js PATHS /usr/share/javascript/chart.js
    DOC "Chart.js 3, as in Debian's libjs-chart.js")
  if(BS_CHART_JS)
    file(STRINGS ${BS_CHART_JS} chart_version REGEX "Chart.js v3\\." LIMIT_COUNT 1)
    string(REGEX REPLACE ".*v" "" chart_version "${chart_version}")
    file(READ ${BS_CHART_JS} chart_text)
    if(chart_version AND NOT chart_text MATCHES "</script|<!--|\r")
      set(charts "chart.js=${BS_CHART_JS}")
    else()
      message(WARNING "${BS_CHART_JS}: not a Chart.js 3 that can stand in a page")
    endif()
    unset(chart_text)
  endif()
endif()
if(charts)
  string(APPEND built_with ", Chart.js ${chart_version}")
else()
  string(APPEND built_with ", without Chart.js")
  message(STATUS "HTML reports without charts (Debian: libjs-chart.js)")
endif()

add_custom_command(OUTPUT assets.c
  COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR}
          -DOUT=${CMAKE_CURRENT_BINARY_DIR}/assets.c "-DFILES=${assets};${charts}"
          -DHEADER=cli/asset.h -DTABLE=asset -DHASHES=ON
          -P ${PROJECT_SOURCE_DIR}/src/embed.cmake
  DEPENDS src/embed.cmake ${assets} ${BS_CHART_JS} VERBATIM)
