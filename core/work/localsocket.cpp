// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/localsocket.h"

#include "base/descriptors.h"
#include "base/paths.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>
#include <QSocketNotifier>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace skybranch::work {
namespace {

constexpr qsizetype maxWaiting = 8 << 20;
constexpr int retryMs = 20;

std::unexpected<Error> socketFailure(const QString &path)
{
    return failure(ErrorCode::Unavailable,
                   QStringLiteral("The guest can not use its socket %1.").arg(path),
                   qt_error_string(errno));
}

/// Where a socket is, as the kernel takes it. A path of more than its 107 bytes goes by way of the
/// open folder.
class Address
{
public:
    explicit Address(const QString &path)
    {
        m_address.sun_family = AF_UNIX;
        QByteArray name = QFile::encodeName(path);
        if (size_t(name.size()) >= sizeof m_address.sun_path) {
            const QFileInfo info(path);
            m_folder = ::open(QFile::encodeName(info.absolutePath()).constData(),
                              O_PATH | O_DIRECTORY | O_CLOEXEC);
            name = "/proc/self/fd/" + QByteArray::number(m_folder) + '/'
                + QFile::encodeName(info.fileName());
            m_isUsable = m_folder >= 0 && size_t(name.size()) < sizeof m_address.sun_path;
        }
        std::memcpy(m_address.sun_path, name.constData(),
                    std::min(size_t(name.size()), sizeof m_address.sun_path - 1));
    }
    Address(const Address &) = delete;
    Address &operator=(const Address &) = delete;
    ~Address()
    {
        if (m_folder >= 0)
            ::close(m_folder);
    }

    bool isUsable() const { return m_isUsable; }
    const sockaddr *get() const { return reinterpret_cast<const sockaddr *>(&m_address); }
    static constexpr socklen_t size = sizeof(sockaddr_un);

private:
    sockaddr_un m_address{};
    int m_folder = -1;
    bool m_isUsable = true;
};

} // namespace

LocalStream::LocalStream(int descriptor, QObject *parent)
    : QObject(parent)
    , m_socket(descriptor)
    , m_in(descriptor)
    , m_out(descriptor)
{
    ::fcntl(descriptor, F_SETFL, O_NONBLOCK);
    watch();
}

LocalStream::~LocalStream()
{
    blockSignals(true);
    close();
}

void LocalStream::watch()
{
    m_readable = std::make_unique<QSocketNotifier>(m_in, QSocketNotifier::Read);
    m_writable = std::make_unique<QSocketNotifier>(m_out, QSocketNotifier::Write);
    m_readable->setEnabled(m_isReading);
    m_writable->setEnabled(!m_output.isEmpty());
    connect(m_readable.get(), &QSocketNotifier::activated, this, [this] { read(); });
    connect(m_writable.get(), &QSocketNotifier::activated, this, [this] { flush(); });
}

void LocalStream::write(const QByteArray &bytes)
{
    if (m_socket < 0)
        return;
    m_output += bytes;
    if (m_output.size() > maxWaiting)
        return close();
    flush();
}

void LocalStream::setReading(bool isReading)
{
    m_isReading = isReading;
    m_readable->setEnabled(isReading && m_socket >= 0);
}

void LocalStream::close()
{
    if (m_socket < 0)
        return;
    m_readable->setEnabled(false);
    m_writable->setEnabled(false);
    if (m_leash) {
        m_leash->setEnabled(false);
        ::close(m_in);
        ::close(m_out);
    }
    ::close(std::exchange(m_socket, -1));
    Q_EMIT closed();
}

void LocalStream::read()
{
    std::array<char, 64 << 10> block;
    const qsizetype count = receive(block.data(), block.size());
    if (count > 0)
        Q_EMIT received(QByteArray(block.data(), count));
    else if (count == 0 || (errno != EAGAIN && errno != EINTR))
        close();
}

/// As ::read().
qsizetype LocalStream::receive(char *bytes, qsizetype most)
{
    if (m_in != m_socket || !std::exchange(m_mayHandOver, false))
        return ::read(m_in, bytes, size_t(most));
    std::array<int, 2> handed{};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof handed)> control{};
    iovec part{.iov_base = bytes, .iov_len = size_t(most)};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t count = ::recvmsg(m_socket, &message, MSG_CMSG_CLOEXEC);
    const cmsghdr *head = count > 0 ? CMSG_FIRSTHDR(&message) : nullptr;
    if (!head || head->cmsg_type != SCM_RIGHTS || head->cmsg_len != CMSG_LEN(sizeof handed))
        return count;
    std::memcpy(handed.data(), CMSG_DATA(head), sizeof handed);
    adopt(handed[0], handed[1]);
    errno = EAGAIN; // its byte carries nothing
    return -1;
}

void LocalStream::adopt(int in, int out)
{
    m_leash = std::move(m_readable);
    disconnect(m_leash.get(), nullptr, this, nullptr);
    connect(m_leash.get(), &QSocketNotifier::activated, this, &LocalStream::close);
    m_in = in;
    m_out = out;
    for (const int descriptor : {in, out})
        ::fcntl(descriptor, F_SETFL, O_NONBLOCK);
    watch();
}

void LocalStream::flush()
{
    const bool wasWaiting = m_writable->isEnabled();
    while (!m_output.isEmpty()) {
        const auto size = size_t(m_output.size());
        const ssize_t count = m_leash ? ::write(m_out, m_output.constData(), size)
                                      : ::send(m_out, m_output.constData(), size, MSG_NOSIGNAL);
        if (count >= 0) {
            m_output.remove(0, count);
        } else if (errno == EAGAIN) {
            break;
        } else if (errno != EINTR) {
            return close();
        }
    }
    m_writable->setEnabled(!m_output.isEmpty());
    if (wasWaiting && m_output.isEmpty())
        Q_EMIT drained();
}

LocalListener::LocalListener(QObject *parent)
    : QObject(parent)
{
}

LocalListener::~LocalListener()
{
    for (const int descriptor : {m_descriptor, m_lock}) {
        if (descriptor >= 0)
            ::close(descriptor);
    }
}

Result<> LocalListener::listen(const QString &path)
{
    if (auto made = makePrivateFolder(QFileInfo(path).absolutePath()); !made)
        return made;
    const Address address(path);
    if (!address.isUsable())
        return socketFailure(path);
    m_lock = ::open(QFile::encodeName(path + QStringLiteral(".lock")).constData(),
                    O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (m_lock < 0)
        return socketFailure(path);
    if (::flock(m_lock, LOCK_EX | LOCK_NB) != 0)
        return failure(ErrorCode::Conflict,
                       QStringLiteral("A guest listens on %1 already.").arg(path));
    // The lock is ours, so a socket that is there was left by a guest that is gone.
    ::unlink(QFile::encodeName(path).constData());
    m_descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (m_descriptor < 0 || ::bind(m_descriptor, address.get(), Address::size) != 0
        || ::listen(m_descriptor, SOMAXCONN) != 0)
        return socketFailure(path);
    m_readable = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    connect(m_readable.get(), &QSocketNotifier::activated, this, [this] { accept(); });
    return {};
}

void LocalListener::accept()
{
    const int descriptor = ::accept4(m_descriptor, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (descriptor >= 0)
        Q_EMIT connected(descriptor);
}

Result<int> connectLocal(const QString &path, int patienceMs)
{
    const QDeadlineTimer deadline(patienceMs);
    for (;;) {
        const Address address(path);
        const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (descriptor >= 0 && address.isUsable()
            && ::connect(descriptor, address.get(), Address::size) == 0)
            return descriptor;
        const int problem = errno;
        if (descriptor >= 0)
            ::close(descriptor);
        if (deadline.hasExpired() || (problem != ENOENT && problem != ECONNREFUSED)) {
            errno = problem;
            return socketFailure(path);
        }
        ::poll(nullptr, 0, retryMs);
    }
}

bool handOver(int socket, int in, int out)
{
    const std::array<int, 2> handed{in, out};
    for (const int descriptor : handed) {
        struct stat info{};
        if (::fstat(descriptor, &info) != 0 || !(S_ISFIFO(info.st_mode) || S_ISSOCK(info.st_mode)))
            return false;
    }
    return sendDescriptors(socket, handed);
}

} // namespace skybranch::work
