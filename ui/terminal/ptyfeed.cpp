// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/ptyfeed.h"

#include <QSocketNotifier>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace skybranch::ui {

PtyFeed::PtyFeed(int slave, QObject *parent)
    : QObject(parent)
    , m_slave(slave)
    , m_notifier(new QSocketNotifier(slave, QSocketNotifier::Write, this))
{
    m_notifier->setEnabled(false);
    termios mode{};
    tcgetattr(slave, &mode);
    cfmakeraw(&mode);
    tcsetattr(slave, TCSANOW, &mode);
    fcntl(slave, F_SETFL, fcntl(slave, F_GETFL) | O_NONBLOCK);
    connect(m_notifier, &QSocketNotifier::activated, this, &PtyFeed::drain);
}

void PtyFeed::write(const QByteArray &bytes)
{
    m_queue += bytes;
    drain();
}

void PtyFeed::drain()
{
    while (!m_queue.isEmpty()) {
        const ssize_t written
            = ::write(m_slave, m_queue.constData(), static_cast<size_t>(m_queue.size()));
        if (written <= 0)
            break;
        m_queue.remove(0, written);
    }
    m_notifier->setEnabled(!m_queue.isEmpty());
}

} // namespace skybranch::ui
