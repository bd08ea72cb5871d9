// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/portwatch.h"

namespace skybranch::work {
namespace {

/// The kernel tells of listening sockets only those who may administer its network, and nobody in
/// a VM may: so one has to look.
constexpr std::chrono::seconds interval{2};

} // namespace

PortWatch::PortWatch(QObject *parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::CoarseTimer);
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &PortWatch::look);
}

QList<domain::ListeningPort> PortWatch::ports()
{
    look();
    return m_told;
}

void PortWatch::addWatcher(QObject *watcher)
{
    if (m_watchers.contains(watcher))
        return;
    m_watchers.insert(watcher);
    connect(watcher, &QObject::destroyed, this, [this, watcher] {
        m_watchers.remove(watcher);
        if (m_watchers.isEmpty())
            m_timer.stop();
    });
    m_timer.start();
}

void PortWatch::look()
{
    const QList<domain::ListeningPort> ports = m_reader.read();
    if (ports == m_told)
        return;
    m_told = ports;
    Q_EMIT changed(ports);
}

} // namespace skybranch::work
