// SPDX-License-Identifier: GPL-3.0-or-later
#include "stage.h"

namespace skybranch::tour {
namespace {

const QString repositoryName = QStringLiteral("acme/shop");

bool runGit(const QString &folder, QStringList arguments)
{
    bool ok = false;
    arguments.prepend(folder);
    arguments.prepend(QStringLiteral("-C"));
    test::runTool(QStringLiteral("git"), arguments, {}, &ok);
    if (!ok)
        qWarning("git %s has failed", qPrintable(arguments.join(u' ')));
    return ok;
}

QString headIn(const QString &folder, const QString &branch)
{
    bool ok = false;
    const QByteArray out = test::runTool(QStringLiteral("git"),
                                         {QStringLiteral("-C"), folder, QStringLiteral("rev-parse"),
                                          QStringLiteral("--verify"), QStringLiteral("--quiet"),
                                          QStringLiteral("refs/heads/") + branch},
                                         {}, &ok);
    return ok ? QString::fromLatin1(out.trimmed()) : QString();
}

} // namespace

Stage::Stage(QString repository, const QHostAddress &address)
    : m_repository(std::move(repository))
    , m_remote(m_folder.filePath(QStringLiteral("githost")), address)
{
}

bool Stage::build()
{
    if (!m_folder.isValid() || !m_remote.start()) {
        qWarning("the private git host does not start");
        return false;
    }
    m_remote.createRepository(repositoryName);
    return makeClone() && makeWorktree(branch(), worktree(), QStringLiteral("login.md"))
        && makeWorktree(QStringLiteral("fix/cart-totals"),
                        m_folder.filePath(QStringLiteral("src/shop-cart")),
                        QStringLiteral("cart.md"))
        && makeWorktree(QStringLiteral("docs/returns-policy"),
                        m_folder.filePath(QStringLiteral("src/shop-docs")),
                        QStringLiteral("returns.md"));
}

bool Stage::makeClone()
{
    const QString clone = cloneFolder();
    bool ok = false;
    test::runTool(
        QStringLiteral("git"),
        {QStringLiteral("clone"), QStringLiteral("-q"), QStringLiteral("--"), m_repository, clone},
        {}, &ok);
    if (!ok) {
        qWarning("%s can not be cloned", qPrintable(m_repository));
        return false;
    }
    return runGit(clone,
                  {QStringLiteral("config"), QStringLiteral("user.name"), QStringLiteral("Tour")})
        && runGit(clone,
                  {QStringLiteral("config"), QStringLiteral("user.email"),
                   QStringLiteral("tour@localhost")})
        && runGit(clone,
                  {QStringLiteral("config"), QStringLiteral("core.sshCommand"),
                   QStringLiteral("ssh -F ") + m_remote.clientConfig()})
        && runGit(clone,
                  {QStringLiteral("checkout"), QStringLiteral("-q"), QStringLiteral("-B"),
                   QStringLiteral("main")})
        && runGit(clone,
                  {QStringLiteral("remote"), QStringLiteral("set-url"), QStringLiteral("origin"),
                   m_remote.url(repositoryName)})
        && runGit(clone,
                  {QStringLiteral("push"), QStringLiteral("-q"), QStringLiteral("-u"),
                   QStringLiteral("origin"), QStringLiteral("main")});
}

bool Stage::makeWorktree(const QString &branch, const QString &folder, const QString &file)
{
    const QString clone = cloneFolder();
    if (!runGit(clone,
                {QStringLiteral("worktree"), QStringLiteral("add"), QStringLiteral("-q"),
                 QStringLiteral("-b"), branch, folder, QStringLiteral("main")}))
        return false;
    QFile note(folder + u'/' + file);
    if (!note.open(QIODevice::WriteOnly) || note.write("# " + branch.toUtf8() + '\n') < 0)
        return false;
    note.close();
    return runGit(folder, {QStringLiteral("add"), QStringLiteral("-A")})
        && runGit(folder,
                  {QStringLiteral("commit"), QStringLiteral("-q"), QStringLiteral("-m"),
                   QStringLiteral("Begin ") + branch})
        && runGit(folder,
                  {QStringLiteral("push"), QStringLiteral("-q"), QStringLiteral("-u"),
                   QStringLiteral("origin"), branch});
}

QString Stage::remoteHead() const
{
    return headIn(m_remote.repositoryFolder(repositoryName), branch());
}

QString Stage::localHead() const
{
    return headOf(branch());
}

QString Stage::headOf(const QString &branch) const
{
    return headIn(cloneFolder(), branch);
}

bool Stage::git(const QStringList &arguments) const
{
    return runGit(worktree(), arguments);
}

} // namespace skybranch::tour
