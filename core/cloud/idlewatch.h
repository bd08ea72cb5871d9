// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cloud/context.h"
#include "clouddb/watchstore.h"
#include "wire/guestrpc.h"

#include <QObject>
#include <QTimer>

#include <map>

namespace skybranch::cloud {

/// Pauses what nobody works in, and stops what has been paused for long. It asks the guest of each
/// running workspace what goes on; what keeps one awake stands in vmactivity.h, and somebody can
/// ask for it (WorkspaceService::keepAwake). A VM that is not running is not asked, because that
/// could wake it.
class IdleWatch : public QObject
{
    Q_OBJECT

public:
    explicit IdleWatch(CloudContext &context);
    ~IdleWatch() override;

    void start();

    /// One look at all whose turn it is.
    Task<> look();

    Task<> stop();

Q_SIGNALS:
    /// The guest of a VM that runs, as far as we know, has not answered several times.
    void unanswered(skybranch::VmId vm);

private:
    /// What a guest has told before.
    struct Memory
    {
        std::optional<wire::Activity> activity;
        int failures = 0;
        int idleLooks = 0; ///< looks in a row in which it was not asked
    };
    using Turns = std::shared_ptr<QList<clouddb::WatchedWorkspace>>;

    QCoro::Task<> tick();
    Task<Turns> claim(domain::WorkspaceStatus status, std::chrono::milliseconds interval);
    QCoro::Task<> takeTurns(Turns turns);
    QCoro::Task<> lookAt(clouddb::WatchedWorkspace watched);
    Task<> lookAtPaused();
    Task<> note(clouddb::WatchedWorkspace watched, wire::Activity activity);
    Task<> noteUnanswered(clouddb::WatchedWorkspace watched, providers::CloudProvider *provider);
    void failedOnce(const clouddb::WatchedWorkspace &watched, const Error &error);
    void forgetOld(const QList<clouddb::WatchedWorkspace> &asked);

    CloudContext &m_context;
    std::map<VmId, Memory> m_memory;
    QTimer m_timer;
    Completion<> m_idle;
    StopSource m_stop;
    bool m_busy = false;
    bool m_stopping = false;
};

} // namespace skybranch::cloud
