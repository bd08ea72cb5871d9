// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline/keeping.h"

#include "base/paths.h"
#include "client/localdoor.h"
#include "commandline/commands.h"
#include "commandline/words.h"
#include "wire/jsonreader.h"
#include "wire/rest.h"
#include "work/detached.h"

#include <QFile>
#include <QJsonDocument>
#include <QLockFile>
#include <QSocketNotifier>

#include <array>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace skybranch::commandline {
namespace {

using State = client::BackendInfo::State;

constexpr int starterDescriptor = 3;
constexpr size_t longestAnswer = 16 << 10;
constexpr std::chrono::milliseconds longestStart{120'000};
constexpr std::chrono::milliseconds lockPause{50};
constexpr std::chrono::milliseconds linger{2000}; ///< the next command of a script comes soon

std::unexpected<Error> doesNotStart(const QString &detail)
{
    return failure(ErrorCode::Unavailable,
                   Words::tr("The backend on this computer does not start. Try again."), detail);
}

Task<bool> isThere(QString dataFolder, StopToken stop)
{
    const auto way = co_await client::visitOnce(dataFolder, u"backend"_s, {}, stop);
    if (!way && way.error().code == ErrorCode::Cancelled)
        co_return failure(way);
    co_return way.has_value();
}

/// What the keeper says until it closes its end, at most one line.
Task<QByteArray> readAnswer(int descriptor, StopToken stop)
{
    const Completion<QByteArray> completion;
    auto done = completion.wait();
    QSocketNotifier readable(descriptor, QSocketNotifier::Read);
    QByteArray answer;
    QObject::connect(&readable, &QSocketNotifier::activated, &readable, [&] {
        std::array<char, longestAnswer> block;
        const ssize_t size = ::read(descriptor, block.data(), block.size());
        answer += QByteArray(block.data(), std::max<ssize_t>(size, 0));
        const bool isOver = size <= 0 || answer.size() > qsizetype(longestAnswer);
        if (isOver || answer.endsWith('\n'))
            completion.finish(answer);
    });
    QTimer::singleShot(longestStart, &readable, [completion] { completion.finish(QByteArray()); });
    const std::stop_callback onStop(stop, [completion] { completion.finish(cancelled()); });
    co_return co_await done;
}

Task<> startKeeper(QString dataFolder, StopToken stop)
{
    std::array<int, 2> pipe{-1, -1};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
        co_return doesNotStart(qt_error_string(errno));
    const QByteArray program = QFile::encodeName(QCoreApplication::applicationFilePath());
    work::startDetached(program,
                        {program, "keep-backend", "--data-dir", QFile::encodeName(dataFolder)},
                        "/dev/null", pipe[1]);
    ::close(pipe[1]);
    const auto answer = co_await readAnswer(pipe[0], stop);
    ::close(pipe[0]);
    if (!answer)
        co_return failure(answer);
    const auto json = wire::parseObject(*answer);
    if (!json)
        co_return doesNotStart(json.error().detail);
    co_return json->contains("error"_L1) ? std::unexpected(wire::errorFromJson(*json)) : Result<>();
}

void tellStarter(const Result<> &result)
{
    const QJsonObject json = result ? QJsonObject() : wire::toJson(result.error());
    const QByteArray line = QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
    static_cast<void>(!::write(starterDescriptor, line.constData(), size_t(line.size())));
    ::close(starterDescriptor);
}

/// Until nobody has shared it for a moment, or it is not there any more.
Task<> waitUntilUnneeded(client::Backend *backend, StopToken stop)
{
    const Completion<> completion;
    auto done = completion.wait();
    QTimer quiet;
    quiet.setSingleShot(true);
    quiet.setInterval(linger);
    const auto look = [backend, completion, &quiet] {
        if (backend->info().state == State::Failed || !backend->isOwn())
            completion.finish({});
        else if (backend->visitors() > 0)
            quiet.stop();
        else
            quiet.start();
    };
    QObject::connect(&quiet, &QTimer::timeout, &quiet, [completion] { completion.finish({}); });
    QObject::connect(backend, &client::Backend::visitorsChanged, &quiet, look);
    QObject::connect(backend, &client::Backend::changed, &quiet, look);
    const std::stop_callback onStop(stop, [completion] { completion.finish(cancelled()); });
    look();
    co_return co_await done;
}

} // namespace

Task<> ensureKeptBackend(client::SessionConfig config, StopToken stop)
{
    if (!config.backendUrl.isEmpty())
        co_return {};
    auto there = co_await isThere(config.dataFolder, stop);
    if (!there || *there)
        co_return there.transform([](bool) { });
    const auto folder = socketFolder(config.dataFolder);
    if (!folder)
        co_return failure(folder);
    QLockFile lock(*folder + u"/starting.lock"_s);
    lock.setStaleLockTime(0);
    while (!lock.tryLock()) {
        if (lock.error() != QLockFile::LockFailedError)
            co_return doesNotStart(lock.fileName());
        if (const auto rested = co_await restFor(lockPause, stop); !rested)
            co_return rested;
    }
    there = co_await isThere(config.dataFolder, stop);
    if (!there || *there)
        co_return there.transform([](bool) { });
    co_return co_await startKeeper(config.dataFolder, stop);
}

Task<> keepBackend(Context *context)
{
    client::Backend backend(context->config);
    backend.start();
    Result<> known = co_await waitUntilKnown(&backend, context->cloud->stop());
    if (known && !backend.api())
        known = failure(ErrorCode::Unavailable, backend.info().problem);
    tellStarter(known);
    // Shared, it is another's to keep.
    if (!known || !backend.isOwn())
        co_return {};
    co_return co_await waitUntilUnneeded(&backend, context->cloud->stop());
}

} // namespace skybranch::commandline
