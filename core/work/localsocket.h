// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <memory>

class QSocketNotifier;

namespace skybranch::work {

/// A connected unix socket in the event loop. (Qt's own is in QtNetwork, whose loading alone takes
/// longer than a guest's whole start may.)
class LocalStream : public QObject
{
    Q_OBJECT

public:
    /// Takes over @p descriptor.
    explicit LocalStream(int descriptor, QObject *parent = nullptr);
    ~LocalStream() override;

    /// Sends as fast as the other end takes it. An end that leaves more than 8 MiB waiting is
    /// closed.
    void write(const QByteArray &bytes);

    /// The other end may first of all hand over two descriptors (handOver()): from then on this is
    /// a stream over them, and the socket only says that the other end lives. The process must
    /// ignore SIGPIPE.
    void allowHandOver() { m_mayHandOver = true; }

    /// What the other end has not taken yet.
    qsizetype waiting() const { return m_output.size(); }

    /// While it does not read, the other end waits once its socket is full.
    void setReading(bool isReading);
    void close();

Q_SIGNALS:
    void received(const QByteArray &bytes);
    void drained(); ///< nothing is waiting() any more
    void closed(); ///< once, by either end's doing

private:
    void read();
    void flush();
    qsizetype receive(char *bytes, qsizetype most);
    void adopt(int in, int out);
    void watch();

    int m_socket;
    int m_in; ///< the socket, or what was handed over
    int m_out;
    bool m_mayHandOver = false;
    bool m_isReading = true;
    QByteArray m_output;
    std::unique_ptr<QSocketNotifier> m_readable;
    std::unique_ptr<QSocketNotifier> m_writable;
    std::unique_ptr<QSocketNotifier> m_leash; ///< of the socket once it carries nothing
};

/// Listens on a unix socket that only its owner may enter, and is the only one to do so.
class LocalListener : public QObject
{
    Q_OBJECT

public:
    explicit LocalListener(QObject *parent = nullptr);
    ~LocalListener() override;

    /// Errors: Conflict where another process listens there.
    Result<> listen(const QString &path);

Q_SIGNALS:
    /// The receiver takes over the descriptor.
    void connected(int descriptor);

private:
    void accept();

    int m_lock = -1;
    int m_descriptor = -1;
    std::unique_ptr<QSocketNotifier> m_readable;
};

/// Connects to the socket at @p path, trying again for @p patienceMs while nobody listens. Blocks.
/// Gives the descriptor, which is blocking.
Result<int> connectLocal(const QString &path, int patienceMs);

/// Gives the LocalStream at the other end of @p socket two descriptors in its place, which nobody
/// here may use any more. Only pipes and sockets can be given: false for others, and where it
/// fails.
bool handOver(int socket, int in, int out);

} // namespace skybranch::work
