// SPDX-License-Identifier: GPL-3.0-or-later
// Our terminal over our SSH in a window, as a process of its own, as its rivals are:
//   skybranch-bench-view POINTS PORT USER HOSTKEY WORD...
// Prints its public key, reads a certificate for it, and at its end (SIGTERM) prints the time of
// each beat of its event loop: nanoseconds of CLOCK_MONOTONIC, one a line.

#include "base/log.h"
#include "bench/heartbeat.h"
#include "ssh/connection.h"
#include "ui/terminal/terminalview.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QSocketNotifier>
#include <QTextStream>

#include <csignal>
#include <sys/signalfd.h>

using namespace skybranch;
using bench::Heartbeat;

namespace {

struct Options
{
    int points = 0;
    ssh::Endpoint endpoint;
    QStringList words;
};

Options parse(QStringList arguments)
{
    arguments.removeFirst();
    return {.points = arguments.at(0).toInt(),
            .endpoint = {.host = QStringLiteral("127.0.0.1"),
                         .port = arguments.at(1).toUShort(),
                         .user = arguments.at(2),
                         .hostKeys = {arguments.at(3)}},
            .words = arguments.mid(4)};
}

Result<ssh::Login> login()
{
    return ssh::KeyPair::create().transform([](const ssh::KeyPair &key) -> ssh::Login {
        QTextStream(stdout) << key.publicKey() << Qt::endl;
        const auto certificate = QTextStream(stdin).readLine();
        return ssh::CertificateLogin{.key = key, .certificate = certificate};
    });
}

void join(ui::TerminalView &view, const std::shared_ptr<ssh::Channel> &channel)
{
    auto *raw = channel.get();
    QObject::connect(raw, &ssh::Channel::readyRead, &view,
                     [raw, &view] { view.feed(raw->takeAll()); });
    QObject::connect(&view, &ui::TerminalView::typed, raw, &ssh::Channel::write);
    QObject::connect(&view, &ui::TerminalView::resized, raw,
                     [raw](int columns, int rows) { raw->resize({columns, rows}); });
}

Task<std::shared_ptr<ssh::Channel>> connectView(ssh::Connection *connection, ui::TerminalView *view,
                                                Options options, ssh::Login login)
{
    const auto connected = co_await connection->connectTo(options.endpoint, login);
    if (!connected)
        co_return failure(connected);
    auto channel = co_await connection->openExec(
        options.words, ssh::Pty{.size = {view->columns(), view->lines()}});
    if (channel)
        join(*view, *channel);
    co_return channel;
}

/// Before any thread is started: a thread that lets SIGTERM through would end the process.
sigset_t blockTermination()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigprocmask(SIG_BLOCK, &set, nullptr);
    return set;
}

void quitOn(const sigset_t &set, QObject *home)
{
    auto *notifier
        = new QSocketNotifier(signalfd(-1, &set, SFD_CLOEXEC), QSocketNotifier::Read, home);
    QObject::connect(notifier, &QSocketNotifier::activated, home, [] { QApplication::quit(); });
}

} // namespace

int main(int argc, char *argv[])
{
    installLog();
    const auto termination = blockTermination();
    QApplication application(argc, argv);
    if (argc < 6)
        return 2;
    quitOn(termination, &application);
    const auto options = parse(QApplication::arguments());
    // The theme takes its sizes from the application's font.
    auto font = QApplication::font();
    font.setPointSize(options.points);
    QApplication::setFont(font);
    ui::Theme::instance().install();
    const auto credentials = login();
    if (!credentials)
        return 1;
    ui::TerminalView view;
    view.show();
    Heartbeat heartbeat;
    ssh::Connection connection;
    Result<std::shared_ptr<ssh::Channel>> channel;
    auto connecting = connectView(&connection, &view, options, *credentials)
                          .then([&channel](Result<std::shared_ptr<ssh::Channel>> result) {
                              channel = std::move(result);
                              if (!channel) {
                                  qCritical().noquote() << describe(channel.error());
                                  QApplication::exit(1);
                              }
                          });
    const int code = QApplication::exec();
    for (const auto beat : heartbeat.beats())
        QTextStream(stdout) << beat << '\n';
    return code;
}
