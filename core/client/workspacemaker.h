// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/cloudside.h"
#include "client/newworkspace.h"

#include <QPointer>

namespace skybranch::client {

/// Makes a worktree here and a cloud workspace of the same branch: both, linked, or neither. What
/// it is about to make is written down first, so that a crash in the middle is finished or taken
/// back when the desktop and its backend are there again.
class WorkspaceMaker : public QObject
{
    Q_OBJECT

public:
    WorkspaceMaker(QString gitProgram, RepositoryList &repositories, CloudSide &cloud);
    ~WorkspaceMaker() override;

    /// With what was in the middle when the desktop last ended.
    void load(localdb::DesktopStore store, const QList<localdb::PendingCreation> &left);

    /// Answers: made() or failed(). One at a time.
    void make(const NewWorkspace &request);

    /// Takes back what is there; the answer is failed() with Cancelled, or made() where the
    /// backend can not take it back any more.
    void cancel();

Q_SIGNALS:
    void made(const QString &path);
    void failed(const skybranch::Error &error);
    /// What a crash has left could not be taken back.
    void kept(const skybranch::Error &error);

private:
    struct Job;

    static Task<domain::Workspace> makeBoth(std::shared_ptr<Job> job);
    static Task<domain::Workspace> makeInCloud(std::shared_ptr<Job> job);
    static Task<> takeBack(std::shared_ptr<Job> job, Error why);
    Result<std::shared_ptr<Job>> jobFor(const NewWorkspace &request) const;
    void finish(const Result<domain::Workspace> &workspace);
    void resolveLeft();
    void resolve(const localdb::PendingCreation &left);
    void takeResolved(const localdb::PendingCreation &left,
                      const Result<std::optional<domain::Workspace>> &found);
    void undoLeft(const localdb::PendingCreation &left);
    void forget(const localdb::PendingCreation &left);
    void adopt(const localdb::PendingCreation &pending, const domain::Workspace &workspace);
    git::GitCall callIn(const QString &folder) const;

    QString m_gitProgram;
    RepositoryList &m_repositories;
    CloudSide &m_cloud;
    std::optional<localdb::DesktopStore> m_store;
    std::shared_ptr<Job> m_job;
    QList<localdb::PendingCreation> m_left;
    QSet<QString> m_resolving; ///< paths
};

} // namespace skybranch::client
