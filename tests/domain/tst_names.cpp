// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/names.h"
#include "domain/workspace.h"

#include <QTest>

using namespace skybranch;
using namespace skybranch::domain;

namespace {

/// The field that is wrong is named first, and the text itself is not echoed.
bool refuses(const Result<> &result, const char *field)
{
    return !result && result.error().code == ErrorCode::InvalidArgument
        && result.error().message.startsWith(QLatin1StringView(field));
}

template <typename Enum, typename Parse>
void checkNames(std::initializer_list<std::pair<Enum, const char *>> table, Parse parse)
{
    for (const auto &[value, text] : table) {
        QCOMPARE(name(value), QString::fromLatin1(text));
        QCOMPARE(parse(QString::fromLatin1(text)), std::optional(value));
    }
    QCOMPARE(parse(QStringLiteral("unknown")), std::nullopt);
    QCOMPARE(parse(QStringLiteral("RUNNING")), std::nullopt);
}

} // namespace

class TestNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void workspaceNames()
    {
        QVERIFY(checkWorkspaceName(QStringLiteral("x")));
        QVERIFY(checkWorkspaceName(QStringLiteral("Fix the café, étage 2 \U0001F680")));
        QVERIFY(checkWorkspaceName(QString(51, u'a')));
        QVERIFY(checkWorkspaceName(QString(100, u'a')));
        QVERIFY(refuses(checkWorkspaceName(QString(101, u'a')), "name"));
        QVERIFY(refuses(checkWorkspaceName({}), "name"));
        QVERIFY(refuses(checkWorkspaceName(QStringLiteral(" \t ")), "name"));
        QVERIFY(refuses(checkWorkspaceName(QStringLiteral("two\nlines")), "name"));
        QVERIFY(refuses(checkWorkspaceName(QStringLiteral("escape \x1b[31m")), "name"));
        QVERIFY(refuses(checkWorkspaceName(QStringLiteral("turned \u202e round")), "name"));
    }

    void goodBranches_data()
    {
        QTest::addColumn<QString>("branch");
        const QStringList good{
            QStringLiteral("main"),         QStringLiteral("topic/x"),
            QStringLiteral("a/b/c/d"),      QStringLiteral("fix-#42"),
            QStringLiteral("größe/日本語"), QStringLiteral("x@y"),
            QStringLiteral("a.b"),          QStringLiteral("release-1.0_rc+1"),
            QStringLiteral("lock"),         QStringLiteral("$(touch-x);'\"&|"),
            QStringLiteral("head"),         QString(200, u'b'),
        };
        for (const QString &branch : good)
            QTest::newRow(qPrintable(branch.left(30))) << branch;
    }
    void goodBranches()
    {
        QFETCH(QString, branch);
        QVERIFY(checkBranchName(branch));
    }

    // Each is refused by `git check-ref-format --branch` too, but for "@", which it reads as HEAD,
    // and the last, which is ours.
    void badBranches_data()
    {
        QTest::addColumn<QString>("branch");
        const QStringList bad{
            QString(),
            QStringLiteral("-x"),
            QStringLiteral("--upload-pack=x"),
            QStringLiteral("/x"),
            QStringLiteral("x/"),
            QStringLiteral("x//y"),
            QStringLiteral(".x"),
            QStringLiteral("a/.x"),
            QStringLiteral("x."),
            QStringLiteral("x.lock"),
            QStringLiteral("x.lock/y"),
            QStringLiteral("x..y"),
            QStringLiteral("@"),
            QStringLiteral("x@{1}"),
            QStringLiteral("HEAD"),
            QStringLiteral("a b"),
            QStringLiteral("a~1"),
            QStringLiteral("a^"),
            QStringLiteral("a:b"),
            QStringLiteral("a?"),
            QStringLiteral("a*"),
            QStringLiteral("a[0]"),
            QStringLiteral("a\\b"),
            QStringLiteral("a\tb"),
            QStringLiteral("a\nb"),
            QStringLiteral("a\x7f"),
            QString(201, u'b'),
        };
        for (qsizetype i = 0; i < bad.size(); ++i)
            QTest::addRow("%d %s", int(i), qPrintable(bad[i].left(30))) << bad[i];
    }
    void badBranches()
    {
        QFETCH(QString, branch);
        QVERIFY(refuses(checkBranchName(branch), "branch"));
    }

    void goodRemotes_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("repository");
        QTest::addColumn<QString>("label");
        const auto add = [](const char *url, const char *repository, const char *label) {
            QTest::newRow(url) << QString::fromLatin1(url) << QString::fromLatin1(repository)
                               << QString::fromLatin1(label);
        };
        add("https://github.com/acme/shop.git", "acme/shop", "GitHub");
        add("https://GitHub.com/acme/shop/", "acme/shop", "GitHub");
        add("git@github.com:acme/shop.git", "acme/shop", "GitHub");
        add("ssh://git@github.com:22/acme/shop", "acme/shop", "GitHub");
        add("ssh://git@ssh.example.org:2222/srv/git/acme/shop.git", "acme/shop", "ssh.example.org");
        add("git@gitlab.com:group/sub/project.git", "sub/project", "GitLab");
        add("https://bitbucket.org/acme/shop.git", "acme/shop", "Bitbucket");
        add("example.org:shop.git", "shop", "example.org");
        add("http://127.0.0.1:3000/acme/shop.git", "acme/shop", "127.0.0.1");
        add("git://example.org/acme/shop.git", "acme/shop", "example.org");
    }
    void goodRemotes()
    {
        QFETCH(QString, url);
        QVERIFY(checkRemoteUrl(url));
        QTEST(repositoryNameFromUrl(url), "repository");
        QTEST(remoteHostLabel(url), "label");
    }

    void badRemotes_data()
    {
        QTest::addColumn<QString>("url");
        for (const char *url : {"",
                                "--upload-pack=x",
                                "-oProxyCommand=x@host:path",
                                "ext::sh -c touch% x",
                                "ext::sh",
                                "ext::/tmp/x",
                                "fd::17",
                                "file:///etc",
                                "/etc/passwd",
                                "../other",
                                "shop",
                                "https://",
                                "https:///shop",
                                "https://example.org/a b",
                                "https://example.org/a\nb",
                                "ssh://-oProxyCommand=x/shop",
                                "ssh://-oProxyCommand=x@host/shop",
                                "ssh://%2doProxyCommand=x/shop",
                                "host:-oProxyCommand=x",
                                "javascript://example.org/x",
                                "ftp://example.org/shop",
                                "https://exa mple.org/shop"})
            QTest::newRow(url) << QString::fromLatin1(url);
        QTest::newRow("too long")
            << QStringLiteral("https://example.org/%1").arg(QString(2000, u'x'));
    }
    void badRemotes()
    {
        QFETCH(QString, url);
        QVERIFY(refuses(checkRemoteUrl(url), "url"));
    }

    void aPasswordIsRefusedAndNotEchoed()
    {
        for (const char *url :
             {"https://me:hunter2@example.org/shop.git", "https://:hunter2@example.org/shop.git",
              "ssh://git:hunter2@example.org/shop.git", "https://hunter2@example.org/shop.git",
              "git://hunter2@example.org/shop.git"}) {
            const auto result = checkRemoteUrl(QString::fromLatin1(url));
            QVERIFY(refuses(result, "url must not hold a"));
            QVERIFY(!result.error().message.contains(QStringLiteral("hunter2")));
            QVERIFY(!result.error().detail.contains(QStringLiteral("hunter2")));
        }
    }

    void namesOfPathsOnThisComputer()
    {
        QCOMPARE(repositoryNameFromUrl(QStringLiteral("/home/me/src/shop")),
                 QStringLiteral("src/shop"));
        QCOMPARE(repositoryNameFromUrl(QStringLiteral("file:///srv/git/shop.git/")),
                 QStringLiteral("git/shop"));
        QCOMPARE(repositoryNameFromUrl({}), QString());
        QCOMPARE(remoteHostLabel(QStringLiteral("/home/me/src/shop")), QString());
    }

    void autoStopMinutes()
    {
        for (int good : {5, 30, 480})
            QVERIFY(checkAutoStopMinutes(good));
        for (int bad : {-1, 0, 4, 481, 1'000'000})
            QVERIFY(refuses(checkAutoStopMinutes(bad), "autoStopMinutes"));
    }

    void enumNamesGoBothWays()
    {
        checkNames<WorkspaceStatus>({{WorkspaceStatus::Provisioning, "provisioning"},
                                     {WorkspaceStatus::Running, "running"},
                                     {WorkspaceStatus::Paused, "paused"},
                                     {WorkspaceStatus::Stopped, "stopped"},
                                     {WorkspaceStatus::Error, "error"}},
                                    workspaceStatus);
        checkNames<PendingAction>({{PendingAction::None, ""},
                                   {PendingAction::Pause, "pause"},
                                   {PendingAction::Resume, "resume"},
                                   {PendingAction::Stop, "stop"},
                                   {PendingAction::Delete, "delete"},
                                   {PendingAction::Cancel, "cancel"}},
                                  pendingAction);
        checkNames<Placement>(
            {{Placement::Dedicated, "dedicated"}, {Placement::Personal, "personal"}}, placement);
        checkNames<Location>({{Location::Desktop, "DESKTOP"}, {Location::Cloud, "CLOUD"}},
                             location);
        checkNames<ProvisioningStep>({{ProvisioningStep::CreatingVm, "creating_vm"},
                                      {ProvisioningStep::WaitingForSsh, "waiting_for_ssh"},
                                      {ProvisioningStep::Cloning, "cloning"},
                                      {ProvisioningStep::Ready, "ready"}},
                                     provisioningStep);
        checkNames<SeedSource>({{SeedSource::Remote, "remote"}, {SeedSource::Desktop, "desktop"}},
                               seedSource);
    }
};

QTEST_GUILESS_MAIN(TestNames)
#include "tst_names.moc"
