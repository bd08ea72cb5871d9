// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "work/listeningports.h"

#include <QObject>
#include <QSet>
#include <QTimer>

namespace skybranch::work {

/// Tells when other ports are listened on, while somebody wants to know.
class PortWatch : public QObject
{
    Q_OBJECT

public:
    explicit PortWatch(QObject *parent = nullptr);

    /// As they are now.
    QList<domain::ListeningPort> ports();

    /// Watches until @p watcher is destroyed. A second time is the same as one.
    void addWatcher(QObject *watcher);
    bool isWatching() const { return m_timer.isActive(); }

Q_SIGNALS:
    void changed(const QList<skybranch::domain::ListeningPort> &ports);

private:
    void look();

    ListeningPorts m_reader;
    QList<domain::ListeningPort> m_told;
    QTimer m_timer;
    QSet<QObject *> m_watchers;
};

} // namespace skybranch::work
