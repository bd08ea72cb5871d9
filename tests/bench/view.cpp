// SPDX-License-Identifier: GPL-3.0-or-later
// Our terminal over our SSH in a window, as a process of its own, as its rivals are; WORD... is a
// command on the far side that speaks as `skybranch-guest attach` does:
//   skybranch-bench-view POINTS PORT USER HOSTKEY WORD...
// Prints its public key, reads a certificate for it, and at its end (SIGTERM) prints the time of
// each beat of its event loop: nanoseconds of CLOCK_MONOTONIC, one a line.

#include "base/log.h"
#include "bench/heartbeat.h"
#include "client/terminalstream.h"
#include "ssh/connection.h"
#include "ui/terminal/terminalview.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QSocketNotifier>
#include <QTextStream>

#include <csignal>
#include <functional>
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

/// A terminal of a VM as the desktop shows it, without what finds the VM.
class Attachment
{
public:
    Attachment(ui::TerminalView &view, std::shared_ptr<ssh::Channel> channel)
        : m_view(view)
        , m_channel(std::move(channel))
    {
        auto *raw = m_channel.get();
        QObject::connect(raw, &ssh::Channel::readyRead, &view, [this] { read(); });
        for (auto sent : {&ui::TerminalView::typed, &ui::TerminalView::answered})
            QObject::connect(&view, sent, raw, [this](const QByteArray &bytes) {
                m_channel->write(m_stream.write(bytes));
            });
        QObject::connect(&view, &ui::TerminalView::resized, raw, [this](int columns, int rows) {
            m_channel->write(
                encodeFrame(wire::FrameKind::Size, wire::TerminalSize{columns, rows}.encode()));
        });
        m_channel->write(m_stream.attach({view.columns(), view.lines()}));
    }

    /// The far program would go on without us. Then @p ended.
    void end(const std::function<void()> &ended)
    {
        QObject::connect(m_channel.get(), &ssh::Channel::closed, &m_view, ended);
        m_channel->write(encodeFrame(wire::FrameKind::End, {}));
        if (m_channel->isClosed())
            ended();
    }

private:
    void read()
    {
        if (const auto read = m_stream.read(m_channel->takeAll()); !read)
            qFatal("%s", qPrintable(describe(read.error())));
        m_channel->write(m_stream.takeReply());
        while (m_stream.hasOutput())
            m_view.feed(m_stream.takeOutput());
    }

    ui::TerminalView &m_view;
    std::shared_ptr<ssh::Channel> m_channel;
    client::TerminalStream m_stream{QStringLiteral("bench")};
};

Task<std::unique_ptr<Attachment>> attach(ssh::Connection *connection, ui::TerminalView *view,
                                         Options options, ssh::Login login)
{
    const auto connected = co_await connection->connectTo(options.endpoint, login);
    if (!connected)
        co_return failure(connected);
    auto channel = co_await connection->openExec(options.words);
    if (!channel)
        co_return failure(channel);
    co_return std::make_unique<Attachment>(*view, std::move(*channel));
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

void onTermination(const sigset_t &set, QObject *home, const std::function<void()> &end)
{
    auto *notifier
        = new QSocketNotifier(signalfd(-1, &set, SFD_CLOEXEC), QSocketNotifier::Read, home);
    QObject::connect(notifier, &QSocketNotifier::activated, home, [notifier, end] {
        notifier->setEnabled(false);
        end();
    });
}

} // namespace

int main(int argc, char *argv[])
{
    installLog();
    const auto termination = blockTermination();
    QApplication application(argc, argv);
    if (argc < 6)
        return 2;
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
    std::unique_ptr<Attachment> attachment;
    onTermination(termination, &application, [&attachment] {
        if (!attachment)
            return QApplication::quit();
        attachment->end([] { QApplication::quit(); });
    });
    auto connecting = attach(&connection, &view, options, *credentials)
                          .then([&attachment](Result<std::unique_ptr<Attachment>> result) {
                              if (result) {
                                  attachment = std::move(*result);
                                  return;
                              }
                              qCritical().noquote() << describe(result.error());
                              QApplication::exit(1);
                          });
    const int code = QApplication::exec();
    for (const auto beat : heartbeat.beats())
        QTextStream(stdout) << beat << '\n';
    return code;
}
