// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/changes.h"
#include "support/gitremote.h"
#include "support/result.h"
#include "support/scratchrepository.h"

#include <QTest>

using namespace skybranch;
using namespace skybranch::git;
using namespace Qt::StringLiterals;
using skybranch::test::await;
using skybranch::test::GitRemote;
using skybranch::test::runTool;
using skybranch::test::ScratchHome;
using skybranch::test::ScratchRepository;

/// Against a real sshd, with the user's own ssh: what it does in a terminal, and no question.
class TestSshRemote : public QObject
{
    Q_OBJECT

    ScratchHome m_home;
    GitRemote m_remote{m_home.path(u"remote"_s)};

    /// A call whose ssh reads the configuration @p options instead of the user's.
    GitCall callWith(const QByteArray &options, const QString &folder) const
    {
        const QString config = m_home.path(u"config"_s);
        ScratchHome::write(config, "Host *\n" + options);
        return callWith(config, folder);
    }

    static GitCall callWith(const QString &config, const QString &folder)
    {
        GitCall call{.folder = folder};
        call.program.environment.insert(u"GIT_SSH_COMMAND"_s, u"ssh -F '%1'"_s.arg(config));
        return call;
    }

    QByteArray knownHosts(const QByteArray &line) const
    {
        const QString file = m_home.path(u"known"_s);
        ScratchHome::write(file, line);
        return " UserKnownHostsFile " + file.toUtf8() + '\n';
    }

    QString newKey(const QString &name) const
    {
        const QString path = m_home.path(name);
        runTool(u"ssh-keygen"_s,
                {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, QString(), u"-f"_s, path});
        return path;
    }

    void verifyRefused(const GitCall &call, ErrorCode code, const QString &words)
    {
        const auto result
            = await(clone(call, {m_remote.url(u"acme/shop"_s), m_home.path(u"none"_s)}));
        QVERIFY(!result);
        QVERIFY2(result.error().code == code, qPrintable(describe(result.error())));
        QVERIFY2(result.error().message.contains(words), qPrintable(result.error().message));
        QVERIFY(!QFile::exists(m_home.path(u"none"_s)));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_remote.start());
        m_remote.createRepository(u"acme/shop"_s);
    }

    void pushCloneAndFetch()
    {
        const auto seed = ScratchRepository::create(m_home.path(u"seed"_s));
        const QString config = m_remote.clientConfig();
        seed.git({u"remote"_s, u"add"_s, u"origin"_s, m_remote.url(u"acme/shop"_s)});
        const auto pushed = await(push(callWith(config, seed.path()), u"main"_s));
        QVERIFY_RESULT(pushed);
        QCOMPARE(*pushed, PushOutcome::Created);

        const QString folder = m_home.path(u"clone"_s);
        QVERIFY_RESULT(await(clone(callWith(config, m_home.path()),
                                   {m_remote.url(u"acme/shop"_s), folder, u"main"_s})));
        const QString id = seed.commit(u"f"_s, "1", u"More"_s);
        QVERIFY_RESULT(await(push(callWith(config, seed.path()), u"main"_s)));
        const auto pulled = await(pullFastForward(callWith(config, folder)));
        QVERIFY_RESULT(pulled);
        QCOMPARE(pulled->newId, id);
    }

    void aKeyThatIsNotLetIn()
    {
        const QByteArray options = knownHosts(m_remote.knownHostsLine())
            + " IdentitiesOnly yes\n IdentityFile " + newKey(u"stranger"_s).toUtf8() + '\n';
        verifyRefused(callWith(options, m_home.path()), ErrorCode::AuthenticationFailed,
                      u"ssh agent"_s);
    }

    void aKeyWithAPassphraseIsNotAskedFor()
    {
        const QString key = m_home.path(u"locked"_s);
        runTool(u"ssh-keygen"_s,
                {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, u"secret"_s, u"-f"_s, key});
        const QByteArray options = knownHosts(m_remote.knownHostsLine())
            + " IdentitiesOnly yes\n IdentityFile " + key.toUtf8() + '\n';
        verifyRefused(callWith(options, m_home.path()), ErrorCode::AuthenticationFailed,
                      u"ssh agent"_s);
    }

    void anUnknownHostIsNotAskedFor()
    {
        verifyRefused(callWith(knownHosts({}), m_home.path()), ErrorCode::HostKeyMismatch,
                      u"not known"_s);
    }

    void aChangedHostKeyIsNamed()
    {
        QFile other(newKey(u"other_host"_s) + u".pub"_s);
        QVERIFY(other.open(QIODevice::ReadOnly));
        const QByteArray line
            = m_remote.knownHostsLine().split(' ').first() + ' ' + other.readAll();
        verifyRefused(callWith(knownHosts(line), m_home.path()), ErrorCode::HostKeyMismatch,
                      u"has changed"_s);
    }

    void aRepositoryThatIsNotThere()
    {
        const auto result = await(clone(callWith(m_remote.clientConfig(), m_home.path()),
                                        {m_remote.url(u"acme/gone"_s), m_home.path(u"none"_s)}));
        QVERIFY(!result);
        QVERIFY2(result.error().code == ErrorCode::NotFound, qPrintable(describe(result.error())));
    }

    void aServerThatIsAway()
    {
        m_remote.stop();
        verifyRefused(callWith(m_remote.clientConfig(), m_home.path()), ErrorCode::Unavailable,
                      u"network"_s);
    }
};

QTEST_GUILESS_MAIN(TestSshRemote)
#include "tst_sshremote.moc"
