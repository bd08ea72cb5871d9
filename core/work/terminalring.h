// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>

#include <memory>

namespace skybranch::work {

/// The last 4 MiB that a terminal has put out, in a file that is mapped into memory: what was
/// appended is there for whoever opens the file, however the process that wrote it has ended. Bytes
/// are numbered from 0, the first that the terminal has put out. Not for several threads.
class TerminalRing
{
public:
    static constexpr qint64 capacity = 4 << 20;

    /// A new one, in place of what is at @p path. Where the disk has no room for it, it is in
    /// memory only.
    static Result<std::unique_ptr<TerminalRing>> create(const QString &path);

    /// What is left of one that nobody writes any more; not to be appended to. Errors: NotFound,
    /// InvalidArgument where the file is something else.
    static Result<std::unique_ptr<TerminalRing>> open(const QString &path);

    /// end() of the one at @p path, without its bytes; 0 where there is none.
    static qint64 endOf(const QString &path);

    ~TerminalRing();

    qint64 start() const; ///< of what is there
    qint64 end() const; ///< how much there has been

    void append(QByteArrayView bytes);

    /// What is there from @p position on, which is start() or more; at most @p most bytes.
    QByteArray read(qint64 position, qint64 most) const;

    /// The first position, start() or more, at which a reader who has seen nothing may begin.
    qint64 entrance() const;
    void setEntrance(qint64 position);

private:
    struct Header;

    TerminalRing() = default;
    void place(QByteArrayView bytes, qint64 position);

    QByteArray m_copy; ///< of a file that was opened
    void *m_mapping = nullptr;
    Header *m_header = nullptr;
    char *m_bytes = nullptr;
};

} // namespace skybranch::work
