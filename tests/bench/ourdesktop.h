// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QProcess>

namespace skybranch::bench {

/// skybranch-bench-desktop: the whole application in a process of its own. Calls block.
class OurDesktop
{
public:
    ~OurDesktop();

    /// Starts it with the words after its name that desktopmain.cpp tells, and waits until its
    /// window is ready.
    Result<> start(const QStringList &words);

    /// What it answers to one of the lines that desktopmain.cpp tells.
    Result<QJsonObject> ask(const QString &line);

    qint64 processId() const { return m_process.processId(); }

private:
    Result<QJsonObject> nextLine(int timeoutMs);

    QProcess m_process;
};

} // namespace skybranch::bench
