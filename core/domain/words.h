// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace skybranch::domain {

/// The sentences of this room, in the user's language where a translator is installed.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(domain)
};

} // namespace skybranch::domain
