// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"
#include "support/scratchrepository.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace skybranch::test {

/// A session of its own, with what it has said.
class SessionRig
{
public:
    explicit SessionRig(client::SessionConfig config)
        : session(std::make_unique<client::Session>(std::move(config)))
    {
        QObject::connect(
            session.get(), &client::Session::failed, session.get(),
            [this](const QString &, const Error &error) { failures << error.message; });
        QObject::connect(session.get(), &client::Session::repositoryAdded, session.get(),
                         [this](qint64, const QString &mainId) { added << mainId; });
        session->start();
    }

    bool waitLoaded() const
    {
        return QTest::qWaitFor([this] { return session->isLoaded(); }, 10'000);
    }

    /// The main worktree's id once it is in the list.
    QString add(const QString &folder)
    {
        const qsizetype before = added.size();
        session->addRepository(folder);
        if (!QTest::qWaitFor([&] { return added.size() > before; }, 10'000))
            return {};
        return added.last();
    }

    client::WorktreeInfo row(const QString &id) const
    {
        return session->worktree(id).value_or(client::WorktreeInfo());
    }

    std::unique_ptr<client::Session> session;
    QStringList failures;
    QStringList added;
};

/// Waits until @p condition holds of a row, and prints the row's words when it never does.
template <typename Condition>
bool waitRow(const SessionRig &rig, const QString &id, Condition condition, int timeoutMs = 10'000)
{
    if (QTest::qWaitFor([&] { return condition(rig.row(id)); }, timeoutMs))
        return true;
    const client::WorktreeInfo row = rig.row(id);
    qWarning() << row.id << row.branch << "changed" << row.changed << "ahead" << row.distance.ahead
               << "behind" << row.distance.behind << "operation" << int(row.operation)
               << row.operationProgress << "problem" << row.problem << "failure"
               << (row.failure ? row.failure->error.message : QString()) << "cloud"
               << (row.cloud ? domain::name(row.cloud->status) : QString())
               << (row.cloud ? row.cloud->statusMessage : QString()) << rig.failures;
    if (const auto &git = row.cloudGit)
        qWarning() << "in the VM: changed" << git->changed << "ahead" << git->distance.ahead
                   << "behind" << git->distance.behind << "head" << git->head << "here"
                   << row.headId << "as of" << git->asOf << "problem" << git->problem << "reachable"
                   << row.cloudReachable;
    return false;
}

inline QString git(const QString &folder, const QStringList &arguments)
{
    return ScratchRepository(folder).git(arguments);
}

inline void commitFile(const QString &folder, const QString &name, const QByteArray &text)
{
    ScratchRepository(folder).commit(name, text, QStringLiteral("Change ") + name);
}

} // namespace skybranch::test
