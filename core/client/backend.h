// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/apiclient.h"
#include "client/backendprocess.h"
#include "client/localdoor.h"
#include "client/session.h"

namespace skybranch::client {

/// The backend in use: the bundled one, or a hosted one, whose key it looks up. Of the bundled one
/// there is one a data folder: the process that started it lets the others of this user use it, and
/// it ends with that process; then the first of the others starts one.
/// (SessionConfig::isForCommand: that process is one of those that end when no command needs them.)
class Backend : public QObject
{
    Q_OBJECT

public:
    explicit Backend(const SessionConfig &config);
    ~Backend() override;

    void start(); ///< also again, after a failure

    /// Of a hosted one: from now on, and for as long as this program runs where @p isKept is false.
    void useKey(const QByteArray &key, bool isKept);
    void dropKey(); ///< it is not in use any more

    BackendInfo info() const { return m_info; }
    bool isOwn() const; ///< it runs, and ends with this process
    bool isPassing() const; ///< it runs, and ends when no command needs it any more
    int visitors() const { return m_door.visitors(); } ///< processes that share our own one
    QString source() const; ///< tells the mirrors of two backends apart

    /// Null until the backend is ready. A question may outlive the backend.
    std::shared_ptr<ApiClient> api() const { return m_api; }

    /// How the stream fares tells best whether the backend is there.
    void setReachable();
    void setTroubled(const Error &error);
    void setProviders(const QList<ProviderInfo> &providers); ///< the default one first

Q_SIGNALS:
    void changed(); ///< info()
    void apiChanged(); ///< another api(), or none
    void visitorsChanged();

private:
    void visit();
    void takeShared(const QJsonObject &answer);
    void onVisitEnded();
    void onProcessChanged();
    void share();
    void readKey();
    void takeKey(const Result<std::optional<QByteArray>> &key);
    void setApi(std::shared_ptr<ApiClient> api);
    void askSelf();
    void setInfo(BackendInfo::State state, const QString &problem = {}, bool needsKey = false);

    SessionConfig m_config;
    BackendInfo m_info;
    std::unique_ptr<BackendProcess> m_process;
    std::unique_ptr<LocalVisit> m_visit; ///< to who has started it
    bool m_isShared = false; ///< it is another process's
    bool m_isPassing = false; ///< and that one is there for commands
    bool m_startsAfterVisit = false; ///< else the process goes on by itself
    LocalDoor m_door;
    StopSource m_stop;
    std::shared_ptr<ApiClient> m_api;
};

} // namespace skybranch::client
