// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/repositoryowner.h"

#include "base/log.h"
#include "base/paths.h"
#include "domain/names.h"
#include "git/repository.h"
#include "git/worktreewatcher.h"
#include "wire/jsonreader.h"
#include "work/checkout.h"
#include "work/repositoryreading.h"
#include "work/vmkey.h"

#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>

namespace skybranch::work {
namespace {

using namespace Qt::Literals::StringLiterals;
using wire::RepositoryStatus;

constexpr QLatin1StringView theTurn("repository");
constexpr std::chrono::minutes fetchTimeout{5};

QString recordFile(const QString &home)
{
    return home + u"/.skybranch/repository.json"_s;
}

QString readUrl(const QString &home)
{
    const auto content = readFile(recordFile(home));
    const auto record = content ? wire::parseObject(*content) : failure(content);
    return record ? record->value("url"_L1).toString() : QString();
}

Result<> writeUrl(const QString &home, const QString &url)
{
    if (auto folder = makePrivateFolder(home + u"/.skybranch"_s); !folder)
        return folder;
    return writePrivateFile(recordFile(home), QJsonDocument(QJsonObject{{"url"_L1, url}}).toJson());
}

} // namespace

std::shared_ptr<RepositoryOwner> RepositoryOwner::create(Options options)
{
    return std::shared_ptr<RepositoryOwner>(new RepositoryOwner(std::move(options)));
}

RepositoryOwner::RepositoryOwner(Options options)
    : m_options(std::move(options))
    , m_wait(m_options.pollEvery)
    , m_url(readUrl(m_options.home))
{
    m_readers.setMaxThreadCount(1);
    m_poll.setSingleShot(true);
    connect(&m_poll, &QTimer::timeout, this, [this] { poll(shared_from_this()); });
}

RepositoryOwner::~RepositoryOwner() = default;

void RepositoryOwner::start()
{
    watchRepository();
    m_poll.start(0);
}

void RepositoryOwner::stop()
{
    m_poll.stop();
    m_stop.request_stop();
}

Task<RepositoryStatus> RepositoryOwner::status()
{
    return readStatus(shared_from_this());
}

Task<RepositoryStatus> RepositoryOwner::clone(wire::CloneRequest request)
{
    return run(shared_from_this(), u"clone"_s, [request](Self self) {
        return obtain(self, request, [self, request](const QString &folder) {
            return cloneRepository(self->call(), request, folder);
        });
    });
}

Task<RepositoryStatus> RepositoryOwner::seed(wire::SeedHeader header, QString bundle)
{
    return run(shared_from_this(), u"clone"_s, [header, bundle](Self self) {
        return obtain(self, header.remote, [self, header, bundle](const QString &folder) {
            return seedRepository(self->call(), header, bundle, folder);
        });
    });
}

Task<RepositoryStatus> RepositoryOwner::fetch()
{
    return run(shared_from_this(), {}, &RepositoryOwner::followNow);
}

Task<RepositoryStatus> RepositoryOwner::pull()
{
    return run(shared_from_this(), u"pull"_s, &RepositoryOwner::pullNow);
}

Task<RepositoryStatus> RepositoryOwner::push()
{
    return run(shared_from_this(), u"push"_s, &RepositoryOwner::pushNow);
}

Task<RepositoryStatus> RepositoryOwner::integrate(wire::Integration how)
{
    return run(shared_from_this(), wire::name(how),
               [how](Self self) { return integrateNow(std::move(self), how); });
}

Task<domain::Divergence> RepositoryOwner::divergence()
{
    return readDivergence(shared_from_this());
}

QString RepositoryOwner::folder() const
{
    if (m_url.isEmpty())
        return {};
    return m_options.workspace % u'/' % domain::repositoryNameFromUrl(m_url).section(u'/', -1, -1);
}

/// Does @p work when its turn has come, and gives the status after it.
Task<RepositoryStatus> RepositoryOwner::run(Self self, QString operation, Work work)
{
    const auto turn = co_await self->m_turns.turn(theTurn);
    if (self->m_stop.stop_requested())
        co_return cancelled();
    self->m_isWorking = true;
    self->m_operation = operation;
    if (!operation.isEmpty())
        co_await refresh(self);
    const auto done = co_await work(self);
    self->m_operation.clear();
    self->m_remoteMark = co_await readRemoteMark(self);
    self->m_isWorking = false;
    auto status = co_await readStatus(self);
    if (status)
        self->announce(*status);
    if (!done)
        co_return failure(done);
    co_return status;
}

Task<RepositoryStatus> RepositoryOwner::readStatus(Self self)
{
    RepositoryStatus status;
    if (self->isPresent()) {
        const auto read
            = co_await git::readRepository(&self->m_readers, self->folder(), readStatusOf);
        // Nothing is committed yet where git's answer is Conflict.
        if (!read && read.error().code != ErrorCode::Conflict)
            co_return failure(read);
        status = read.value_or(RepositoryStatus{.present = true, .path = self->folder()});
    }
    status.lastFetchAt = self->m_lastFetchAt;
    status.fetchProblem = self->m_fetchProblem;
    status.operation = self->m_operation;
    co_return status;
}

/// A repository that is not here yet.
Task<> RepositoryOwner::obtain(Self self, wire::CloneRequest remote,
                               std::function<Task<>(QString)> make)
{
    if (self->isPresent() && self->m_url == remote.url)
        co_return Result<>();
    if (self->isPresent())
        co_return failure(ErrorCode::Conflict,
                          u"This VM holds another repository already (%1). Make a workspace of its "
                          "own for this one."_s.arg(self->folder()));
    if (auto trusted = trustRemote(self->m_options.home, remote.knownHosts); !trusted)
        co_return trusted;
    if (const auto key = co_await ensureVmKey(self->m_options.home); !key)
        co_return failure(key);
    if (auto written = writeUrl(self->m_options.home, remote.url); !written)
        co_return written;
    self->m_url = remote.url;
    auto made = co_await make(self->folder());
    if (made) {
        self->watchRepository();
        self->m_poll.start(0);
    }
    co_return made;
}

Task<> RepositoryOwner::fetchNow(Self self)
{
    if (auto present = self->mustBePresent(); !present)
        co_return present;
    git::GitCall call = self->call();
    // A remote that hangs must not keep the turn from a pull or push that somebody waits for.
    call.timeout = fetchTimeout;
    auto fetched = co_await git::fetch(std::move(call));
    self->noteFetch(fetched);
    if (!fetched)
        co_return fetched;
    // Its first push may have come from elsewhere.
    const auto status = co_await readStatus(self);
    if (status && !status->branch.isEmpty() && status->upstream.isEmpty())
        co_return co_await followRemote(self->call(), status->branch);
    co_return fetched;
}

Task<> RepositoryOwner::pushNow(Self self)
{
    if (auto present = self->mustBePresent(); !present)
        co_return present;
    const auto status = co_await readStatus(self);
    if (!status)
        co_return failure(status);
    if (status->branch.isEmpty())
        co_return failure(ErrorCode::Conflict,
                          u"No branch is checked out in the VM. Check one out, then push."_s);
    const auto pushed = co_await git::push(self->call(), status->branch);
    if (!pushed)
        co_return failure(pushed);
    co_return Result<>();
}

Task<> RepositoryOwner::integrateNow(Self self, wire::Integration how)
{
    if (auto present = self->mustBePresent(); !present)
        co_return present;
    co_return co_await git::integrate(self->call(),
                                      how == wire::Integration::Merge ? git::Integration::Merge
                                                                      : git::Integration::Rebase);
}

Task<domain::Divergence> RepositoryOwner::readDivergence(Self self)
{
    if (auto present = self->mustBePresent(); !present)
        co_return failure(present);
    co_return co_await git::readRepository(&self->m_readers, self->folder(), work::readDivergence);
}

QCoro::Task<> RepositoryOwner::poll(Self self)
{
    if (!self->isPresent()) {
        self->m_poll.start(self->m_options.pollEvery);
        co_return;
    }
    const auto followed = co_await run(self, {}, &RepositoryOwner::followNow);
    if (!followed && !self->m_stop.stop_requested())
        qWarning("poll: %s", qPrintable(describe(followed.error())));
}

QCoro::Task<> RepositoryOwner::refresh(Self self)
{
    if (const auto status = co_await readStatus(self))
        self->announce(*status);
}

/// A remote that could not be reached is asked rarely. Somebody else who speaks with it, in a
/// terminal of the VM, may have mended that.
QCoro::Task<> RepositoryOwner::lookAgain(Self self)
{
    // Half of a move would be seen; the whole is told when it is done.
    if (self->m_isMoving)
        co_return;
    co_await refresh(self);
    if (self->m_isWorking || self->m_fetchProblem.isEmpty() || !self->isPresent())
        co_return;
    const QByteArray mark = co_await readRemoteMark(self);
    if (self->m_isWorking || self->m_stop.stop_requested() || mark == self->m_remoteMark)
        co_return;
    self->m_remoteMark = mark;
    self->m_wait = self->m_options.pollEvery;
    self->m_poll.start(0);
}

QCoro::Task<QByteArray> RepositoryOwner::readRemoteMark(Self self)
{
    if (!self->isPresent())
        co_return QByteArray();
    const auto mark = co_await git::readRepository(&self->m_readers, self->folder(), remoteMark);
    co_return mark.value_or(QByteArray());
}

git::GitCall RepositoryOwner::call() const
{
    git::GitCall call{.folder = folder(), .stop = m_stop.get_token()};
    call.program.environment.insert(u"HOME"_s, m_options.home);
    call.program.environment.insert(u"GIT_SSH_COMMAND"_s, gitSshCommand(m_options.home));
    call.onProgress = [self = weak_from_this()](const git::Progress &step) {
        if (const auto owner = self.lock())
            Q_EMIT std::const_pointer_cast<RepositoryOwner>(owner)->progress(
                {step.phase, step.done, step.total, step.bytesText});
    };
    return call;
}

Result<> RepositoryOwner::mustBePresent() const
{
    if (isPresent())
        return {};
    return failure(ErrorCode::NotFound,
                   u"There is no repository in this VM yet. Wait until it is ready, or retry."_s);
}

bool RepositoryOwner::isPresent() const
{
    return !m_url.isEmpty() && QFileInfo::exists(folder() + u"/.git"_s);
}

/// Keeps what the last look at the remote gave, and says when the next one is.
void RepositoryOwner::noteFetch(const Result<> &result)
{
    if (m_stop.stop_requested())
        return;
    if (result) {
        m_lastFetchAt = QDateTime::currentDateTimeUtc();
        m_fetchProblem.clear();
        m_wait = m_options.pollEvery;
    } else {
        m_fetchProblem = result.error().message;
        m_wait = std::min(m_wait * 2, m_options.pollAtMostEvery);
        qWarning("fetch: %s", qPrintable(describe(result.error())));
    }
    m_poll.start(m_wait);
}

void RepositoryOwner::announce(const RepositoryStatus &status)
{
    if (m_announced == status)
        return;
    m_announced = status;
    Q_EMIT changed(status);
}

void RepositoryOwner::watchRepository()
{
    if (!isPresent() || m_watcher)
        return;
    const QString gitFolder = folder() + u"/.git"_s;
    m_watcher = std::make_unique<git::WorktreeWatcher>(QStringList{gitFolder}, gitFolder);
    connect(m_watcher.get(), &git::WorktreeWatcher::changed, this,
            [this] { lookAgain(shared_from_this()); });
}

} // namespace skybranch::work
