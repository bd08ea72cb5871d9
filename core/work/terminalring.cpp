// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/terminalring.h"

#include <QFile>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace skybranch::work {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr quint64 magic = 0x31474e4952425953; // "SYBRING1"
constexpr qint64 headerSize = 4096;
constexpr qint64 fileSize = headerSize + TerminalRing::capacity;

std::unexpected<Error> noRing(const QString &path)
{
    return failure(
        ErrorCode::Unavailable,
        u"The terminal's output can not be kept in %1. Check its folder's rights."_s.arg(path),
        qt_error_string(errno));
}

/// A mapping of the file, with all of its disk taken: a full disk would end who writes to it later.
void *mapFile(int file)
{
    if (::posix_fallocate(file, 0, fileSize) != 0)
        return MAP_FAILED;
    return ::mmap(nullptr, fileSize, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
}

} // namespace

/// The first page of the file. Only its writer changes it; positions only grow.
struct TerminalRing::Header
{
    quint64 magic = 0;
    qint64 capacity = 0;
    std::atomic<qint64> end = 0;
    std::atomic<qint64> reserved = 0; ///< up to here the file may have been written over already
    std::atomic<qint64> entrance = 0;
};

Result<std::unique_ptr<TerminalRing>> TerminalRing::create(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    const int file
        = ::open(name.constData(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        return noRing(path);
    void *mapping = mapFile(file);
    if (mapping == MAP_FAILED) {
        qWarning("no room to keep a terminal's output on the disk: %s",
                 qPrintable(qt_error_string(errno)));
        static_cast<void>(::ftruncate(file, 0));
        mapping
            = ::mmap(nullptr, fileSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    }
    ::close(file);
    if (mapping == MAP_FAILED)
        return noRing(path);
    std::unique_ptr<TerminalRing> ring(new TerminalRing);
    ring->m_mapping = mapping;
    ring->m_header = new (mapping) Header{.magic = magic, .capacity = capacity};
    ring->m_bytes = static_cast<char *>(mapping) + headerSize;
    return ring;
}

Result<std::unique_ptr<TerminalRing>> TerminalRing::open(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::NotFound, u"No output of this terminal is kept."_s,
                       file.errorString());
    std::unique_ptr<TerminalRing> ring(new TerminalRing);
    ring->m_copy = file.read(fileSize);
    if (ring->m_copy.size() == fileSize) {
        ring->m_header = reinterpret_cast<Header *>(ring->m_copy.data());
        ring->m_bytes = ring->m_copy.data() + headerSize;
    }
    const Header *header = ring->m_header;
    if (!header || header->magic != magic || header->capacity != capacity || header->end < 0
        || header->reserved < header->end || header->reserved - header->end > capacity)
        return failure(ErrorCode::InvalidArgument, u"What is kept of this terminal is damaged."_s,
                       path);
    return ring;
}

qint64 TerminalRing::endOf(const QString &path)
{
    QFile file(path);
    Header header;
    const bool isThere = file.open(QIODevice::ReadOnly)
        && file.read(reinterpret_cast<char *>(&header), sizeof header) == sizeof header;
    return isThere && header.magic == magic ? std::max<qint64>(0, header.end) : 0;
}

TerminalRing::~TerminalRing()
{
    if (m_mapping)
        ::munmap(m_mapping, fileSize);
}

qint64 TerminalRing::start() const
{
    return std::min(end(), std::max<qint64>(0, m_header->reserved - capacity));
}

qint64 TerminalRing::end() const
{
    return m_header->end;
}

void TerminalRing::append(QByteArrayView bytes)
{
    // A writer that is killed between any two steps leaves what is true.
    while (!bytes.isEmpty()) {
        const auto part = bytes.first(std::min<qsizetype>(bytes.size(), 64 << 10));
        const qint64 from = end();
        m_header->reserved.store(from + part.size(), std::memory_order_seq_cst);
        place(part, from);
        m_header->end.store(from + part.size(), std::memory_order_seq_cst);
        bytes = bytes.sliced(part.size());
    }
}

void TerminalRing::place(QByteArrayView bytes, qint64 position)
{
    const qint64 at = position % capacity;
    const auto first = std::min<qint64>(bytes.size(), capacity - at);
    std::memcpy(m_bytes + at, bytes.data(), size_t(first));
    std::memcpy(m_bytes, bytes.data() + first, size_t(bytes.size() - first));
}

QByteArray TerminalRing::read(qint64 position, qint64 most) const
{
    const qint64 size = std::min(most, end() - position);
    if (position < start() || size <= 0)
        return {};
    const qint64 at = position % capacity;
    const qint64 first = std::min(size, capacity - at);
    QByteArray bytes;
    bytes.reserve(size);
    return bytes.append(m_bytes + at, first).append(m_bytes, size - first);
}

qint64 TerminalRing::entrance() const
{
    return std::clamp<qint64>(m_header->entrance, start(), end());
}

void TerminalRing::setEntrance(qint64 position)
{
    m_header->entrance = position;
}

} // namespace skybranch::work
