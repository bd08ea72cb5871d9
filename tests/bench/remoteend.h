// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QStringList>
#include <QTemporaryDir>

#include <chrono>
#include <memory>

namespace skybranch::bench {

/// The harness's side of the FIFOs of remote.cpp. Calls block.
class RemoteEnd
{
public:
    static Result<std::unique_ptr<RemoteEnd>> create();
    ~RemoteEnd();
    RemoteEnd(const RemoteEnd &) = delete;
    RemoteEnd &operator=(const RemoteEnd &) = delete;

    /// What to run on the far side, as words.
    QStringList echoCommand() const;
    /// @p what: "flood" of plain text, or "colours".
    QStringList floodCommand(const QString &what, qint64 bytes) const;

    /// Of the FIFOs, for a script that uses them.
    QString folder() const { return m_folder.path(); }

    /// The next line that the far side reports.
    Result<QByteArray> nextReport(std::chrono::seconds timeout);

    /// Lets the far side go on.
    void go();

private:
    RemoteEnd() = default;
    Result<> openFifo(const QString &name, int &file);

    QTemporaryDir m_folder;
    QByteArray m_read;
    int m_report = -1;
    int m_go = -1;
};

} // namespace skybranch::bench
