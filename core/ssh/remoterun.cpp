// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/remoterun.h"

#include <QFile>
#include <QTimer>

#include <functional>
#include <optional>

namespace skybranch::ssh {
namespace {

constexpr qint64 inputBlock = 256 << 10;
constexpr qsizetype keptError = 64 << 10;

/// Feeds and collects one channel until it ends. Its end closes the channel.
class RemoteRun final : public QObject
{
public:
    RemoteRun(std::shared_ptr<Channel> channel, RemoteCommand command, StopToken stop)
        : m_channel(std::move(channel))
        , m_command(std::move(command))
    {
        connect(m_channel.get(), &Channel::readyRead, this, [this] { collect(); });
        connect(m_channel.get(), &Channel::drained, this, [this] { feed(); });
        connect(m_channel.get(), &Channel::closed, this, [this] { onClosed(); });
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            fail(ErrorCode::Timeout,
                 QStringLiteral("took longer than %1 s and was ended")
                     .arg(m_command.timeout.count() / 1000));
        });
        m_stop.emplace(std::move(stop), [this] {
            QMetaObject::invokeMethod(this, [this] { m_completion.finish(cancelled()); });
        });
    }

    auto start()
    {
        m_timer.start(m_command.timeout);
        m_file.setFileName(m_command.inputFile);
        if (m_command.inputFile.isEmpty()) {
            m_channel->write(m_command.input);
            m_channel->sendEof();
        } else if (m_file.open(QIODevice::ReadOnly)) {
            feed();
        } else {
            m_completion.finish(failure(
                ErrorCode::NotFound,
                QStringLiteral("%1 can not be read. Check the file.").arg(m_command.inputFile),
                m_file.errorString()));
        }
        return m_completion.wait();
    }

private:
    void feed()
    {
        if (!m_file.isOpen())
            return;
        const QByteArray block = m_file.read(inputBlock);
        m_channel->write(block);
        if (!block.isEmpty())
            return;
        m_file.close();
        m_channel->sendEof();
    }

    void collect()
    {
        m_output.out += m_channel->takeAll();
        m_output.err += m_channel->takeAllErrors();
        m_output.err = m_output.err.last(std::min(keptError, m_output.err.size()));
        if (m_output.out.size() > m_command.outputLimit)
            fail(ErrorCode::TooLarge, QStringLiteral("printed more than it should and was ended"));
    }

    void onClosed()
    {
        const auto exit = m_channel->exitStatus();
        if (m_channel->error())
            m_completion.finish(std::unexpected(*m_channel->error()));
        else if (!exit || exit->code < 0)
            fail(ErrorCode::Unavailable, QStringLiteral("was ended there"));
        else {
            m_output.exitCode = exit->code;
            m_completion.finish(std::move(m_output));
        }
    }

    void fail(ErrorCode code, const QString &what)
    {
        m_completion.finish(failure(
            code,
            QStringLiteral("%1 on the machine %2. Try again.").arg(m_command.words.first(), what),
            QString::fromUtf8(m_output.err)));
    }

    std::shared_ptr<Channel> m_channel;
    RemoteCommand m_command;
    QFile m_file;
    QTimer m_timer;
    RemoteOutput m_output;
    Completion<RemoteOutput> m_completion;
    // Last, so that it is gone first: its callback uses all of the above.
    std::optional<std::stop_callback<std::function<void()>>> m_stop;
};

} // namespace

Task<RemoteOutput> runRemote(Connection *connection, RemoteCommand command, StopToken stop)
{
    auto channel = co_await connection->openExec(command.words, {}, stop);
    if (!channel)
        co_return failure(channel);
    RemoteRun run(std::move(*channel), std::move(command), std::move(stop));
    co_return co_await run.start();
}

} // namespace skybranch::ssh
