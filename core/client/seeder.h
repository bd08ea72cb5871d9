// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/localsync.h"
#include "client/vmlink.h"

#include <QHash>

namespace skybranch::client {

/// Sends branches of this computer to new VMs: packs while the VM is still being made, and sends
/// as soon as the backend waits for it.
class Seeder : public QObject
{
    Q_OBJECT

public:
    Seeder(QString gitProgram, QString folder, RepositoryList &repositories,
           Operations &operations);
    ~Seeder() override;

    /// Packs already now.
    void prepare(WorkspaceId id, const QString &path, const QString &branch, bool withUnpushed);

    /// Sends when the workspace of @p link is at the step for it, once for each such step.
    void serve(VmLink *link, const QString &path, bool withUnpushed);

    void forget(WorkspaceId id);

private:
    struct Package
    {
        Result<> packed;
        bool isPacking = false;
        StopSource stop; ///< of the packing
        QPointer<VmLink> link; ///< waits for the package
        StopToken sendStop;
        QString path;
    };

    void send(WorkspaceId id);
    void finish(WorkspaceId id, const Result<> &result);
    QString fileOf(WorkspaceId id) const;

    QString m_gitProgram;
    QString m_folder;
    RepositoryList &m_repositories;
    Operations &m_operations;
    QHash<WorkspaceId, Package> m_packages; ///< until they are sent
    QHash<WorkspaceId, QDateTime> m_served; ///< the step of each that has been answered
};

} // namespace skybranch::client
