// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/sshconnections.h"

#include "work/processes.h"

#include <QDataStream>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QList>

#include <csignal>
#include <unistd.h>

namespace skybranch::work {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qint64 maxEnvironment = 1 << 20;
constexpr qint64 maxInfo = 64 << 10;
constexpr double secondsToTell = 5; ///< a login has a session by then

QByteArray readSome(const QString &path, qint64 most)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(most) : QByteArray();
}

QHash<pid_t, QList<Process>> childrenByParent()
{
    QHash<pid_t, QList<Process>> children;
    for (const Process &process : allProcesses())
        children[process.parent].append(process);
    return children;
}

/// In seconds.
double ageOf(const Process &process)
{
    const double uptime = readSome(u"/proc/uptime"_s, 100).split(' ').first().toDouble();
    return uptime - double(process.startedAt) / double(::sysconf(_SC_CLK_TCK));
}

/// What the environment of a session's program says of its login.
QString keyOfSession(pid_t pid)
{
    constexpr QByteArrayView variable("SSH_USER_AUTH=");
    for (const QByteArray &entry :
         readSome(u"/proc/%1/environ"_s.arg(pid), maxEnvironment).split('\0')) {
        if (!entry.startsWith(variable))
            continue;
        // Anybody here can say anything in a variable; a pipe would never end.
        const QString path = QFile::decodeName(entry.sliced(variable.size()));
        if (path.startsWith("/tmp/sshauth."_L1) && QFileInfo(path).isFile())
            return keyOfLogin(readSome(path, maxInfo));
    }
    return {};
}

/// The keys that the sessions of a connection tell; empty where there is none that does.
QSet<QString> keysOf(const Process &connection, const QHash<pid_t, QList<Process>> &children)
{
    QSet<QString> keys;
    QList<Process> below{connection};
    for (qsizetype i = 0; i < below.size(); ++i) {
        below += children.value(below[i].pid);
        if (const QString key = keyOfSession(below[i].pid); !key.isEmpty())
            keys.insert(key);
    }
    return keys;
}

QList<Process> connections(pid_t keeper, const QHash<pid_t, QList<Process>> &children)
{
    QList<Process> found;
    for (const Process &listener : children.value(keeper)) {
        if (listener.name != "sshd")
            continue;
        for (const Process &child : children.value(listener.pid)) {
            // sshd-session since OpenSSH 9.8.
            if (child.name.startsWith("sshd"))
                found.append(child);
        }
    }
    return found;
}

/// A string of SSH's wire format; a null one where there is none.
QByteArray takeString(QDataStream &stream)
{
    QByteArray text;
    stream >> text; // 32 bits of length, big-endian, and the bytes: it is the same
    return stream.status() == QDataStream::Ok ? text : QByteArray();
}

} // namespace

QString keyOfLogin(const QByteArray &authenticationInfo)
{
    constexpr QByteArrayView type("ssh-ed25519-cert-v01@openssh.com");
    for (const QByteArray &line : authenticationInfo.split('\n')) {
        const QByteArrayList words = line.simplified().split(' ');
        if (words.size() < 3 || words[0] != "publickey" || words[1] != type)
            continue;
        QDataStream stream(QByteArray::fromBase64(words[2]));
        quint64 serial = 0;
        quint32 kind = 0;
        const bool isType = takeString(stream) == type;
        takeString(stream); // nonce
        takeString(stream); // public key
        stream >> serial >> kind;
        const QString identity = QString::fromLatin1(takeString(stream));
        const qsizetype at = identity.lastIndexOf(":key-"_L1);
        if (isType && at >= 0)
            return identity.sliced(at + 5);
    }
    return {};
}

int endConnections(const QSet<QString> &keys, bool alsoUntold, pid_t keeper)
{
    const auto children = childrenByParent();
    int ended = 0;
    for (const Process &connection : connections(keeper, children)) {
        const QSet<QString> told = keysOf(connection, children);
        const bool isTheirs = told.isEmpty() ? alsoUntold && ageOf(connection) > secondsToTell
                                             : told.intersects(keys);
        if (isTheirs && ::kill(connection.pid, SIGTERM) == 0)
            ++ended;
    }
    return ended;
}

} // namespace skybranch::work
