// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "providers/sandbox/processes.h"

#include <QLockFile>
#include <QString>

#include <memory>

namespace skybranch::soak {

/// Holds all that a run makes: from its making on it is where temporary files go, and every process
/// that is started has it in its environment, in its mounts or as its working folder. Making one
/// ends and removes what runs that were killed have left.
class RunFolder
{
public:
    RunFolder();
    ~RunFolder();
    RunFolder(const RunFolder &) = delete;
    RunFolder &operator=(const RunFolder &) = delete;

    const QString &path() const { return m_path; }

    /// What runs of it now, other than this process.
    QList<providers::ProcessId> processes() const;

    /// Ends all of these. False where one does not end.
    bool endProcesses() const { return endProcesses(m_path); }

    /// Gives them time to end by themselves and ends the others. One line for each of those.
    QStringList endLeft();

    /// Ends all and removes the folder; nothing may use it any more.
    void clear();

private:
    static bool endProcesses(const QString &folder);
    static void removeDead(const QString &parent);

    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
};

/// Calls @p clear and ends this process when it is asked to end.
void onInterruption(std::function<void()> clear);

} // namespace skybranch::soak
