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

    /// Packs already now; a package that has not been asked for yet is given up for it.
    void prepare(WorkspaceId id, const QString &path, const QString &branch, bool withUnpushed);

    /// Sends when the workspace of @p link is at the step for it: once for each such step, and
    /// again when due() says so.
    void serve(VmLink *link, const QString &path, bool withUnpushed);

    /// The workspace waits for nothing: a package that was not asked for would be old by the time
    /// that it is.
    void discardUnserved(WorkspaceId id);

    void forget(WorkspaceId id);

Q_SIGNALS:
    /// It did not work a while ago: it is time for serve() to try again.
    void due(skybranch::WorkspaceId id);

private:
    /// What a package was made from: another one needs another package.
    struct Source
    {
        QString headId;
        Distance distance;
        bool withUnpushed = false;

        friend bool operator==(const Source &, const Source &) = default;
    };

    struct Package
    {
        Source source;
        QString path;
        QString file;
        Result<> packed;
        bool isPacking = false;
        bool isServed = false; ///< the row is busy with it
        StopSource stop; ///< of the packing
        QPointer<VmLink> link; ///< of a served one
        StopToken sendStop;
    };

    /// How a step that waits for its branch was answered.
    struct Served
    {
        QDateTime step;
        int failures = 0;
        bool isDue = false; ///< for another try
    };

    Source sourceOf(const QString &path, bool withUnpushed) const;
    void takePacked(WorkspaceId id, const QString &file, const Result<> &packed);
    void discard(WorkspaceId id);
    void send(WorkspaceId id);
    void finish(WorkspaceId id, const Result<> &result);
    void tryAgainLater(WorkspaceId id);

    QString m_gitProgram;
    QString m_folder;
    RepositoryList &m_repositories;
    Operations &m_operations;
    int m_packed = 0; ///< names the files: a package that is given up may still be written
    QHash<WorkspaceId, Package> m_packages; ///< until they are sent
    QHash<WorkspaceId, Served> m_served;
};

} // namespace skybranch::client
