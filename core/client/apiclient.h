// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "domain/workspacemachine.h"
#include "wire/accounts.h"
#include "wire/rest.h"

#include <QNetworkAccessManager>
#include <QUrl>

#include <chrono>

class QNetworkReply;

namespace skybranch::client {

/// What came back over HTTP, with the headers that a shape needs.
struct ApiAnswer
{
    int status = 0;
    QByteArray body;
    QString handle;
    QString offset;
    QString cursor;
};

/// The backend's REST API. Each question ends within 10 s, and with Cancelled when this object
/// goes. Errors: what the backend said, Unavailable where it can not be reached, Timeout.
/// The key goes out in the Authorization header only, and is never logged.
class ApiClient : public QObject
{
    Q_OBJECT

public:
    ApiClient(QUrl backend, QByteArray key);
    ~ApiClient() override;

    /// Who the key is of. Beside the usual errors: Unsupported, where something answers that is no
    /// Skybranch, or an old one.
    Task<domain::Membership> self();

    Task<domain::Repository> addRepository(QString url);
    Task<QList<domain::Repository>> repositories();
    Task<domain::Workspace> createWorkspace(wire::CreateWorkspace request);
    Task<domain::Workspace> workspace(WorkspaceId id);
    Task<QList<domain::Workspace>> workspaces();

    /// Pause, Resume, Stop, Retry, Cancel or Delete.
    Task<domain::Workspace> request(WorkspaceId id, domain::WorkspaceEvent event);
    Task<domain::Workspace> retry(WorkspaceId id, domain::SeedSource seed);

    /// Who this desktop says to be connected to the workspace, and that it still is.
    Task<domain::Presence> join(WorkspaceId id, QUuid session);
    Task<domain::Presence> heartbeat(WorkspaceId id, QUuid session);
    Task<> leave(WorkspaceId id, QUuid session);

    Task<domain::Workspace> keepAwake(WorkspaceId id, int minutes); ///< 0 ends it

    /// Since @p from; of the whole organisation where @p id is null.
    Task<wire::Usage> usage(WorkspaceId id, QDateTime from);

    /// How far the backend's clock is ahead of this computer's, as its last answer told.
    std::chrono::seconds ahead() const { return m_ahead; }

    Task<wire::SshCredentials> sshCredentials(WorkspaceId id, QString publicKey);

    /// One question of a shape's stream, which may wait for 45 s. Any HTTP status is a success
    /// here. @p parameters: the query.
    Task<ApiAnswer> shape(QList<std::pair<QString, QString>> parameters);

private:
    Completion<ApiAnswer> send(const QByteArray &method, const QString &path,
                               const QByteArray &body, int timeoutMs);
    void takeDate(const QNetworkReply &reply);
    Completion<ApiAnswer> sendJson(const QByteArray &method, const QString &path,
                                   const QJsonObject &body = {});

    QUrl m_backend;
    QByteArray m_key;
    std::chrono::seconds m_ahead{0};
    QNetworkAccessManager m_network;
};

/// Makes @p request in the repository of the remote @p url, which the backend learns where it does
/// not know it yet; CreateWorkspace::repositoryId is filled in.
Task<domain::Workspace> createWorkspaceOf(std::shared_ptr<ApiClient> api, QString url,
                                          wire::CreateWorkspace request);

} // namespace skybranch::client
