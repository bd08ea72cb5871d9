// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

#include "base/paths.h"
#include "clouddb/databaseurl.h"
#include "providers/docker/engine.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace skybranch::backend {
namespace {

constexpr qint64 maxUrl = 4096;
constexpr int maxRate = 1'000'000;

std::unexpected<Error> usage(const QString &message)
{
    return failure(ErrorCode::InvalidArgument, message + u" See skybranchd --help."_s);
}

void describeOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"The cloud of Skybranch: makes and keeps the VMs of workspaces."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {u"listen"_s,
         u"Where to listen; port 0 takes any. A reverse proxy stands before it "
         "where others reach it."_s,
         u"ADDRESS:PORT"_s, u"127.0.0.1:3000"_s},
        {u"data-dir"_s, u"Where keys, the embedded database and sandboxes are kept."_s, u"DIR"_s},
        {u"database-url"_s,
         u"postgresql://user@host/database; without it an embedded one in "
         "the data folder. Its own API keys count. Any number of skybranchd may share it, with the "
         "same providers and the same --ca-key."_s,
         u"URL"_s},
        {u"ca-key"_s,
         u"The private ed25519 key that signs logins into VMs, as a systemd credential; without it "
         "one is made in the data folder."_s,
         u"FILE"_s},
        {u"sandbox-dir"_s,
         u"Where sandboxes are kept, when several skybranchd of this computer share a database; "
         "without it in the data folder."_s,
         u"DIR"_s},
        {u"database-url-file"_s, u"A file that holds the URL, where that has a password."_s,
         u"FILE"_s},
        {u"provider"_s,
         u"Where VMs come from: sandbox or docker. May be given again; the first is the standard "
         "one."_s,
         u"NAME"_s, u"sandbox"_s},
        {u"docker-host"_s,
         u"The unix socket of Docker or Podman; without it DOCKER_HOST or the usual places."_s,
         u"unix://PATH"_s},
        {u"vm-image"_s,
         u"The image of the VMs of docker: Skybranch's own, or any with an SSH server and git."_s,
         u"NAME"_s, u"skybranch-vm:"_s + QCoreApplication::applicationVersion()},
        {u"change-days"_s,
         u"How long a desktop may be away and still be told only what has changed since."_s,
         u"DAYS"_s, u"7"_s},
        {u"change-rows"_s, u"How many changes are kept of one organisation at most."_s, u"N"_s,
         u"50000"_s},
        {u"host"_s, u"A further name that requests may come in under. May be given again."_s,
         u"NAME[:PORT]"_s},
        {u"rate-limit"_s,
         u"Requests a second that each API key may make, and ten times as many at once; 0 is no "
         "limit."_s,
         u"N"_s, u"200"_s},
        {u"trusted-proxy"_s,
         u"An address whose X-Forwarded-For is believed; without it those of this computer. May be "
         "given again."_s,
         u"ADDRESS"_s},
        {u"api-key-file"_s,
         u"A file that holds the API key; without it, the embedded database has DIR/api-key."_s,
         u"FILE"_s},
        {u"api-key-fd"_s, u"Reads the API key, one line, from this descriptor."_s, u"N"_s},
        {u"parent-fd"_s, u"Ends when this pipe is closed. VMs go on."_s, u"N"_s},
    });
}

Result<> readListen(const QString &text, Options &options)
{
    const QUrl url(u"http://"_s + text, QUrl::StrictMode);
    const bool isPlain = url.isValid() && url.port(-1) >= 0 && url.userInfo().isEmpty()
        && (url.path().isEmpty() || url.path() == u"/"_s);
    const QString host = url.host() == "localhost"_L1 ? u"127.0.0.1"_s : url.host();
    if (!isPlain || !options.address.setAddress(host))
        return usage(u"--listen must be an address and a port, as 127.0.0.1:3000."_s);
    options.port = quint16(url.port());
    return {};
}

Result<> readGate(const QCommandLineParser &parser, edge::GateLimits &gate)
{
    bool ok = false;
    const int rate = parser.value(u"rate-limit"_s).toInt(&ok);
    if (!ok || rate < 0 || rate > maxRate)
        return usage(u"--rate-limit must be a number from 0 to %1."_s.arg(maxRate));
    gate.perKey = {double(rate), 10.0 * rate};
    gate.failures = {1, 60};
    QList<QHostAddress> proxies;
    for (const QString &text : parser.values(u"trusted-proxy"_s)) {
        if (!proxies.emplaceBack().setAddress(text))
            return usage(u"--trusted-proxy must be an address."_s);
    }
    if (!proxies.isEmpty())
        gate.proxies = proxies;
    return {};
}

Result<> checkProviders(const Options &options)
{
    for (const QString &name : options.providers) {
        if (name != "sandbox"_L1 && name != "docker"_L1)
            return usage(u"There is no provider \"%1\"."_s.arg(name));
    }
    // A reference that the engine's API takes as one word of a path.
    static const QRegularExpression image(u"^[a-zA-Z0-9][a-zA-Z0-9._/:@-]*$"_s);
    if (!image.match(options.vmImage).hasMatch())
        return usage(u"--vm-image must be the name of an image."_s);
    const auto socket = providers::engineSocket(options.dockerHost);
    if (!socket && options.providers.contains("docker"_L1))
        return usage(socket.error().message);
    return {};
}

/// A descriptor that is open, and not one of the three standard ones.
Result<> readDescriptor(const QCommandLineParser &parser, const QString &name, int &descriptor)
{
    if (!parser.isSet(name))
        return {};
    bool ok = false;
    descriptor = parser.value(name).toInt(&ok);
    if (!ok || descriptor < 0 || ::lseek(descriptor, 0, SEEK_CUR) < 0) {
        if (!ok || descriptor < 0 || errno == EBADF)
            return usage(u"--%1 must be the number of an open descriptor."_s.arg(name));
    }
    return {};
}

/// A whole number that is not 0.
Result<> readCount(const QCommandLineParser &parser, const QString &name, int &count)
{
    bool ok = false;
    count = parser.value(name).toInt(&ok);
    if (!ok || count < 1)
        return usage(u"--%1 must be a number, at least 1."_s.arg(name));
    return {};
}

} // namespace

Result<QString> databaseUrlOf(const QCommandLineParser &parser)
{
    if (parser.isSet(u"database-url-file"_s)) {
        const auto read = readFile(parser.value(u"database-url-file"_s), maxUrl);
        if (!read)
            return usage(u"The file of --database-url-file can not be read."_s);
        return QString::fromUtf8(*read).trimmed();
    }
    const QString url = parser.value(u"database-url"_s);
    const auto address = clouddb::parseDatabaseUrl(url);
    if (address && !address->password.isEmpty())
        return usage(u"A password in --database-url can be seen by everybody on this computer. Put "
                     "the URL into a file and give that with --database-url-file."_s);
    return url;
}

Result<Options> parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    describeOptions(parser);
    if (!parser.parse(arguments))
        return usage(parser.errorText() + u'.');
    if (parser.isSet(u"help"_s))
        return Options{.answer = parser.helpText()};
    if (parser.isSet(u"version"_s))
        return Options{.answer = u"skybranchd %1\n"_s.arg(QCoreApplication::applicationVersion())};
    if (!parser.positionalArguments().isEmpty())
        return usage(u"\"%1\" is not understood."_s.arg(parser.positionalArguments().first()));
    const auto databaseUrl = databaseUrlOf(parser);
    if (!databaseUrl)
        return failure(databaseUrl);
    Options options{.dataFolder = parser.value(u"data-dir"_s),
                    .sandboxFolder = parser.value(u"sandbox-dir"_s),
                    .authorityKey = parser.value(u"ca-key"_s),
                    .databaseUrl = *databaseUrl,
                    .providers = parser.values(u"provider"_s),
                    .dockerHost = parser.value(u"docker-host"_s),
                    .vmImage = parser.value(u"vm-image"_s),
                    .hosts = parser.values(u"host"_s),
                    .keyFile = parser.value(u"api-key-file"_s)};
    if (options.dataFolder.isEmpty())
        return usage(u"--data-dir is missing."_s);
    if (options.sandboxFolder.isEmpty())
        options.sandboxFolder = options.dataFolder;
    options.providers.removeDuplicates();
    for (const Result<> &read :
         {checkProviders(options), readListen(parser.value(u"listen"_s), options),
          readGate(parser, options.gate),
          readCount(parser, u"change-days"_s, options.changesKeptDays),
          readCount(parser, u"change-rows"_s, options.changesKept),
          readDescriptor(parser, u"api-key-fd"_s, options.keyDescriptor),
          readDescriptor(parser, u"parent-fd"_s, options.parentDescriptor)}) {
        if (!read)
            return failure(read);
    }
    return options;
}

} // namespace skybranch::backend
