// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>

class QSocketNotifier;

namespace skybranch::ui {

/// Writes bytes to a terminal widget through its own pty, which the same thread reads: never
/// blocking, with a queue.
class PtyFeed : public QObject
{
    Q_OBJECT

public:
    /// @p slave stays the widget's; it is put into raw mode.
    explicit PtyFeed(int slave, QObject *parent = nullptr);

    void write(const QByteArray &bytes);

private:
    void drain();

    int m_slave;
    QByteArray m_queue;
    QSocketNotifier *m_notifier;
};

} // namespace skybranch::ui
