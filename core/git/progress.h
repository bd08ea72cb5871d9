// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace skybranch::git {

/// How far git is, as it says itself. The phases come one after another, each from 0.
struct Progress
{
    QString phase; ///< "Receiving objects"
    qint64 done = 0;
    qint64 total = 0; ///< 0 while git does not know it
    QString bytesText; ///< "18.40 MiB", or empty

    friend bool operator==(const Progress &, const Progress &) = default;
};

/// Reads a line of `git --progress`; nothing where it is about something else. Lines of the remote
/// are a stranger's words: what does not fit is left out.
std::optional<Progress> parseProgress(const QByteArray &line);

} // namespace skybranch::git
