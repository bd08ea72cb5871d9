// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/views.h"
#include "client/vmlink.h"

namespace skybranch::client {

/// The terminals that a VM has, as it has told last, and what is asked of them. It asks the VM
/// only while something else keeps the link connected; what is asked before waits for that.
class VmTerminals : public QObject
{
    Q_OBJECT

public:
    explicit VmTerminals(VmLink *link);
    ~VmTerminals() override;

    /// The youngest first.
    const QList<VmTerminal> &list() const { return m_list; }

    void rename(const QString &id, const QString &name);
    void end(const QString &id);
    void forget(const QString &id); ///< one that has ended

Q_SIGNALS:
    void changed();

private:
    enum class Wish { Rename, End, Forget };
    struct Order
    {
        Wish wish;
        QString id;
        QString name;
        int tries = 0;
    };

    static Task<> tell(std::shared_ptr<GuestControl> control, Order order);
    void onLink();
    void watch(const std::shared_ptr<GuestControl> &control);
    void take(const QList<wire::TerminalInfo> &terminals);
    void add(const Order &order);
    void serve();

    QPointer<VmLink> m_link;
    std::shared_ptr<GuestControl> m_control; ///< that tells of them
    QList<VmTerminal> m_list;
    QList<Order> m_orders; ///< that wait for a connection
};

} // namespace skybranch::client
