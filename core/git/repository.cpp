// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/repository.h"

#include "git/handles.h"
#include "git/suspects.h"
#include "git/words.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTimeZone>

#include <array>

namespace skybranch::git {
namespace {

QString fromPath(const char *path)
{
    return path ? QDir::cleanPath(QFile::decodeName(path)) : QString();
}

QString stripped(const char *name, QLatin1StringView prefix)
{
    const QString text = QString::fromUtf8(name);
    return text.startsWith(prefix) ? text.sliced(prefix.size()) : text;
}

/// The repository around @p path, where @p path is a folder inside one.
QString folderAround(const QString &path)
{
    git_buf found = GIT_BUF_INIT;
    const BufferGuard guard(&found);
    if (git_repository_discover(&found, QFile::encodeName(path).constData(), 0, nullptr) < 0)
        return {};
    RepositoryHandle handle;
    if (git_repository_open(std::out_ptr(handle), found.ptr) < 0)
        return {};
    return fromPath(git_repository_workdir(handle.get()));
}

std::unexpected<Error> openFailure(int code, const QString &path)
{
    const QString detail = libraryDetail(code);
    if (code == GIT_EOWNER)
        return failure(ErrorCode::Forbidden,
                       QStringLiteral("%1 belongs to another user. If you trust it, run: "
                                      "git config --global --add safe.directory \"%1\"")
                           .arg(path),
                       detail);
    if (code != GIT_ENOTFOUND)
        return failure(ErrorCode::Unsupported,
                       Words::tr("The git repository in %1 can not be read. It may be damaged "
                                 "or of a newer format; run \"git status\" there.")
                           .arg(path),
                       detail);
    if (const QString around = folderAround(path); !around.isEmpty())
        return failure(ErrorCode::NotFound,
                       QStringLiteral("%1 is a folder inside the git repository %2. Choose %2.")
                           .arg(path, around),
                       detail);
    return failure(ErrorCode::NotFound,
                   QStringLiteral("%1 is not a git repository. Choose the folder of one, or run "
                                  "\"git init\" there.")
                       .arg(path),
                   detail);
}

bool hasAnyReference(git_repository *handle)
{
    git_strarray names{};
    const StringsGuard guard(&names);
    return git_reference_list(&names, handle) == 0 && names.count > 0;
}

} // namespace

Repository::Repository(git_repository *handle)
    : m_handle(handle)
    , m_memory(std::make_shared<StatusMemory>())
{
}

void Repository::Closer::operator()(git_repository *handle) const
{
    git_repository_free(handle);
}

Result<Repository> Repository::open(const QString &path)
{
    ensureLibrary();
    if (!QFileInfo(path).isDir())
        return failure(ErrorCode::NotFound,
                       Words::tr("The folder %1 does not exist. Has it been moved?").arg(path));
    git_repository *handle = nullptr;
    const int code = git_repository_open_ext(&handle, QFile::encodeName(path).constData(),
                                             GIT_REPOSITORY_OPEN_NO_SEARCH, nullptr);
    if (code < 0)
        return openFailure(code, path);
    Repository repository(handle);
    if (git_repository_is_bare(handle))
        return failure(
            ErrorCode::Unsupported,
            QStringLiteral("%1 is a bare repository, without files to work on. Clone it, "
                           "or choose one of its worktrees.")
                .arg(path));
    const int unborn = git_repository_head_unborn(handle);
    if (unborn < 0)
        return openFailure(unborn, path);
    if (unborn == 1 && !hasAnyReference(handle))
        return failure(ErrorCode::Conflict,
                       Words::tr("The repository %1 has no commit yet. Make a first commit, "
                                 "then try again.")
                           .arg(path));
    return repository;
}

QString Repository::folder() const
{
    return fromPath(git_repository_workdir(m_handle.get()));
}
QString Repository::gitFolder() const
{
    return fromPath(git_repository_path(m_handle.get()));
}
QString Repository::commonFolder() const
{
    return fromPath(git_repository_commondir(m_handle.get()));
}

bool Repository::isShallow() const
{
    return git_repository_is_shallow(m_handle.get()) == 1;
}

Result<QString> Repository::currentBranch() const
{
    ReferenceHandle head;
    const int code = git_reference_lookup(std::out_ptr(head), m_handle.get(), "HEAD");
    if (code < 0)
        return readFailure(code, Words::tr("HEAD of %1 can not be read.").arg(folder()));
    if (git_reference_type(head.get()) != GIT_REFERENCE_SYMBOLIC)
        return QString();
    return stripped(git_reference_symbolic_target(head.get()), QLatin1StringView("refs/heads/"));
}

Result<QString> Repository::resolve(const QString &revision) const
{
    ObjectHandle object;
    const QByteArray text = revision.toUtf8() + "^{commit}";
    const int code = git_revparse_single(std::out_ptr(object), m_handle.get(), text.constData());
    if (code < 0)
        return failure(ErrorCode::NotFound,
                       Words::tr("There is no commit \"%1\" in %2. Fetch, then try again.")
                           .arg(revision, folder()),
                       libraryDetail(code));
    return toString(*git_object_id(object.get()));
}

Result<QList<BranchInfo>> Repository::branches() const
{
    BranchIteratorHandle iterator;
    int code = git_branch_iterator_new(std::out_ptr(iterator), m_handle.get(), GIT_BRANCH_ALL);
    QList<BranchInfo> branches;
    while (code == 0) {
        ReferenceHandle reference;
        git_branch_t kind{};
        code = git_branch_next(std::out_ptr(reference), &kind, iterator.get());
        if (code < 0 || git_reference_type(reference.get()) != GIT_REFERENCE_DIRECT)
            continue;
        const git_oid *target = git_reference_target(reference.get());
        branches << BranchInfo{QString::fromUtf8(git_reference_shorthand(reference.get())),
                               kind == GIT_BRANCH_REMOTE, toString(*target), timeOf(*target)};
    }
    if (code != GIT_ITEROVER)
        return readFailure(code, Words::tr("The branches of %1 can not be read.").arg(folder()));
    return branches;
}

QDateTime Repository::timeOf(const git_oid &id) const
{
    CommitHandle commit;
    if (git_commit_lookup(std::out_ptr(commit), m_handle.get(), &id) < 0)
        return {};
    return QDateTime::fromSecsSinceEpoch(git_commit_time(commit.get()), QTimeZone::UTC);
}

bool Repository::hasReference(const QString &name) const
{
    git_oid id;
    return git_reference_name_to_id(&id, m_handle.get(), name.toUtf8().constData()) == 0;
}

Result<QString> Repository::defaultBranch() const
{
    const QString remote = remoteName().value_or(QStringLiteral("origin"));
    const QString remoteRefs = QStringLiteral("refs/remotes/%1/").arg(remote);
    ReferenceHandle head;
    if (git_reference_lookup(std::out_ptr(head), m_handle.get(),
                             (remoteRefs + QStringLiteral("HEAD")).toUtf8().constData())
            == 0
        && git_reference_type(head.get()) == GIT_REFERENCE_SYMBOLIC) {
        const QString target = QString::fromUtf8(git_reference_symbolic_target(head.get()));
        if (target.startsWith(remoteRefs))
            return target.sliced(remoteRefs.size());
    }
    for (const QString &usual : {QStringLiteral("main"), QStringLiteral("master")}) {
        if (hasReference(remoteRefs + usual) || hasReference(QStringLiteral("refs/heads/") + usual))
            return usual;
    }
    return currentBranch();
}

Result<QString> Repository::remoteName(const QString &branch) const
{
    const QString followed = branch.isEmpty()
        ? QString()
        : configValue(QStringLiteral("branch.%1.remote").arg(branch).toUtf8().constData());
    // "." is a branch that follows another one of this repository.
    if (!followed.isEmpty() && followed != u'.')
        return followed;
    git_strarray names{};
    const StringsGuard guard(&names);
    const int code = git_remote_list(&names, m_handle.get());
    if (code < 0)
        return readFailure(code, Words::tr("The remotes of %1 can not be read.").arg(folder()));
    const std::span<char *> list(names.strings, names.count);
    for (const char *name : list) {
        if (list.size() == 1 || qstrcmp(name, "origin") == 0)
            return QString::fromUtf8(name);
    }
    return failure(ErrorCode::NotFound,
                   QStringLiteral("%1 has no remote to push to. Add one: git remote add origin URL")
                       .arg(folder()));
}

Result<QString> Repository::remoteUrl(const QString &remote) const
{
    const auto name = remote.isEmpty() ? remoteName(currentBranch().value_or(QString()))
                                       : Result<QString>(remote);
    if (!name)
        return failure(name);
    RemoteHandle handle;
    const int code
        = git_remote_lookup(std::out_ptr(handle), m_handle.get(), name->toUtf8().constData());
    if (code < 0)
        return failure(ErrorCode::NotFound,
                       QStringLiteral("%1 has no remote \"%2\". Add it: git remote add %2 URL")
                           .arg(folder(), *name),
                       libraryDetail(code));
    return QString::fromUtf8(git_remote_url(handle.get()));
}

QString Repository::configValue(const char *key) const
{
    ConfigHandle config;
    git_buf value = GIT_BUF_INIT;
    const BufferGuard guard(&value);
    if (git_repository_config_snapshot(std::out_ptr(config), m_handle.get()) < 0
        || git_config_get_string_buf(&value, config.get(), key) < 0)
        return {};
    return QString::fromUtf8(value.ptr, qsizetype(value.size));
}

Identity Repository::identity() const
{
    return {configValue("user.name"), configValue("user.email")};
}

} // namespace skybranch::git
