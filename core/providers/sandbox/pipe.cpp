// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/sandbox/pipe.h"

#include <QSocketNotifier>
#include <QTimer>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace skybranch::providers {
namespace {

constexpr qsizetype limit = 64 << 10;

void closeEnd(int &end)
{
    if (end >= 0)
        ::close(std::exchange(end, -1));
}

/// True at the end of what comes.
bool readSome(int end, QByteArray &content)
{
    std::array<char, 4096> block;
    const ssize_t count = ::read(end, block.data(), block.size());
    if (count > 0)
        content.append(block.data(), count);
    return count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) || content.size() > limit;
}

} // namespace

Pipe::Pipe()
{
    if (::pipe2(m_ends.data(), O_CLOEXEC) != 0)
        m_ends = {-1, -1};
}

Pipe::~Pipe()
{
    closeReadEnd();
    closeWriteEnd();
}

void Pipe::closeReadEnd()
{
    closeEnd(m_ends[0]);
}
void Pipe::closeWriteEnd()
{
    closeEnd(m_ends[1]);
}
int Pipe::takeReadEnd()
{
    return std::exchange(m_ends[0], -1);
}

void Pipe::writeByte() const
{
    const char byte = '\n';
    [[maybe_unused]] const ssize_t written = ::write(m_ends[1], &byte, 1);
}

Task<QByteArray> readUntilEnd(int readEnd, std::chrono::milliseconds timeout)
{
    ::fcntl(readEnd, F_SETFL, O_NONBLOCK);
    const Completion<> ended;
    QByteArray content;
    QSocketNotifier readable(readEnd, QSocketNotifier::Read);
    QObject::connect(&readable, &QSocketNotifier::activated, &readable,
                     [&readable, &content, ended, readEnd] {
                         if (!readSome(readEnd, content))
                             return;
                         readable.setEnabled(false);
                         ended.finish({});
                     });
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer, [ended] {
        ended.finish(failure(ErrorCode::Timeout,
                             QStringLiteral("The VM did not start in time. Try again.")));
    });
    timer.start(timeout);
    const auto result = co_await ended.wait();
    readable.setEnabled(false);
    ::close(readEnd);
    if (!result)
        co_return failure(result);
    co_return content;
}

} // namespace skybranch::providers
