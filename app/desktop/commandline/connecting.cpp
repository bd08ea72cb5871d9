// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/sshway.h"
#include "commandline/commands.h"
#include "commandline/descriptors.h"
#include "commandline/sshconfig.h"
#include "commandline/words.h"
#include "commandline/workspaces.h"
#include "ssh/shellquote.h"

#include <QTcpSocket>

#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace skybranch::commandline {
namespace {

constexpr std::chrono::milliseconds connectTime{15'000};

Task<client::SshWay> wayTo(Context *context)
{
    const auto workspace = co_await find(context->cloud, context->options.words.first());
    if (!workspace)
        co_return failure(workspace);
    const auto running = co_await ensureRunning(context->cloud, workspace->id);
    if (!running)
        co_return failure(running);
    co_return co_await context->cloud->ask(
        [id = workspace->id,
         folder = sshFolderOf(context->config)](std::shared_ptr<client::ApiClient> api) {
            return client::prepareSsh(std::move(api), id, folder);
        });
}

/// Until one of the two ends; a Ctrl-C ends it too.
Task<> joinWith(int socket, StopToken stop)
{
    const std::stop_callback onStop(stop, [socket] { ::shutdown(socket, SHUT_RDWR); });
    const auto done = co_await runOn(QThreadPool::globalInstance(), [socket]() -> Result<> {
        splice(STDIN_FILENO, STDOUT_FILENO, socket);
        return {};
    });
    co_return done;
}

/// One word is a line for the VM's shell, as ssh has it; several arrive as they are.
Result<QStringList> remoteWords(const QStringList &command)
{
    if (command.size() < 2)
        return command;
    return ssh::shellCommand(command).transform(
        [](const QByteArray &line) { return QStringList{QString::fromUtf8(line)}; });
}

QStringList sshCommand(const client::SshWay &way, bool withTerminal, const QStringList &words)
{
    QStringList command{u"ssh"_s, u"-F"_s, u"none"_s, u"-p"_s, QString::number(way.port)};
    for (const QString &option : client::sshOptionsOf(way.files))
        command << u"-o"_s << option;
    if (withTerminal)
        command << u"-t"_s;
    return command << u"--"_s << way.user + u'@' + way.host << words;
}

Task<int> connectTo(client::SshWay way, StopToken stop)
{
    QTcpSocket socket;
    const Completion<> completion;
    auto done = completion.wait();
    QObject::connect(&socket, &QTcpSocket::connected, &socket,
                     [completion] { completion.finish({}); });
    QObject::connect(&socket, &QTcpSocket::errorOccurred, &socket, [completion, &socket] {
        completion.finish(failure(ErrorCode::Internal,
                                  Words::tr("The VM can not be reached. Try again in a moment."),
                                  socket.errorString()));
    });
    QTimer::singleShot(connectTime, &socket, [completion] {
        completion.finish(
            failure(ErrorCode::Timeout, Words::tr("The VM does not answer. Try again.")));
    });
    const std::stop_callback onStop(stop, [completion] { completion.finish(cancelled()); });
    socket.connectToHost(way.host, way.port);
    if (const auto connected = co_await done; !connected)
        co_return failure(connected);
    socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    co_return ownCopy(int(socket.socketDescriptor()));
}

Task<> joinStdio(Context *context)
{
    const auto way = co_await wayTo(context);
    if (!way)
        co_return failure(way);
    const QString login = context->options.login;
    if (!login.isEmpty() && login != way->user)
        co_return failure(ErrorCode::Conflict,
                          Words::tr("The user of this VM is %1. Log in as %1@….").arg(way->user));
    const auto socket = co_await connectTo(*way, context->cloud->stop());
    if (!socket)
        co_return failure(socket);
    if (!context->options.has(u"pass-socket"_s))
        co_return co_await joinWith(*socket, context->cloud->stop());
    context->leavesAtOnce = true;
    co_return passDescriptor(*socket, STDOUT_FILENO);
}

} // namespace

Task<> ssh(Context *context)
{
    if (context->options.has(u"stdio"_s))
        co_return co_await joinStdio(context);
    const auto words = remoteWords(context->options.remoteCommand);
    if (!words)
        co_return failure(words);
    const auto way = co_await wayTo(context);
    if (!way)
        co_return failure(way);
    context->execute = sshCommand(*way, context->options.has(u"tty"_s), *words);
    co_return {};
}

} // namespace skybranch::commandline
