// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/vmterminals.h"

#include "base/log.h"

#include <algorithm>

namespace skybranch::client {
namespace {

Q_LOGGING_CATEGORY(logTerminals, "skybranch.client.terminals")

constexpr qsizetype mostOrders = 200;
constexpr int mostTries = 5; ///< of one order

Task<QList<wire::TerminalInfo>> watchIn(std::shared_ptr<GuestControl> control)
{
    co_return co_await control->guest().watchTerminals();
}

VmTerminal shown(const wire::TerminalInfo &info)
{
    return {.id = info.id,
            .name = info.name,
            .title = info.title,
            .job = info.job,
            .startedAt = info.startedAt,
            .endedAt = info.endedAt,
            .watchers = info.watchers};
}

} // namespace

VmTerminals::VmTerminals(VmLink *link)
    : m_link(link)
{
    connect(link, &VmLink::gitChanged, this, &VmTerminals::onLink);
    onLink();
}

VmTerminals::~VmTerminals()
{
    if (m_control)
        m_control->guest().disconnect(this);
}

void VmTerminals::onLink()
{
    const std::shared_ptr<GuestControl> control = m_link ? m_link->openedControl() : nullptr;
    if (control == m_control)
        return;
    if (m_control)
        m_control->guest().disconnect(this);
    m_control = control;
    if (!m_control)
        return;
    watch(m_control);
    serve();
}

void VmTerminals::watch(const std::shared_ptr<GuestControl> &control)
{
    connect(&control->guest(), &wire::GuestClient::terminalsChanged, this, &VmTerminals::take);
    QCoro::connect(watchIn(control), this,
                   [this, asked = std::weak_ptr(control)](const auto &list) {
                       if (!list)
                           qCInfo(logTerminals) << describe(list.error());
                       else if (asked.lock() == m_control)
                           take(*list);
                   });
}

void VmTerminals::take(const QList<wire::TerminalInfo> &terminals)
{
    QList<VmTerminal> list;
    std::ranges::transform(terminals, std::back_inserter(list), shown);
    if (std::exchange(m_list, list) != list)
        Q_EMIT changed();
}

Task<> VmTerminals::tell(std::shared_ptr<GuestControl> control, Order order)
{
    switch (order.wish) {
    case Wish::Rename:
        co_return co_await control->guest().nameTerminal(order.id, order.name);
    case Wish::End:
        co_return co_await control->guest().endTerminal(order.id);
    case Wish::Forget:
        co_return co_await control->guest().forgetTerminal(order.id);
    }
    co_return cancelled();
}

void VmTerminals::rename(const QString &id, const QString &name)
{
    add({Wish::Rename, id, name});
}

void VmTerminals::end(const QString &id)
{
    add({Wish::End, id, {}});
}

void VmTerminals::forget(const QString &id)
{
    add({Wish::Forget, id, {}});
}

void VmTerminals::add(const Order &order)
{
    if (m_orders.size() < mostOrders)
        m_orders.append(order);
    serve();
}

void VmTerminals::serve()
{
    if (!m_control)
        return;
    for (const Order &order : std::exchange(m_orders, {})) {
        QCoro::connect(tell(m_control, order), this, [this, order](const Result<> &told) {
            if (told)
                return;
            qCInfo(logTerminals) << order.id << describe(told.error());
            // Lost on the way; to end or to name twice does no harm.
            if (told.error().code == ErrorCode::Unavailable && order.tries + 1 < mostTries
                && m_orders.size() < mostOrders)
                m_orders.append({order.wish, order.id, order.name, order.tries + 1});
        });
    }
}

} // namespace skybranch::client
