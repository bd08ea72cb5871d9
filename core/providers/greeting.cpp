// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/greeting.h"

#include <QDeadlineTimer>
#include <QTcpSocket>
#include <QTimer>

namespace skybranch::providers {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype maxGreeting = 255;
constexpr std::chrono::milliseconds retryAfter{10};
constexpr std::chrono::seconds patience{2}; ///< with one server that says nothing

/// The first line that a server says; empty where there is none.
class Greeting : public QObject
{
public:
    explicit Greeting(quint16 port)
    {
        connect(&m_socket, &QTcpSocket::readyRead, this, [this] { take(); });
        connect(&m_socket, &QTcpSocket::errorOccurred, this, [this] { finish({}); });
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, [this] { finish({}); });
        m_timer.start(patience);
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    }

    Completion<QByteArray> end() const { return m_end; }

private:
    void take()
    {
        m_line += m_socket.read(maxGreeting - m_line.size());
        if (m_line.contains('\n') || m_line.size() >= maxGreeting)
            finish(m_line.trimmed());
    }

    void finish(const QByteArray &line) { m_end.finish(line); }

    QTcpSocket m_socket;
    QTimer m_timer;
    QByteArray m_line;
    Completion<QByteArray> m_end;
};

Task<> pauseFor(std::chrono::milliseconds span)
{
    const Completion<> over;
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer, [over] { over.finish({}); });
    timer.start(span);
    co_return co_await over.wait();
}

} // namespace

Task<> waitForSshd(quint16 port, VmId id, std::chrono::milliseconds timeout, StopToken stop,
                   std::function<bool()> isAlive)
{
    const QDeadlineTimer deadline(timeout);
    const QByteArray ours = "skybranch-" + id.toString().toLatin1();
    while (!deadline.hasExpired()) {
        if (stop.stop_requested())
            co_return cancelled();
        if (isAlive && !isAlive())
            co_return failure(ErrorCode::Unavailable,
                              u"The VM ended while it started. Its log says why."_s);
        const Greeting greeting(port);
        const auto line = co_await greeting.end().wait();
        if (line && line->startsWith("SSH-2.0-") && line->endsWith(ours))
            co_return {};
        if (line && !line->isEmpty())
            co_return failure(ErrorCode::Unavailable,
                              u"Another program took the VM's port. Try again."_s,
                              QString::fromLatin1(*line));
        co_await pauseFor(retryAfter);
    }
    co_return failure(ErrorCode::Timeout,
                      u"The VM's SSH server did not start in time. Try again."_s);
}

} // namespace skybranch::providers
