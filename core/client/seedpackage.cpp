// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/seedpackage.h"

#include "base/paths.h"
#include "client/remotehost.h"
#include "client/words.h"
#include "git/changes.h"
#include "git/repository.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QMap>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace skybranch::client {
namespace {

/// What goes: commits by id, so that it does not matter what the user does meanwhile.
struct SeedContent
{
    QString objects; ///< the folder of all objects
    QString head;
    QMap<QString, QString> remote; ///< commits by the branches that the remote has
    git::Identity identity;
};

/// What the remote has: the branch, and of its default one what the branch contains, so that the
/// VM can tell what nobody has pushed.
void addRemote(SeedContent &content, const git::Repository &repository, const QString &remote,
               const QString &branch)
{
    const QString ref = u"refs/remotes/%1/%2"_s;
    if (const auto there = repository.resolve(ref.arg(remote, branch)))
        content.remote.insert(branch, *there);
    const auto standard = repository.defaultBranch();
    if (!standard || standard->isEmpty() || *standard == branch)
        return;
    const auto base = repository.mergeBase(content.head, ref.arg(remote, *standard));
    if (base && !base->isEmpty())
        content.remote.insert(*standard, *base);
}

QList<std::pair<QString, QString>> refsOf(const SeedContent &content, const QString &branch)
{
    QList<std::pair<QString, QString>> refs{{u"refs/heads/"_s + branch, content.head}};
    for (const auto &[name, id] : content.remote.asKeyValueRange())
        refs.append({u"refs/remotes/origin/"_s + name, id});
    return refs;
}

Result<SeedContent> contentOf(const git::Repository &repository, const QString &branch,
                              bool withUnpushed)
{
    SeedContent content;
    content.objects = repository.commonFolder() + u"/objects"_s;
    content.identity = repository.identity();
    const QString remote = repository.remoteName(branch).value_or(u"origin"_s);
    if (withUnpushed) {
        const auto local = repository.resolve(u"refs/heads/"_s + branch);
        if (!local)
            return failure(local);
        content.head = *local;
        addRemote(content, repository, remote, branch);
        return content;
    }
    // A branch that the remote has not begins where its default branch is.
    const auto upstream = repository.resolve(u"refs/remotes/%1/%2"_s.arg(remote, branch));
    const auto fallback = repository.resolve(u"refs/remotes/%1/HEAD"_s.arg(remote));
    content.head = upstream.value_or(fallback.value_or(QString()));
    if (content.head.isEmpty())
        return failure(
            ErrorCode::Conflict,
            Words::tr("The remote does not have the branch \"%1\". Push it first, or send your "
                      "commits along.")
                .arg(branch));
    addRemote(content, repository, remote, branch);
    return content;
}

/// A bare repository that borrows the user's objects, with only the refs that go.
Task<> makeBorrower(git::GitCall call, SeedContent content, QString branch)
{
    const auto made = co_await git::runGit(call, {u"init"_s, u"-q"_s, u"--bare"_s, u"."_s});
    if (!made)
        co_return failure(made);
    const auto borrowed = writePrivateFile(call.folder + u"/objects/info/alternates"_s,
                                           QFile::encodeName(content.objects) + '\n');
    if (!borrowed)
        co_return failure(borrowed);
    for (const auto &[ref, id] : refsOf(content, branch)) {
        const auto set = co_await git::runGit(call, {u"update-ref"_s, u"--"_s, ref, id});
        if (!set)
            co_return failure(set);
    }
    co_return Result<>();
}

/// The header line, and the bundle after it.
Result<> join(const QString &file, const QByteArray &header, const QString &bundle)
{
    if (auto written = writePrivateFile(file, header + '\n'); !written)
        return written;
    QFile from(bundle);
    QFile to(file);
    if (!from.open(QIODevice::ReadOnly) || !to.open(QIODevice::Append))
        return failure(ErrorCode::Unavailable,
                       Words::tr("The branch can not be packed. Is the disk full?"));
    QByteArray block(1 << 20, Qt::Uninitialized);
    for (;;) {
        const qint64 count = from.read(block.data(), block.size());
        if (count == 0)
            return {};
        if (count < 0 || to.write(block.constData(), count) != count)
            return failure(ErrorCode::Unavailable,
                           Words::tr("The branch can not be packed. Is the disk full?"),
                           to.errorString());
    }
}

} // namespace

Task<> packSeed(SeedRequest request)
{
    const auto content = co_await git::readRepository(
        request.pool, request.call.folder,
        [branch = request.branch, all = request.withUnpushed](const git::Repository &repository) {
            return contentOf(repository, branch, all);
        });
    if (!content)
        co_return failure(content);
    const auto knownHosts
        = co_await knownHostsOf(request.url, request.call.folder, request.call.stop);
    if (!knownHosts)
        co_return failure(knownHosts);
    if (auto made = makePrivateFolder(QFileInfo(request.file).path()); !made)
        co_return made;
    const QTemporaryDir borrower(QFileInfo(request.file).path() + u"/packing-XXXXXX"_s);
    git::GitCall call = request.call;
    call.folder = borrower.path();
    if (auto made = co_await makeBorrower(call, *content, request.branch); !made)
        co_return made;
    QStringList refs;
    for (const auto &[ref, id] : refsOf(*content, request.branch))
        refs.append(ref);
    const QString bundle = borrower.filePath(u"seed.bundle"_s);
    if (auto made = co_await git::createBundle(call, refs, bundle); !made)
        co_return made;
    const wire::SeedHeader header{.remote
                                  = {.url = request.url,
                                     .branch = request.branch,
                                     .identity = {content->identity.name, content->identity.email},
                                     .knownHosts = *knownHosts},
                                  .head = content->head};
    const QByteArray line = QJsonDocument(header.toJson()).toJson(QJsonDocument::Compact);
    co_return co_await runOn(
        request.pool, [file = request.file, line, bundle] { return join(file, line, bundle); });
}

} // namespace skybranch::client
