// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "support/gitremote.h"

#include <QProcess>

namespace skybranch::bench {

/// "Enable Cloud Workspace" with Docker, by hand: docker run, ssh into it, git clone there, and a
/// command. The git host is one network hop away, as cheap as one can be.
class DockerByHand
{
public:
    /// @p folder: for keys. @p image: the one that our VMs are made from, so with sshd and git.
    /// @p repository: a bare one.
    DockerByHand(QString folder, QString image, QString repository, QString branch);
    ~DockerByHand();
    DockerByHand(const DockerByHand &) = delete;
    DockerByHand &operator=(const DockerByHand &) = delete;

    /// Makes what stands ready at everybody who does it by hand: keys, a network, a git host.
    Result<> prepare();

    /// Once, with a container that is gone afterwards; milliseconds until the answer.
    Result<double> run();

private:
    Result<> startGitHost();
    Result<QString> startContainer();
    Result<> cloneIn(const QString &container);

    QString m_folder;
    QString m_image;
    QString m_repository;
    QString m_branch;
    QString m_network;
    QString m_gateway;
    quint16 m_gitPort = 0;
    QProcess m_gitHost;
};

} // namespace skybranch::bench
