// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cloud/context.h"
#include "domain/vm.h"
#include "providers/provider.h"

#include <QObject>
#include <QTimer>

namespace skybranch::cloud {

/// Compares what the providers have with what the database says, at start and every minute, so
/// that nothing is paid for that no row knows, and no row says what is not so.
class Reconciler : public QObject
{
    Q_OBJECT

public:
    explicit Reconciler(CloudContext &context);

    void start(std::chrono::milliseconds interval = std::chrono::minutes(1));

    /// Something may have happened: compares now.
    void wake() { tick(); }

    /// One comparison. Also what cannot be done now is done at the next one.
    Task<> reconcile();

    Task<> stop();

private:
    Task<> reconcileProvider(providers::CloudProvider *provider);
    Task<QList<domain::Vm>> rows(QString type);
    Task<> reapUnknown(providers::CloudProvider *provider, QList<providers::ProviderVm> listed);
    Task<> settle(providers::CloudProvider *provider, domain::Vm vm,
                  QList<providers::ProviderVm> listed);
    Task<> report(domain::Vm vm, providers::VmState state);
    Task<> freezeLeftInError(providers::CloudProvider *provider,
                             QList<providers::ProviderVm> listed);
    Task<> enqueueForgotten();
    Task<> trim();
    QCoro::Task<> tick();

    CloudContext &m_context;
    QTimer m_timer;
    Completion<> m_idle;
    bool m_busy = false;
    bool m_stopping = false;
};

} // namespace skybranch::cloud
