// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/cloudterminal.h"

#include "client/words.h"

#include <QUuid>

#include <array>

namespace skybranch::client {
namespace {

constexpr qint64 inputLimit = 16 << 20;
constexpr std::array shellRetryMs{0, 1000, 3000, 10'000};
constexpr int steadySeconds = 10;
constexpr std::chrono::milliseconds jobPatience(1500);

using Pending = domain::PendingAction;
using Status = domain::WorkspaceStatus;

/// The connection is kept until the channel is there.
Task<std::shared_ptr<ssh::Channel>> openShellOn(std::shared_ptr<ssh::Connection> connection,
                                                QString name, ssh::PtySize size, StopToken stop)
{
    co_return co_await connection->openExec(
        {QString(wire::guestProgram), QStringLiteral("shell"), QStringLiteral("--terminal"), name},
        ssh::Pty{.size = size}, stop);
}

Task<QString> jobIn(QPointer<VmLink> link, QString shell)
{
    const VmLinkUse use(link);
    const auto control = co_await link->control(jobPatience);
    if (!control)
        co_return failure(control);
    co_return co_await (*control)->guest().terminalJob(shell);
}

} // namespace

CloudTerminal::CloudTerminal(VmLink *link)
    : m_link(link)
    , m_use(link ? std::make_unique<VmLinkUse>(link) : nullptr)
    , m_since(QDateTime::currentDateTimeUtc())
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &CloudTerminal::update);
    m_jobPatience.setSingleShot(true);
    m_jobPatience.setInterval(jobPatience);
    connect(&m_jobPatience, &QTimer::timeout, this, [this] { answerJob(std::nullopt); });
    if (link) {
        connect(link, &VmLink::stateChanged, this, &CloudTerminal::update);
        connect(link, &QObject::destroyed, this, &CloudTerminal::update);
    }
    update();
}

CloudTerminal::~CloudTerminal()
{
    m_stop.request_stop();
    // Letting go of the link changes it.
    if (m_link)
        m_link->disconnect(this);
}

void CloudTerminal::update()
{
    if (isConnected() && !m_channel && !m_opening && !m_ended && !m_refused && !m_retry.isActive())
        openShell();
    const State now = stateNow();
    if (now == m_state && now != State::Reconnecting)
        return;
    m_state = now;
    m_since = QDateTime::currentDateTimeUtc();
    Q_EMIT stateChanged();
}

/// A lost connection ends its channels before the link knows.
bool CloudTerminal::isConnected() const
{
    return m_link && m_link->connection() && m_link->connection()->isConnected();
}

Terminal::State CloudTerminal::stateNow() const
{
    if (m_ended)
        return State::Ended;
    if (!m_link)
        return State::Lost;
    const domain::Workspace &workspace = m_link->workspace();
    switch (workspace.pending) {
    case Pending::Pause:
        return State::Paused;
    case Pending::Stop:
        return State::Stopped;
    case Pending::Resume:
        return State::Connecting;
    case Pending::Delete:
    case Pending::Cancel:
        return State::Lost;
    case Pending::None:
        break;
    }
    switch (workspace.status) {
    case Status::Provisioning:
        return State::Connecting;
    case Status::Paused:
        return State::Paused;
    case Status::Stopped:
        return State::Stopped;
    case Status::Error:
        return State::Lost;
    case Status::Running:
        return stateWhileRunning();
    }
    Q_UNREACHABLE_RETURN(State::Lost);
}

Terminal::State CloudTerminal::stateWhileRunning() const
{
    if (m_refused)
        return State::Lost;
    const State connecting = m_wasOpen ? State::Reconnecting : State::Connecting;
    switch (m_link->state()) {
    case VmLink::State::Connected:
        return m_channel ? State::Open : connecting;
    case VmLink::State::Idle:
    case VmLink::State::Connecting:
        return connecting;
    case VmLink::State::Waiting:
        return State::Reconnecting;
    case VmLink::State::Lost:
        return State::Lost;
    }
    Q_UNREACHABLE_RETURN(State::Lost);
}

QDateTime CloudTerminal::nextTry() const
{
    if (m_retry.isActive())
        return m_nextShell;
    return m_link ? m_link->nextTry() : QDateTime();
}

Error CloudTerminal::lastError() const
{
    if (!m_link || m_link->workspace().pending == Pending::Delete
        || m_link->workspace().pending == Pending::Cancel)
        return {ErrorCode::NotFound, Words::tr("This cloud workspace has been deleted."), {}};
    if (m_link->workspace().status == Status::Error)
        return {ErrorCode::Unavailable, m_link->workspace().statusMessage, {}};
    return m_refused.value_or(m_link->lastError());
}

void CloudTerminal::openShell()
{
    m_opening = true;
    m_shell = QUuid::createUuid().toString(QUuid::WithoutBraces);
    QCoro::connect(openShellOn(m_link->connection(), m_shell, m_size, m_stop.get_token()), this,
                   [this](const auto &channel) { takeShell(channel); });
}

void CloudTerminal::takeShell(const Result<std::shared_ptr<ssh::Channel>> &channel)
{
    m_opening = false;
    if (!channel) {
        // A link that is still there has been refused; one that is lost tells it by itself.
        if (isConnected() && channel.error().code != ErrorCode::Cancelled)
            m_refused = channel.error();
        update();
        return;
    }
    m_channel = *channel;
    m_wasOpen = true;
    m_openedAt = QDateTime::currentDateTimeUtc();
    connect(m_channel.get(), &ssh::Channel::readyRead, this, &Terminal::readyRead);
    connect(m_channel.get(), &ssh::Channel::closed, this, &CloudTerminal::onClosed);
    m_channel->resize(m_size);
    update();
}

void CloudTerminal::onClosed()
{
    const auto exit = m_channel->exitStatus();
    m_ended = exit.has_value();
    m_exitCode = exit ? exit->code : -1;
    if (!exit && !m_channel->error())
        planShell();
    // It is on the stack right now.
    QTimer::singleShot(0, this, [kept = std::exchange(m_channel, nullptr)] { });
    update();
}

/// The VM has dropped a shell that did not end, over a connection that is there: another one, but
/// not for ever at once.
void CloudTerminal::planShell()
{
    if (m_openedAt.secsTo(QDateTime::currentDateTimeUtc()) > steadySeconds)
        m_drops = 0;
    if (m_drops >= int(shellRetryMs.size())) {
        m_refused = Error{ErrorCode::Unavailable,
                          Words::tr("The VM drops each terminal that it opens. Reconnect, or "
                                    "stop and resume the workspace."),
                          {}};
        return;
    }
    const int delay = shellRetryMs[size_t(m_drops++)];
    m_nextShell = QDateTime::currentDateTimeUtc().addMSecs(delay);
    m_retry.start(delay);
}

void CloudTerminal::askForegroundJob()
{
    m_jobPatience.start();
    if (m_state != State::Open)
        return answerJob(QString());
    QCoro::connect(jobIn(m_link, m_shell), this, [this](const Result<QString> &job) {
        if (m_jobPatience.isActive())
            answerJob(job ? std::optional(*job) : std::nullopt);
    });
}

void CloudTerminal::answerJob(const std::optional<QString> &job)
{
    m_jobPatience.stop();
    Q_EMIT foregroundJobKnown(job);
}

QByteArray CloudTerminal::take()
{
    return m_channel ? m_channel->takeAll() : QByteArray();
}

bool CloudTerminal::write(const QByteArray &bytes)
{
    if (m_state != State::Open || m_channel->bytesPending() + bytes.size() > inputLimit)
        return false;
    m_channel->write(bytes);
    return true;
}

void CloudTerminal::resize(int columns, int rows)
{
    m_size = {columns, rows};
    if (m_channel)
        m_channel->resize(m_size);
}

void CloudTerminal::reconnect()
{
    if (!m_link || m_ended)
        return;
    m_refused.reset();
    m_retry.stop();
    m_drops = 0;
    m_link->retry();
    update();
}

void CloudTerminal::wake()
{
    if (m_state == State::Paused || m_state == State::Stopped)
        Q_EMIT wakeAsked();
}

void CloudTerminal::reopen()
{
    if (!m_ended)
        return;
    m_ended = false;
    update();
}

} // namespace skybranch::client
