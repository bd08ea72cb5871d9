// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/cloudterminal.h"

#include "client/words.h"

#include <QUuid>

#include <array>

namespace skybranch::client {
namespace {

constexpr qsizetype inputLimit = 16 << 20;
constexpr qsizetype waitingLimit = 64 << 10; ///< of input, while there is no connection
constexpr std::array retryMs{0, 1000, 3000, 10'000};
constexpr int steadySeconds = 10;
constexpr int unknownTerminal = 3; ///< exit code of `attach`
constexpr std::chrono::milliseconds jobPatience(1500);
// With the silence before it below 10 s: within that, a dead link is noticed when it is used.
constexpr std::chrono::milliseconds probePatience(4000);

using Pending = domain::PendingAction;
using Status = domain::WorkspaceStatus;

/// The connection is kept until the channel is there.
Task<std::shared_ptr<ssh::Channel>> attachOn(std::shared_ptr<ssh::Connection> connection,
                                             QStringList words, StopToken stop)
{
    co_return co_await connection->openExec(words, {}, stop, ssh::Agent::Offered);
}

Task<std::shared_ptr<ssh::Channel>> shellOn(std::shared_ptr<ssh::Connection> connection,
                                            ssh::Pty pty, StopToken stop)
{
    co_return co_await connection->openShell(std::move(pty), stop);
}

Task<QString> jobIn(QPointer<VmLink> link, QString id)
{
    const VmLinkUse use(link);
    const auto control = co_await link->control(jobPatience);
    if (!control)
        co_return failure(control);
    co_return co_await (*control)->guest().terminalJob(id);
}

QString silentWords()
{
    return Words::tr("The terminal in the VM does not answer. Reconnect, or end what hangs there "
                     "from another terminal.");
}

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace

CloudTerminal::CloudTerminal(VmLink *link, const QString &id)
    : m_link(link)
    , m_use(link ? std::make_unique<VmLinkUse>(link) : nullptr)
    , m_id(id.isEmpty() ? newId() : id)
    , m_isNew(id.isEmpty())
    , m_line(m_isNew)
    , m_since(QDateTime::currentDateTimeUtc())
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &CloudTerminal::update);
    connect(&m_line, &TerminalLine::readyRead, this, &Terminal::readyRead);
    connect(&m_line, &TerminalLine::audienceChanged, this, &Terminal::audienceChanged);
    connect(&m_line, &TerminalLine::attached, this, &CloudTerminal::onAttached);
    connect(&m_line, &TerminalLine::exited, this, &CloudTerminal::update);
    connect(&m_line, &TerminalLine::damaged, this, &CloudTerminal::refuse);
    connect(&m_line, &TerminalLine::silent, this, &CloudTerminal::onSilence);
    connect(&m_line, &TerminalLine::unanswered, this, &CloudTerminal::onUnanswered);
    connect(&m_line, &TerminalLine::closed, this, &CloudTerminal::onClosed);
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
    const bool isWanted = !m_line.hasChannel() && !m_opening && !m_refused && !m_retry.isActive();
    if (isWanted && !m_line.stream().exit() && isConnected())
        attach();
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
    if (m_line.stream().exit())
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
    const State connecting
        = m_line.stream().wasAttached() ? State::Reconnecting : State::Connecting;
    switch (m_link->state()) {
    case VmLink::State::Connected:
        return m_line.stream().isAttached() ? State::Open : connecting;
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
        return m_nextAttach;
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

int CloudTerminal::exitCode() const
{
    return m_line.stream().exit() ? m_line.stream().exit()->code : 0;
}

bool CloudTerminal::endedByItself() const
{
    return !m_line.stream().exit() || m_line.stream().exit()->byItself;
}

void CloudTerminal::attach()
{
    m_opening = true;
    if (!m_link->guest().problem.isEmpty()) {
        openShell();
        return;
    }
    QStringList words{m_link->guest().program, QStringLiteral("attach"), m_id};
    if (m_isNew)
        words << QStringLiteral("--create");
    if (m_isNew && !m_name.isEmpty())
        words << QStringLiteral("--name") << m_name;
    QCoro::connect(attachOn(m_link->connection(), words, m_stop.get_token()), this,
                   [this](const auto &channel) {
                       if (mayUse(channel))
                           m_line.setChannel(*channel);
                   });
}

void CloudTerminal::openShell()
{
    const wire::TerminalSize size = m_line.size();
    const ssh::Pty pty{.size = {.columns = size.columns, .rows = size.rows}};
    QCoro::connect(shellOn(m_link->connection(), pty, m_stop.get_token()), this,
                   [this, why = m_link->guest().problem](const auto &channel) {
                       if (mayUse(channel))
                           m_line.setShell(*channel, why);
                   });
}

QString CloudTerminal::frailty() const
{
    return m_line.stream().isPlain() && m_link ? m_link->guest().problem : QString();
}

bool CloudTerminal::mayUse(const Result<std::shared_ptr<ssh::Channel>> &channel)
{
    m_opening = false;
    if (!channel) {
        // A link that is still there has been refused; one that is lost tells it by itself, and of
        // one that is silent nobody knows.
        if (isConnected() && channel.error().code == ErrorCode::Timeout) {
            onSilence();
            planAttach(silentWords());
        } else if (isConnected() && channel.error().code != ErrorCode::Cancelled) {
            m_refused = channel.error();
        }
        update();
    }
    return channel.has_value();
}

void CloudTerminal::onAttached()
{
    m_isNew = false;
    m_attachedAt = QDateTime::currentDateTimeUtc();
    if (!m_line.stream().exit())
        update();
}

void CloudTerminal::refuse(const Error &error)
{
    m_refused = error;
    update();
}

/// Something was asked, and not a byte has come since: the link may be dead.
void CloudTerminal::onSilence()
{
    if (isConnected())
        m_link->connection()->probe(probePatience);
}

void CloudTerminal::onClosed(std::optional<int> exitCode, bool isConnectionLost)
{
    if (!m_line.stream().exit() && !isConnectionLost) {
        if (exitCode == unknownTerminal && !m_isNew)
            beginAnew(Words::tr("The terminal that was here is gone from the VM. This is a new "
                                "one."));
        planAttach(Words::tr("The VM drops each terminal that it opens. Reconnect, or stop and "
                             "resume the workspace."));
    }
    update();
}

/// The link may be well: then it is the terminal in the VM that stands still.
void CloudTerminal::onUnanswered()
{
    m_line.dropChannel();
    planAttach(silentWords());
    update();
}

void CloudTerminal::beginAnew(const QString &note)
{
    m_id = newId();
    m_isNew = true;
    m_line.beginAnew(note);
}

/// The VM has dropped a terminal that did not end, over a connection that is there: again, but not
/// for ever at once.
void CloudTerminal::planAttach(const QString &problem)
{
    // What was steady counts once, or all that fails after it would be tried again at once.
    const QDateTime attachedAt = std::exchange(m_attachedAt, {});
    if (attachedAt.isValid() && attachedAt.secsTo(QDateTime::currentDateTimeUtc()) > steadySeconds)
        m_drops = 0;
    if (m_drops >= int(retryMs.size())) {
        m_refused = Error{ErrorCode::Unavailable, problem, QString::fromUtf8(m_line.complaint())};
        return;
    }
    const int delay = retryMs[size_t(m_drops++)];
    m_nextAttach = QDateTime::currentDateTimeUtc().addMSecs(delay);
    m_retry.start(delay);
}

void CloudTerminal::askForegroundJob()
{
    m_jobPatience.start();
    if (m_state != State::Open)
        return answerJob(QString());
    QCoro::connect(jobIn(m_link, m_id), this, [this](const Result<QString> &job) {
        if (m_jobPatience.isActive())
            answerJob(job ? std::optional(*job) : std::nullopt);
    });
}

void CloudTerminal::answerJob(const std::optional<QString> &job)
{
    m_jobPatience.stop();
    Q_EMIT foregroundJobKnown(job);
}

bool CloudTerminal::write(const QByteArray &bytes)
{
    const bool open = m_state == State::Open;
    if (!open && m_state != State::Connecting && m_state != State::Reconnecting)
        return false;
    if (m_line.stream().unsentBytes() + bytes.size() > (open ? inputLimit : waitingLimit))
        return false;
    m_line.type(bytes);
    return true;
}

void CloudTerminal::answer(const QByteArray &bytes)
{
    if (m_state == State::Open)
        m_line.answer(bytes);
}

void CloudTerminal::reconnect()
{
    if (!m_link || m_line.stream().exit())
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
    if (!m_line.stream().exit())
        return;
    beginAnew({});
    update();
}

} // namespace skybranch::client
