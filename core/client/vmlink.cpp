// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/vmlink.h"

#include "base/log.h"
#include "client/words.h"

#include <array>

namespace skybranch::client {
namespace {

Q_LOGGING_CATEGORY(logLink, "skybranch.client.link")

constexpr std::array ladderMs{0, 1000, 3000, 10'000};
constexpr int steadySeconds = 10;
constexpr int controlRetryMs = 1000;
// Who waits for output that does not come has nothing else that tells of a dead link.
constexpr ssh::ConnectionTiming linkTiming{.keepAlive = std::chrono::seconds(5),
                                           .keepAliveMisses = 3};
constexpr int calmMs = 200; ///< between two statuses of a VM that tells many

using Status = domain::WorkspaceStatus;

/// Asks for a certificate for a key of this moment, and logs in with it.
Task<VmGuest> connectVm(std::shared_ptr<ApiClient> api, WorkspaceId id,
                        std::shared_ptr<ssh::Connection> connection, StopToken stop)
{
    const auto key = ssh::KeyPair::create();
    if (!key)
        co_return failure(key);
    const auto credentials = co_await api->sshCredentials(id, key->publicKey());
    if (!credentials)
        co_return failure(credentials);
    if (stop.stop_requested())
        co_return cancelled();
    const auto connected = co_await connection->connectTo(
        {credentials->host, credentials->port, credentials->user, credentials->hostKeys},
        ssh::CertificateLogin{*key, credentials->certificate}, stop);
    if (!connected)
        co_return failure(connected);
    if (credentials->guestProgram.isEmpty() && credentials->guestProblem.isEmpty())
        co_return VmGuest{.problem = Words::tr("The VM's image has no Skybranch guest.")};
    co_return VmGuest{credentials->guestProgram, credentials->guestProblem};
}

Task<std::pair<std::shared_ptr<GuestControl>, wire::RepositoryStatus>>
openWatched(std::shared_ptr<ssh::Connection> connection, QString program, StopToken stop)
{
    const auto control
        = co_await GuestControl::open(std::move(connection), std::move(program), stop);
    if (!control)
        co_return failure(control);
    const auto status = co_await (*control)->guest().watch();
    if (!status)
        co_return failure(status);
    co_return std::pair(*control, *status);
}

Task<> fetchInVm(std::shared_ptr<GuestControl> control)
{
    const auto status = co_await control->guest().fetch();
    co_return status.transform([](const auto &) { });
}

/// Trying again would not help.
bool isFinal(ErrorCode code)
{
    switch (code) {
    case ErrorCode::HostKeyMismatch:
    case ErrorCode::AuthenticationFailed:
    case ErrorCode::Unauthorized:
    case ErrorCode::Forbidden:
    case ErrorCode::NotFound:
    case ErrorCode::Unsupported:
        return true;
    default:
        return false;
    }
}

} // namespace

VmLink::VmLink(domain::Workspace workspace)
    : m_workspace(std::move(workspace))
{
    m_ladder.setSingleShot(true);
    connect(&m_ladder, &QTimer::timeout, this, &VmLink::connectNow);
    m_controlRetry.setSingleShot(true);
    m_controlRetry.setInterval(controlRetryMs);
    connect(&m_controlRetry, &QTimer::timeout, this, &VmLink::openControl);
    m_calm.setSingleShot(true);
    m_calm.setInterval(calmMs);
    connect(&m_calm, &QTimer::timeout, this, [this] {
        if (const auto heard = std::exchange(m_heard, std::nullopt))
            hearRepository(*heard);
    });
}

VmLink::~VmLink()
{
    m_stop.request_stop();
}

void VmLink::retain()
{
    if (m_users++ == 0)
        update();
}

void VmLink::release()
{
    if (--m_users == 0)
        update();
}

void VmLink::setWorkspace(const domain::Workspace &workspace)
{
    const bool moved = m_workspace.status != workspace.status
        || m_workspace.pending != workspace.pending || m_workspace.step != workspace.step;
    m_workspace = workspace;
    if (m_hold && m_hold->isValid())
        endHold();
    if (!moved)
        return;
    if (m_state == State::Lost)
        drop();
    update();
    Q_EMIT stateChanged();
}

void VmLink::setApi(std::shared_ptr<ApiClient> api)
{
    m_api = std::move(api);
    if (m_api)
        retry();
}

void VmLink::setAgent(const QString &path)
{
    m_agent = path;
    if (m_connection)
        m_connection->setAgent(path);
}

void VmLink::hold()
{
    m_hold = QDateTime();
    update();
}

void VmLink::releaseAfter(const QDateTime &change)
{
    if (!m_hold)
        return;
    m_hold = change;
    endHold();
}

/// By its time and not by what has moved: a pause and a resume may come as one change.
void VmLink::endHold()
{
    if (m_hold->isValid() && m_workspace.updatedAt < *m_hold)
        return;
    m_hold.reset();
    update();
}

void VmLink::setSeeding(bool seeding)
{
    m_seeding = seeding;
    update();
}

bool VmLink::mayConnect() const
{
    if ((m_users == 0 && !m_seeding) || m_hold
        || m_workspace.pending != domain::PendingAction::None)
        return false;
    // What has carried the seed stays, for the terminal that comes next.
    const bool isSeeding = m_seeding || m_state == State::Connected;
    return m_workspace.status == Status::Running
        || (isSeeding && m_workspace.status == Status::Provisioning
            && m_workspace.step == domain::ProvisioningStep::Cloning);
}

Error VmLink::whyNot() const
{
    if (m_state == State::Lost)
        return m_error;
    return {ErrorCode::Conflict,
            Words::tr("The cloud workspace does not run. Resume it, then try again."),
            {}};
}

void VmLink::update()
{
    if (!mayConnect())
        drop();
    else if (m_state == State::Idle)
        connectNow();
}

void VmLink::retry()
{
    if (m_state != State::Waiting && m_state != State::Lost && m_state != State::Idle)
        return;
    m_failures = 0;
    m_ladder.stop();
    if (mayConnect())
        connectNow();
}

void VmLink::connectNow()
{
    // The backend is away; setApi() goes on.
    if (!m_api)
        return;
    m_stop = StopSource();
    auto connection = std::make_shared<ssh::Connection>(linkTiming);
    const int round = ++m_round;
    setState(State::Connecting);
    QCoro::connect(connectVm(m_api, m_workspace.id, connection, m_stop.get_token()), this,
                   [this, round, connection](const Result<VmGuest> &connected) {
                       if (round == m_round)
                           takeConnection(connection, connected);
                   });
}

void VmLink::takeConnection(std::shared_ptr<ssh::Connection> connection,
                            const Result<VmGuest> &connected)
{
    if (!connected) {
        onLost(connected.error());
        return;
    }
    m_connection = std::move(connection);
    m_connection->setAgent(m_agent);
    m_guest = *connected;
    connect(m_connection.get(), &ssh::Connection::closed, this, &VmLink::onLost);
    m_wasConnected = true;
    m_connectedAt = QDateTime::currentDateTimeUtc();
    setState(State::Connected);
    openControl();
}

void VmLink::onLost(const Error &error)
{
    qCInfo(logLink) << m_workspace.id.toString() << describe(error);
    if (m_connectedAt.isValid()
        && m_connectedAt.secsTo(QDateTime::currentDateTimeUtc()) > steadySeconds)
        m_failures = 0;
    const int failures = m_failures;
    drop();
    m_error = error;
    m_failures = failures + 1;
    if (isFinal(error.code) || failures >= int(ladderMs.size())) {
        setState(State::Lost);
        answerWaiting(std::unexpected(m_error));
        return;
    }
    const int delay = ladderMs[size_t(failures)];
    m_nextTry = QDateTime::currentDateTimeUtc().addMSecs(delay);
    m_ladder.start(delay);
    setState(State::Waiting);
}

void VmLink::drop()
{
    ++m_round;
    m_stop.request_stop();
    m_ladder.stop();
    m_controlRetry.stop();
    m_failures = 0;
    m_connectedAt = {};
    m_heard.reset();
    m_explained.clear();
    const bool wasReachable = isReachable();
    if (auto control = std::exchange(m_control, nullptr)) {
        control->disconnect(this);
        control->close();
    }
    if (auto connection = std::exchange(m_connection, nullptr)) {
        connection->disconnect(this);
        connection->disconnectFrom();
    }
    if (!mayConnect())
        answerWaiting(std::unexpected(whyNot()));
    setState(State::Idle);
    if (!wasReachable)
        return;
    Q_EMIT controlChanged();
    Q_EMIT gitChanged();
}

void VmLink::setState(State state)
{
    if (m_users == 0)
        m_wasConnected = false;
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

void VmLink::openControl()
{
    if (m_state != State::Connected)
        return;
    if (!m_guest.problem.isEmpty()) {
        answerWaiting(failure(ErrorCode::Unsupported, m_guest.problem));
        return;
    }
    QCoro::connect(openWatched(m_connection, m_guest.program, m_stop.get_token()), this,
                   [this, round = m_round](const auto &opened) {
                       if (round != m_round)
                           return;
                       if (!opened) {
                           takeControl(failure(opened));
                       } else if (opened->first->isClosed()) {
                           // It ended between its last answer and here.
                           takeControl(failure(ErrorCode::Unavailable,
                                               Words::tr("The VM ended the conversation. "
                                                         "Try again.")));
                       } else {
                           takeControl(opened->first);
                           takeRepository(opened->second);
                       }
                   });
}

void VmLink::takeControl(const Result<std::shared_ptr<GuestControl>> &control)
{
    if (!control) {
        qCInfo(logLink) << "control:" << describe(control.error());
        answerWaiting(control);
        m_controlRetry.start();
        return;
    }
    m_control = *control;
    connect(m_control.get(), &GuestControl::closed, this, &VmLink::onControlClosed);
    connect(&m_control->guest(), &wire::GuestClient::repositoryChanged, this,
            &VmLink::hearRepository);
    answerWaiting(control);
    Q_EMIT controlChanged();
    Q_EMIT gitChanged();
}

void VmLink::onControlClosed(const Error &why)
{
    qCInfo(logLink) << "control closed:" << describe(why);
    m_control->disconnect(this);
    m_explained.clear(); // the question may have been lost with it
    // It is on the stack right now.
    QTimer::singleShot(0, this, [kept = std::exchange(m_control, nullptr)] { });
    m_controlRetry.start();
    Q_EMIT controlChanged();
    Q_EMIT gitChanged();
}

Task<std::shared_ptr<GuestControl>> VmLink::control(std::chrono::milliseconds patience)
{
    // QCoro moves out of what is returned, also out of a member.
    std::shared_ptr<GuestControl> open = m_control;
    if (open)
        co_return open;
    if (!mayConnect())
        co_return std::unexpected(whyNot());
    if (m_state == State::Connected && !m_guest.problem.isEmpty())
        co_return failure(ErrorCode::Unsupported, m_guest.problem);
    Completion<std::shared_ptr<GuestControl>> completion;
    m_waiting.push_back(completion);
    QTimer::singleShot(patience, this, [completion] {
        completion.finish(
            failure(ErrorCode::Timeout, Words::tr("The VM does not answer. Try again.")));
    });
    auto answer = completion.wait();
    retry();
    // Nothing else of this object may keep it waiting.
    completion = {};
    co_return co_await answer;
}

void VmLink::answerWaiting(const Result<std::shared_ptr<GuestControl>> &answer)
{
    for (const auto &completion : std::exchange(m_waiting, {}))
        completion.finish(answer);
}

/// The VM may tell as much as it likes: the first at once, then the newest now and then.
void VmLink::hearRepository(const wire::RepositoryStatus &status)
{
    if (m_calm.isActive()) {
        m_heard = status;
        return;
    }
    m_calm.start();
    takeRepository(status);
}

void VmLink::takeRepository(const wire::RepositoryStatus &status)
{
    m_heard.reset();
    CloudGit git;
    git.distance = {status.ahead, status.behind};
    git.atRemote = status.hasUpstream || status.branch.isEmpty();
    git.changed = status.changed;
    git.head = status.head;
    git.asOf = QDateTime::currentDateTimeUtc();
    git.problem = status.fetchProblem;
    git.needsKey = m_git && m_git->needsKey && !status.fetchProblem.isEmpty();
    m_repository = status;
    m_git = git;
    Q_EMIT gitChanged();
    learnWhyFetchFails();
}

/// A status has only the words; the kind of failure comes with the answer to a fetch.
void VmLink::learnWhyFetchFails()
{
    if (m_explaining || m_git->problem == m_explained || !m_control)
        return;
    m_explained = m_git->problem;
    if (m_explained.isEmpty())
        return;
    m_explaining = true;
    QCoro::connect(fetchInVm(m_control), this, [this](const Result<> &fetched) {
        m_explaining = false;
        setNeedsKey(!fetched && fetched.error().code == ErrorCode::AuthenticationFailed);
    });
}

void VmLink::setNeedsKey(bool needed)
{
    if (!m_git || m_git->needsKey == needed)
        return;
    m_git->needsKey = needed;
    Q_EMIT gitChanged();
}

} // namespace skybranch::client
