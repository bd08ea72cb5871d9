// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/seedcommand.h"

#include "wire/guestclient.h"
#include "wire/jsonreader.h"
#include "work/localsocket.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryFile>

#include <cstdio>

namespace skybranch::work {
namespace {

using namespace Qt::Literals::StringLiterals;
using wire::SeedReply;

constexpr qint64 maxHeader = 64 << 10;
constexpr qint64 maxBundle = qint64(32) << 30;
constexpr int patienceMs = 5000;

Result<wire::SeedHeader> readHeader(QFile &input)
{
    const QByteArray line = input.readLine(maxHeader);
    if (!line.endsWith('\n'))
        return failure(ErrorCode::InvalidArgument,
                       u"The first line must be a JSON object of at most 64 KiB."_s);
    const auto json = wire::parseObject(line);
    return json ? wire::SeedHeader::fromJson(*json) : failure(json);
}

Result<> copyBundle(QFile &input, QFile &bundle)
{
    QByteArray block(1 << 20, Qt::Uninitialized);
    for (qint64 total = 0; total <= maxBundle;) {
        const qint64 count = input.read(block.data(), block.size());
        if (count < 0 || (count > 0 && bundle.write(block.constData(), count) != count))
            return failure(ErrorCode::LimitReached,
                           u"The bundle can not be stored in the VM. Is its disk full?"_s,
                           bundle.errorString());
        if (count == 0)
            return bundle.flush()
                ? Result<>()
                : failure(ErrorCode::LimitReached, u"The VM's disk is full. Make some space."_s);
        total += count;
    }
    return failure(ErrorCode::TooLarge, u"The bundle is larger than 32 GiB."_s);
}

/// Joins a peer to the daemon's socket.
Result<> joinDaemon(wire::JsonRpcPeer &peer, const QString &socketPath)
{
    const auto descriptor = connectLocal(socketPath, patienceMs);
    if (!descriptor)
        return failure(descriptor);
    auto *stream = new LocalStream(*descriptor, &peer);
    QObject::connect(stream, &LocalStream::received, &peer, &wire::JsonRpcPeer::receive);
    QObject::connect(&peer, &wire::JsonRpcPeer::output, stream, &LocalStream::write);
    QObject::connect(stream, &LocalStream::closed, &peer, [&peer] {
        peer.close({ErrorCode::Unavailable, u"The VM's guest has ended. Try again."_s, {}});
    });
    return {};
}

Task<SeedReply> askDaemon(wire::JsonRpcPeer *peer, wire::SeedHeader header, QString bundle)
{
    wire::GuestClient client(peer);
    if (const auto hello = co_await client.hello(wire::GuestClient::Who::Desktop); !hello)
        co_return failure(hello);
    const auto status = co_await client.seed(header, bundle);
    if (!status)
        co_return failure(status);
    co_return SeedReply{.ok = true, .head = status->head};
}

Result<SeedReply> seed(const QString &socketPath)
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return failure(ErrorCode::Internal, u"There is no input."_s);
    const auto header = readHeader(input);
    if (!header)
        return failure(header);
    QTemporaryFile bundle(QDir::homePath() + u'/' + seedFilePattern().replace(u'*', "XXXXXX"_L1));
    if (!bundle.open())
        return failure(ErrorCode::LimitReached,
                       u"The bundle can not be stored in the VM. Is its disk full?"_s,
                       bundle.errorString());
    if (const auto copied = copyBundle(input, bundle); !copied)
        return failure(copied);
    wire::JsonRpcPeer peer;
    if (const auto joined = joinDaemon(peer, socketPath); !joined)
        return failure(joined);
    Result<SeedReply> reply = cancelled();
    askDaemon(&peer, *header, bundle.fileName()).then([&reply](Result<SeedReply> answer) {
        reply = std::move(answer);
        QCoreApplication::quit();
    });
    QCoreApplication::exec();
    return reply;
}

} // namespace

QString seedFilePattern()
{
    return u".skybranch-seed-*.bundle"_s;
}

int runSeed(const QString &socketPath)
{
    const auto reply = seed(socketPath);
    const SeedReply shown = reply ? *reply : SeedReply{.message = reply.error().message};
    const QByteArray line = QJsonDocument(shown.toJson()).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(line.constData(), 1, size_t(line.size()), stdout);
    return reply ? 0 : 1;
}

} // namespace skybranch::work
