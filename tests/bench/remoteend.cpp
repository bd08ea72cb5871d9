// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/remoteend.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace skybranch::bench {

Result<std::unique_ptr<RemoteEnd>> RemoteEnd::create()
{
    auto end = std::unique_ptr<RemoteEnd>(new RemoteEnd);
    return end->openFifo(QStringLiteral("report"), end->m_report)
        .and_then([&] { return end->openFifo(QStringLiteral("go"), end->m_go); })
        .transform([&] { return std::move(end); });
}

RemoteEnd::~RemoteEnd()
{
    for (const int file : {m_report, m_go}) {
        if (file >= 0)
            ::close(file);
    }
}

Result<> RemoteEnd::openFifo(const QString &name, int &file)
{
    const auto path = QFile::encodeName(m_folder.filePath(name));
    // Both ends open here: neither side waits for the other to open it, and none sees an end.
    if (::mkfifo(path.constData(), 0600) == 0)
        file = ::open(path.constData(), O_RDWR | O_CLOEXEC);
    if (file < 0)
        return failure(ErrorCode::Internal,
                       QStringLiteral("A FIFO can not be made in %1.").arg(m_folder.path()));
    return {};
}

QStringList RemoteEnd::echoCommand() const
{
    return {QCoreApplication::applicationDirPath() + QStringLiteral("/skybranch-bench-remote"),
            QStringLiteral("echo"), m_folder.path()};
}

QStringList RemoteEnd::floodCommand(const QString &what, qint64 bytes) const
{
    return {QCoreApplication::applicationDirPath() + QStringLiteral("/skybranch-bench-remote"),
            what, m_folder.path(), QString::number(bytes)};
}

Result<QByteArray> RemoteEnd::nextReport(std::chrono::seconds timeout)
{
    const QDeadlineTimer deadline(timeout);
    while (!m_read.contains('\n')) {
        pollfd ready{.fd = m_report, .events = POLLIN, .revents = 0};
        if (::poll(&ready, 1, int(deadline.remainingTime())) <= 0)
            return failure(ErrorCode::Timeout,
                           QStringLiteral("The far side of the terminal says nothing."));
        char buffer[256];
        const auto count = ::read(m_report, buffer, sizeof buffer);
        if (count > 0)
            m_read.append(buffer, count);
    }
    const auto length = m_read.indexOf('\n');
    const auto line = m_read.left(length);
    m_read.remove(0, length + 1);
    return line;
}

void RemoteEnd::go()
{
    [[maybe_unused]] const auto written = ::write(m_go, "g", 1);
}

} // namespace skybranch::bench
