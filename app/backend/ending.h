// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace skybranch::backend {

/// Says when the program is to end: SIGTERM, SIGINT, or the end of the pipe to its parent.
class Ending : public QObject
{
    Q_OBJECT

public:
    /// @p parentDescriptor of -1: there is no parent to watch. One per process.
    explicit Ending(int parentDescriptor);

Q_SIGNALS:
    void asked();

private:
    std::unique_ptr<QSocketNotifier> m_signals;
    std::unique_ptr<QSocketNotifier> m_parent;
};

} // namespace skybranch::backend
