// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/vmshell.h"

namespace skybranch::cloud {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 answerLimit = 16 << 10;

ScriptAnswer answerOf(const QByteArray &output)
{
    ScriptAnswer answer;
    for (const QString &line : QString::fromUtf8(output).split(u'\n')) {
        const qsizetype at = line.indexOf(u'=');
        if (at > 0)
            answer.insert(line.first(at), line.sliced(at + 1));
    }
    return answer;
}

} // namespace

Task<std::shared_ptr<ssh::Connection>> logIn(providers::SshEndpoint endpoint, VmId vm,
                                             CertificateAuthority authority, StopToken stop)
{
    const auto key = ssh::KeyPair::create();
    if (!key)
        co_return failure(key);
    const auto certificate = co_await authority.sign(key->publicKey(), vm, {});
    if (!certificate)
        co_return failure(certificate);
    const auto connection = std::make_shared<ssh::Connection>();
    const auto connected = co_await connection->connectTo(
        {endpoint.host, endpoint.port, endpoint.user, endpoint.hostKeys},
        ssh::CertificateLogin{*key, certificate->line}, stop);
    if (!connected)
        co_return failure(connected);
    co_return connection;
}

ssh::RemoteCommand shellScript(QLatin1StringView text, const QStringList &arguments)
{
    return {.words = QStringList{u"sh"_s, u"-c"_s, QString(text), u"sh"_s} + arguments};
}

Task<ScriptAnswer> askScript(std::shared_ptr<ssh::Connection> connection,
                             ssh::RemoteCommand command, StopToken stop)
{
    command.outputLimit = answerLimit;
    const auto output = co_await ssh::runRemote(connection.get(), std::move(command), stop);
    if (!output)
        co_return failure(output);
    if (output->exitCode != 0)
        co_return failure(ErrorCode::Unavailable,
                          u"The VM did not do what Skybranch asked of it. Retry."_s,
                          QString::fromUtf8(output->err.right(1000)));
    co_return answerOf(output->out);
}

} // namespace skybranch::cloud
