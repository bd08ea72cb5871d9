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

    /// Starts it and waits until its backend is ready and @p branch is chosen in the window.
    Result<> start(const QString &dataFolder, const QString &cloneFolder, const QString &branch);

    /// Enables the cloud for the branch and deletes the workspace again. Gives milliseconds since
    /// the click, by part.
    Result<QJsonObject> enable();

private:
    Result<QJsonObject> nextLine(int timeoutMs);

    QProcess m_process;
};

} // namespace skybranch::bench
