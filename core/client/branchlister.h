// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/cloudside.h"
#include "client/newworkspace.h"

namespace skybranch::client {

/// Lists the branches of one repository at a time: at once what is known here, and again when its
/// remote has been asked for new ones.
class BranchLister : public QObject
{
    Q_OBJECT

public:
    BranchLister(QString gitProgram, RepositoryList &repositories, const CloudSide &cloud);
    ~BranchLister() override;

    void ask(qint64 repositoryId);
    void leave(); ///< nobody looks any more: a question to a remote ends

Q_SIGNALS:
    void known(qint64 repositoryId, const skybranch::client::BranchList &branches);

private:
    void fetch(const RepositoryInfo &repository);
    void read();
    void take(qint64 repositoryId, const Result<BranchList> &branches);

    QString m_gitProgram;
    RepositoryList &m_repositories;
    const CloudSide &m_cloud;
    qint64 m_asked = 0;
    bool m_isFetching = false;
    QString m_fetchProblem;
    StopSource m_stop{std::nostopstate};
};

} // namespace skybranch::client
