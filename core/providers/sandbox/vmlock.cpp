// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/sandbox/vmlock.h"

#include "base/paths.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QFile>
#include <QTimer>
#include <QtEndian>

#include <fcntl.h>
#include <unistd.h>

namespace skybranch::providers {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::chrono::milliseconds lookEvery{25};

/// Each VM is one byte of the same empty file, so that no lock has to be removed.
struct flock byteOf(const QString &vmId)
{
    const QByteArray hash = QCryptographicHash::hash(vmId.toLatin1(), QCryptographicHash::Sha256);
    struct flock byte{};
    byte.l_type = F_WRLCK;
    byte.l_whence = SEEK_SET;
    byte.l_start = off_t(qFromBigEndian<quint64>(hash.constData()) >> 2);
    byte.l_len = 1;
    return byte;
}

Task<> pauseShortly()
{
    const Completion<> completion;
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer, [completion] { completion.finish({}); });
    timer.start(lookEvery);
    co_return co_await completion.wait();
}

} // namespace

VmLock::~VmLock()
{
    ::close(m_descriptor);
}

Task<VmLock::Held> VmLock::take(QString root, QString vmId, std::chrono::milliseconds patience)
{
    if (auto made = makePrivateFolder(root); !made)
        co_return failure(made);
    const QString path = root + u".lock"_s;
    const int descriptor
        = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        co_return failure(ErrorCode::Unavailable,
                          u"The file %1 can not be opened. Check its folder's rights."_s.arg(path),
                          qt_error_string(errno));
    const auto lock = std::make_shared<const VmLock>(descriptor);
    const QDeadlineTimer deadline(patience);
    // Of this opening and not of this process, so that two takers in one process exclude each
    // other as well.
    for (struct flock byte = byteOf(vmId); ::fcntl(descriptor, F_OFD_SETLK, &byte) != 0;) {
        if (deadline.hasExpired())
            co_return failure(ErrorCode::Unavailable,
                              u"Another skybranchd on this computer is at work on the VM and does "
                              "not come to an end. Try again later."_s,
                              qt_error_string(errno));
        co_await pauseShortly();
    }
    co_return lock;
}

} // namespace skybranch::providers
