# SPDX-License-Identifier: GPL-3.0-or-later
# One INTERFACE target carries every warning and every strictness of Qt.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(SKYBRANCH_CCACHE ccache)
if(SKYBRANCH_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${SKYBRANCH_CCACHE}")
endif()

# Five times as fast as the compiler's own over a hundred test programs.
find_program(SKYBRANCH_MOLD mold)
if(SKYBRANCH_MOLD)
    set(CMAKE_LINKER_TYPE MOLD)
endif()

add_library(skybranch_options INTERFACE)
target_compile_definitions(skybranch_options INTERFACE
    QT_ENABLE_STRICT_MODE_UP_TO=0x060800
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING QT_NO_CONTEXTLESS_CONNECT
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_USE_QSTRINGBUILDER
    QT_NO_KEYWORDS)
target_compile_options(skybranch_options INTERFACE
    # Designated initialisers leave fields at their defaults on purpose.
    -Wall -Wextra -Wno-missing-field-initializers -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align
    -Wunused -Wold-style-cast -Wimplicit-fallthrough -Wextra-semi
    # ccache keeps its hits with a precompiled header only when the compiler preprocesses it.
    -fpch-preprocess)
if(SKYBRANCH_WERROR)
    # False positive of g++ 14 inside std::expected<void, Error>.
    target_compile_options(skybranch_options INTERFACE -Werror -Wno-error=maybe-uninitialized)
endif()
if(SKYBRANCH_SANITIZE)
    target_compile_options(skybranch_options INTERFACE
        -fsanitize=${SKYBRANCH_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(skybranch_options INTERFACE -fsanitize=${SKYBRANCH_SANITIZE})
endif()
