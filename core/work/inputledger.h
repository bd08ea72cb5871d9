// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/terminalframes.h"

#include <QList>

#include <optional>

namespace skybranch::work {

/// How much input has been taken from each watcher of a terminal, over all its connections, so that
/// each byte is taken once. Remembers the 64 that were there last.
class InputLedger
{
public:
    static constexpr qsizetype mostWatchers = 64;

    qint64 taken(const QString &watcher) const;

    /// What of @p block has not been taken before, which is noted as taken; nullopt, and nothing is
    /// noted, where bytes before it are missing.
    std::optional<QByteArray> take(const QString &watcher, const wire::PositionedBytes &block);

private:
    struct Entry
    {
        QString watcher;
        qint64 taken = 0;
    };

    QList<Entry> m_entries; ///< who gave something last stands last
};

} // namespace skybranch::work
