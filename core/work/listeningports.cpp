// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/listeningports.h"

#include "wire/ports.h"

#include <QDir>
#include <QFile>
#include <QSet>

#include <algorithm>
#include <filesystem>
#include <map>
#include <netinet/in.h>

namespace skybranch::work {
namespace {

using namespace Qt::Literals::StringLiterals;
using domain::ListeningPort;

constexpr QByteArrayView listening("0A");
constexpr qsizetype maxSockets = 4096;

/// What the VM itself listens with: it is no program of the user's.
bool isOwn(const QString &program)
{
    static const QStringList own{u"sshd"_s, u"sshd-session"_s, u"sshd-auth"_s,
                                 u"skybranch-guest"_s};
    return own.contains(program);
}

/// Where a socket can be reached from inside the VM.
struct Place
{
    bool isReached = false; ///< at 127.0.0.1 or at ::1
    bool onlyIpv6 = false;
    bool onlyLoopback = false;
};

/// @p hex is the address as the kernel prints it: words of 32 bits in this machine's order.
Place placeOf(const QByteArray &hex)
{
    in6_addr address{};
    const bool isIpv4 = hex.size() == 8;
    if (!isIpv4 && hex.size() != 32)
        return {};
    for (qsizetype word = 0; word * 8 < hex.size(); ++word)
        address.s6_addr32[word] = hex.sliced(word * 8, 8).toUInt(nullptr, 16);
    if (isIpv4 || IN6_IS_ADDR_V4MAPPED(&address)) {
        const quint32 ipv4 = ntohl(address.s6_addr32[isIpv4 ? 0 : 3]);
        // What listens at 127.0.0.2 does not answer at 127.0.0.1.
        return {.isReached = ipv4 == INADDR_ANY || ipv4 == INADDR_LOOPBACK,
                .onlyLoopback = ipv4 == INADDR_LOOPBACK};
    }
    // Whoever listens at all IPv6 addresses does so at the IPv4 ones, unless it takes pains.
    const bool isLoopback = IN6_IS_ADDR_LOOPBACK(&address);
    return {.isReached = isLoopback || IN6_IS_ADDR_UNSPECIFIED(&address),
            .onlyIpv6 = isLoopback,
            .onlyLoopback = isLoopback};
}

/// The inodes of the sockets that a process has open; none of one that is not ours to look at.
QSet<quint64> socketsOf(const std::filesystem::path &process)
{
    constexpr std::string_view prefix("socket:[");
    QSet<quint64> inodes;
    std::error_code problem;
    std::filesystem::directory_iterator entry(process / "fd", problem);
    for (; !problem && entry != std::filesystem::end(entry); entry.increment(problem)) {
        std::error_code gone;
        const std::string target = std::filesystem::read_symlink(*entry, gone).string();
        if (target.starts_with(prefix))
            inodes.insert(std::strtoull(target.c_str() + prefix.size(), nullptr, 10));
    }
    return inodes;
}

QString programName(const std::filesystem::path &process)
{
    QFile file(process / "comm");
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.read(256)).simplified().left(wire::maxProgramName);
}

} // namespace

void ListeningPorts::addSockets(QList<Socket> &sockets, const QString &table)
{
    QFile file(table);
    if (!file.open(QIODevice::ReadOnly))
        return;
    file.readLine(); // the heading
    while (sockets.size() < maxSockets) {
        const QByteArrayList fields = file.readLine(1024).simplified().split(' ');
        // The kernel lists those that listen first: thousands of connections cost nothing.
        if (fields.size() < 10 || fields[3] != listening)
            return;
        const qsizetype colon = fields[1].indexOf(':');
        const Place place = placeOf(fields[1].first(std::max<qsizetype>(colon, 0)));
        const quint16 port = fields[1].sliced(colon + 1).toUShort(nullptr, 16);
        if (place.isReached && port != 0)
            sockets.append({fields[9].toULongLong(), port, place.onlyIpv6, place.onlyLoopback});
    }
}

QHash<quint64, QString> ListeningPorts::programsOf(const QList<Socket> &sockets)
{
    QHash<quint64, QString> programs;
    QSet<quint64> wanted;
    for (const Socket &socket : sockets)
        wanted.insert(socket.inode);
    for (const QString &name : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        if (wanted.isEmpty())
            break;
        if (name.toLongLong() <= 0)
            continue;
        const std::filesystem::path process("/proc/" + name.toStdString());
        for (const quint64 inode : socketsOf(process) & wanted) {
            programs.insert(inode, programName(process));
            wanted.remove(inode);
        }
    }
    return programs;
}

QList<ListeningPort> ListeningPorts::read()
{
    QList<Socket> sockets;
    addSockets(sockets, u"/proc/net/tcp"_s);
    addSockets(sockets, u"/proc/net/tcp6"_s);
    if (sockets == m_sockets)
        return m_ports;
    m_sockets = sockets;
    const QHash<quint64, QString> programs = programsOf(sockets);
    std::map<quint16, ListeningPort> ports;
    for (const Socket &socket : sockets) {
        const auto program = programs.constFind(socket.inode);
        if (program == programs.cend() || isOwn(*program))
            continue;
        const auto [found, isNew] = ports.try_emplace(
            socket.port,
            ListeningPort{socket.port, *program, socket.onlyIpv6, socket.onlyLoopback});
        if (!isNew) {
            found->second.onlyIpv6 = found->second.onlyIpv6 && socket.onlyIpv6;
            found->second.onlyLoopback = found->second.onlyLoopback && socket.onlyLoopback;
        }
    }
    m_ports.clear();
    for (const auto &[number, port] : ports) {
        if (m_ports.size() < wire::maxListeningPorts)
            m_ports.append(port);
    }
    return m_ports;
}

} // namespace skybranch::work
