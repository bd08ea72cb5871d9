// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/operations.h"
#include "client/vmlink.h"

namespace skybranch::client {

/// What is asked of the git repository in a VM.
class CloudSync : public QObject
{
    Q_OBJECT

public:
    explicit CloudSync(Operations &operations);

    // Each becomes an operation of the row @p id.
    void pull(const QString &id, VmLink *link);
    void push(const QString &id, VmLink *link);
    void merge(const QString &id, VmLink *link);
    void rebase(const QString &id, VmLink *link);
    void registerKey(const QString &id, VmLink *link, const QString &remoteUrl);

    /// Asks the VM to look at the remote now; nobody waits for it.
    void fetch(VmLink *link);

    /// Answers: divergenceKnown() or divergenceFailed().
    void inspectDivergence(const QString &id, VmLink *link);

    /// Answers: lossKnown(), within 5 s.
    void inspectLoss(const QString &id, VmLink *link);

    /// Answers: publicKeyKnown() or failed().
    void askPublicKey(const QString &id, VmLink *link);

Q_SIGNALS:
    void divergenceKnown(const QString &id, const skybranch::domain::Divergence &divergence);
    void divergenceFailed(const QString &id, const skybranch::Error &error);
    void lossKnown(const QString &id, const skybranch::client::LossReport &report);
    void publicKeyKnown(const QString &id, const QString &publicKey);
    void failed(const QString &id, const skybranch::Error &error);

private:
    void integrate(const QString &id, VmLink *link, wire::Integration how, Operation operation);
    void end(const QString &id, StopToken stop, Task<> work);

    Operations &m_operations;
};

} // namespace skybranch::client
