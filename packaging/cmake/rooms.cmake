# SPDX-License-Identifier: GPL-3.0-or-later
# A room is one folder and one library. It sees the headers of the rooms it links, and no others:
# each has an include folder of its own that holds nothing but a link to itself, so that
# #include "git/worktree.h" compiles only where skybranch_git is linked.
# PCH: which precompiled headers it uses, where it needs others than those of core.

function(skybranch_include_root target name folder)
    set(root "${CMAKE_BINARY_DIR}/rooms/${name}")
    file(MAKE_DIRECTORY "${root}")
    file(CREATE_LINK "${folder}" "${root}/${name}" SYMBOLIC)
    target_include_directories(${target} PUBLIC "${root}")
endfunction()

# skybranch_room(git LINKS base PRIVATE PkgConfig::git2 SOURCES ...)
# LINKS: what its headers and sources use; PRIVATE: what only its sources use. Names of rooms or targets.
function(skybranch_room name)
    cmake_parse_arguments(ROOM "" "PCH" "LINKS;PRIVATE;SOURCES" ${ARGN})
    set(target skybranch_${name})
    # Before the room's own target exists, so that the room ssh can link the library ssh.
    skybranch_resolve(links ${ROOM_LINKS})
    skybranch_resolve(private ${ROOM_PRIVATE})
    add_library(${target} STATIC ${ROOM_SOURCES})
    skybranch_include_root(${target} ${name} "${CMAKE_CURRENT_SOURCE_DIR}")
    target_link_libraries(${target} PUBLIC skybranch_options ${links} PRIVATE ${private})
    if(NOT ROOM_PCH)
        set(ROOM_PCH skybranch_pch)
    endif()
    target_precompile_headers(${target} REUSE_FROM ${ROOM_PCH})
endfunction()

# skybranch_headers(skybranch_pch LINKS Qt6::Core HEADERS <QString>): headers that are parsed once
# for all rooms or tests that name it.
function(skybranch_headers target)
    cmake_parse_arguments(PCH "" "" "LINKS;HEADERS" ${ARGN})
    set(source "${CMAKE_CURRENT_BINARY_DIR}/${target}.cpp")
    file(WRITE "${source}" "")
    add_library(${target} OBJECT "${source}")
    set_target_properties(${target} PROPERTIES AUTOMOC OFF)
    target_link_libraries(${target} PUBLIC skybranch_options ${PCH_LINKS})
    target_precompile_headers(${target} PRIVATE ${PCH_HEADERS})
endfunction()

# Room names become their targets, everything else stays as it is.
function(skybranch_resolve out)
    set(resolved "")
    foreach(item IN LISTS ARGN)
        if(TARGET skybranch_${item})
            list(APPEND resolved skybranch_${item})
        else()
            list(APPEND resolved ${item})
        endif()
    endforeach()
    set(${out} "${resolved}" PARENT_SCOPE)
endfunction()

# AUTOMOC would build two more targets for each test, where only its main source has a moc.
function(skybranch_moc_of_test name)
    set(moc "${CMAKE_CURRENT_BINARY_DIR}/${name}.moc")
    qt_generate_moc(${name}.cpp "${moc}" TARGET ${name})
    target_sources(${name} PRIVATE "${moc}")
    target_include_directories(${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}")
endfunction()

# What the preset of the sanitizers does not run is built there only when it is asked for.
function(skybranch_not_sanitized)
    if(SKYBRANCH_SANITIZE)
        set_target_properties(${ARGV} PROPERTIES EXCLUDE_FROM_ALL ON)
    endif()
endfunction()

# skybranch_test(tst_paths LINKS base LABELS unit): tests/base/tst_paths.cpp against one room.
# AUTOMOC: one of its headers has a Q_OBJECT.
function(skybranch_test name)
    cmake_parse_arguments(TEST "AUTOMOC" "TIMEOUT" "LINKS;LABELS;SOURCES" ${ARGN})
    add_executable(${name} ${name}.cpp ${TEST_SOURCES})
    skybranch_resolve(links ${TEST_LINKS})
    target_link_libraries(${name} PRIVATE skybranch_options skybranch_support ${links} Qt6::Test)
    if("ui" IN_LIST TEST_LINKS)
        target_precompile_headers(${name} REUSE_FROM skybranch_pch_widgets)
    else()
        target_precompile_headers(${name} REUSE_FROM skybranch_pch)
    endif()
    if(TEST_AUTOMOC)
        set_target_properties(${name} PROPERTIES AUTOMOC ON)
    else()
        skybranch_moc_of_test(${name})
    endif()
    if("docker" IN_LIST TEST_LABELS OR "hostile" IN_LIST TEST_LABELS)
        skybranch_not_sanitized(${name})
    endif()
    if(NOT TEST_TIMEOUT)
        set(TEST_TIMEOUT 120)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES
        LABELS "${TEST_LABELS}"
        TIMEOUT ${TEST_TIMEOUT}
        # The longest begin first, so that none is left alone at the end.
        COST ${TEST_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_FORCE_ASSERTS=1;QT_ASSUME_STDERR_HAS_CONSOLE=1;SKYBRANCH_BIN=${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
endfunction()
