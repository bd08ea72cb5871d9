// SPDX-License-Identifier: GPL-3.0-or-later
#include "adminmain.h"
#include "backend.h"
#include "base/log.h"
#include "ending.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QTimer>

#include <cstdio>
#include <cstdlib>
#include <sys/resource.h>

using namespace skybranch;
using namespace skybranch::backend;
using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcBackend, "skybranch.backend")

constexpr std::chrono::seconds longestStop{30};

void sayTo(FILE *stream, const QString &text)
{
    std::fputs(text.toLocal8Bit().constData(), stream);
    std::fflush(stream);
}

int codeOf(ExitCode code)
{
    return int(code == ExitCode::Success ? ExitCode::Internal : code);
}

QString addressText(const QHostAddress &address)
{
    return address.protocol() == QAbstractSocket::IPv6Protocol ? u"[%1]"_s.arg(address.toString())
                                                               : address.toString();
}

/// From start to the moment when somebody asks for the end.
QCoro::Task<> runUntil(Backend &backend, Options options, Completion<> asked)
{
    const auto port = co_await backend.start();
    int code = 0;
    if (port) {
        sayTo(stdout,
              u"skybranchd ready on http://%1:%2\n"_s.arg(addressText(options.address)).arg(*port));
        if (const auto ended = co_await asked.wait(); !ended) {
            qCCritical(lcBackend).noquote() << describe(ended.error());
            sayTo(stderr, ended.error().message + u'\n');
            code = codeOf(ExitCode::NewerDatabase);
        }
    } else {
        qCCritical(lcBackend).noquote() << describe(port.error());
        sayTo(stderr, port.error().message + u'\n');
        code = codeOf(backend.exitCode());
    }
    // What still hangs then is given up: leases end by themselves.
    QTimer::singleShot(longestStop, qApp, [code] { std::_Exit(code); });
    if (const auto stopped = co_await backend.stop(); !stopped)
        qCWarning(lcBackend).noquote() << describe(stopped.error());
    QCoreApplication::exit(code);
}

/// Each connection is a descriptor, and the usual limit is for programs that have few.
void allowManyConnections()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"skybranchd"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SKYBRANCH_VERSION));
    if (QCoreApplication::arguments().value(1) == "admin"_L1)
        return runAdmin(application);
    const auto options = parseOptions(application.arguments());
    if (!options) {
        sayTo(stderr, options.error().message + u'\n');
        return int(ExitCode::Usage);
    }
    if (!options->answer.isEmpty()) {
        sayTo(stdout, options->answer);
        return 0;
    }
    installLog();
    allowManyConnections();
    Ending ending(options->parentDescriptor);
    const Completion<> asked;
    QObject::connect(&ending, &Ending::asked, qApp, [asked] { asked.finish({}); });
    Backend backend(*options, asked);
    QTimer::singleShot(0, qApp,
                       [&backend, &options, asked] { runUntil(backend, *options, asked); });
    return application.exec();
}
