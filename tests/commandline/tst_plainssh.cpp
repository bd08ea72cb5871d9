// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"
#include "commandrig.h"

using namespace Qt::StringLiterals;
using namespace skybranch;
using namespace skybranch::test;

/// What "skybranch ssh-config" writes is enough for OpenSSH and all that uses it.
class TestPlainSsh : public QObject
{
    Q_OBJECT

    CommandRig m_rig;
    QString m_id;
    const QString m_host = u"skybranch-fix-the-cart"_s;

    QString conf() const { return m_rig.home() + u"/.ssh/skybranch.conf"_s; }

    Ended ssh(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return m_rig.run(u"ssh"_s, QStringList{u"-F"_s, conf()} + arguments, {}, input);
    }

    QString fileOf(const char *end) const
    {
        return m_rig.dataFolder() + u"/openssh/"_s + m_id + QLatin1StringView(end);
    }

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void isInstalledOnce();
    void logsIn();
    void renewsWhatIsOld();
    void trustsOnlyThePinnedHost();
    void saysThatTheUserIsAnother();
    void resumesWhatIsPaused();
    void copies();
    void movesCommits();
    void goesThroughAPipe();
    void takesManyAtATime();
    void isKeptUpToDateAndRemoved();
};

void TestPlainSsh::initTestCase()
{
    QVERIFY(m_rig.start());
    QVERIFY(m_rig.useServer());
    m_id = m_rig.create(u"Fix the cart"_s);
    QVERIFY(!m_id.isEmpty());
}

void TestPlainSsh::cleanupTestCase()
{
    QVERIFY(m_rig.deleteAll());
}

void TestPlainSsh::isInstalledOnce()
{
    const QString config = m_rig.home() + u"/.ssh/config"_s;
    QVERIFY(makePrivateFolder(QFileInfo(config).path()));
    QVERIFY(writePrivateFile(config, "# caf\xe9\nHost mine\n    Port 1\n"));
    QCOMPARE(m_rig.skybranch({u"ssh-config"_s, u"--install"_s}).code, 0);
    QCOMPARE(m_rig.skybranch({u"ssh-config"_s, u"--install"_s}).code, 0);
    QCOMPARE(*readFile(config),
             "Include ~/.ssh/skybranch.conf\n# caf\xe9\nHost mine\n    Port 1\n"_ba);
    for (const QString &file : {config, conf()})
        QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
    QCOMPARE(m_rig.skybranch({u"ssh-config"_s}).out, *readFile(conf()));
    // Another data folder has other workspaces: it leaves these alone.
    const QByteArray before = *readFile(conf());
    const Ended other = m_rig.skybranch({u"--data-dir"_s, m_rig.path("other"), u"ssh-config"_s});
    QVERIFY(other.out.contains(m_rig.path("other").toUtf8()));
    QCOMPARE(*readFile(conf()), before);
    const QByteArray known = ssh({u"-G"_s, m_host}).out;
    QVERIFY2(known.contains("stricthostkeychecking true"), known.constData());
    QVERIFY2(known.contains("identitiesonly yes"), known.constData());
}

void TestPlainSsh::logsIn()
{
    QCOMPARE(ssh({m_host, u"cat; exit 5"_s}, "12345").out, "12345"_ba);
    QCOMPARE(ssh({m_host, u"exit 5"_s}).code, 5);
    const QFile::Permissions key
        = QFile::permissions(m_rig.dataFolder() + u"/openssh/key/id_ed25519"_s);
    QVERIFY(key & QFile::ReadOwner);
    QVERIFY(!(key & (QFile::ReadGroup | QFile::ReadOther)));
}

/// ssh reads its files after the proxy command has written them.
void TestPlainSsh::renewsWhatIsOld()
{
    QVERIFY(writePrivateFile(fileOf("-cert.pub"), "old\n"));
    QVERIFY(writePrivateFile(fileOf(".known_hosts"), "old\n"));
    QCOMPARE(ssh({m_host, u"true"_s}).code, 0);
    QVERIFY(QFile::remove(fileOf("-cert.pub")));
    QVERIFY(QDir(m_rig.dataFolder() + u"/openssh/key"_s).removeRecursively());
    QCOMPARE(ssh({m_host, u"true"_s}).code, 0);
}

void TestPlainSsh::trustsOnlyThePinnedHost()
{
    const Ended ended = ssh({u"-o"_s, u"HostKeyAlias=somebody-else"_s, m_host, u"true"_s});
    QCOMPARE(ended.code, 255);
    QVERIFY2(ended.err.contains("Host key verification failed"), ended.err.constData());
}

void TestPlainSsh::saysThatTheUserIsAnother()
{
    const Ended ended = ssh({u"root@"_s + m_host, u"true"_s});
    QCOMPARE(ended.code, 255);
    QVERIFY2(ended.err.contains("Log in as dev@"), ended.err.constData());
}

void TestPlainSsh::resumesWhatIsPaused()
{
    QCOMPARE(m_rig.skybranch({u"pause"_s, m_id, u"--wait"_s}).code, 0);
    const Ended ended = ssh({m_host, u"echo there"_s});
    QCOMPARE(ended.out, "there\n"_ba);
    QVERIFY2(ended.err.contains("It is resumed"), ended.err.constData());
}

void TestPlainSsh::copies()
{
    const QString here = m_rig.path("here");
    QVERIFY(makePrivateFolder(here + u"/tree/in"_s));
    QByteArray content(3 << 20, 'x');
    content[7] = '\n';
    QVERIFY(writePrivateFile(here + u"/tree/in/file"_s, content));
    const QString there = m_host + u":/tmp/there"_s;
    QCOMPARE(m_rig.run(u"scp"_s, {u"-qF"_s, conf(), here + u"/tree/in/file"_s, there}).code, 0);
    QCOMPARE(m_rig.run(u"scp"_s, {u"-qF"_s, conf(), there, here + u"/back"_s}).code, 0);
    QCOMPARE(readFile(here + u"/back"_s, 4 << 20).value_or(QByteArray()), content);
    const QString shell = u"ssh -F "_s + conf();
    QCOMPARE(m_rig.run(u"rsync"_s, {u"-ae"_s, shell, here + u"/tree"_s, m_host + u":/workspace/"_s})
                 .code,
             0);
    QCOMPARE(ssh({m_host, u"wc -c < /workspace/tree/in/file"_s}).out.trimmed(),
             QByteArray::number(content.size()));
}

void TestPlainSsh::movesCommits()
{
    const QString shell = u"core.sshCommand=ssh -F "_s + conf();
    const QString clone = m_rig.path("clone");
    const auto git = [&](const QStringList &words) {
        return m_rig
            .run(u"git"_s,
                 QStringList{u"-c"_s, shell, u"-c"_s, u"user.name=a"_s, u"-c"_s,
                             u"user.email=a@example.org"_s}
                     + words)
            .code;
    };
    QCOMPARE(git({u"clone"_s, u"-q"_s, m_host + u":/workspace/shop"_s, clone}), 0);
    QCOMPARE(git({u"-C"_s, clone, u"commit"_s, u"-qm"_s, u"From here"_s, u"--allow-empty"_s}), 0);
    QCOMPARE(git({u"-C"_s, clone, u"push"_s, u"-q"_s, u"origin"_s, u"HEAD:refs/heads/here"_s}), 0);
    QCOMPARE(ssh({m_host, u"git -C /workspace/shop log -1 --format=%s here"_s}).out,
             "From here\n"_ba);
}

/// Where the other side does not take sockets, bytes go through, to the end of both directions.
void TestPlainSsh::goesThroughAPipe()
{
    QCOMPARE(ssh({m_host, u"true"_s}).code, 0);
    const QString proxy = u"ProxyCommand="_s + CommandRig::program() + u" ssh --stdio "_s + m_id;
    const QByteArray content(2 << 20, 'y');
    const Ended ended
        = ssh({u"-o"_s, proxy, u"-o"_s, u"ProxyUseFdpass=no"_s, m_host, u"cat; exit 3"_s}, content);
    QCOMPARE(ended.code, 3);
    QCOMPARE(ended.out, content);
}

void TestPlainSsh::takesManyAtATime()
{
    QVERIFY(QDir(m_rig.dataFolder() + u"/openssh"_s).removeRecursively());
    std::vector<std::unique_ptr<QProcess>> all;
    for (int i = 0; i < 6; ++i)
        all.push_back(m_rig.begin(u"ssh"_s, {u"-F"_s, conf(), m_host, u"echo %1"_s.arg(i)}));
    for (size_t i = 0; i < all.size(); ++i) {
        const Ended ended = CommandRig::end(*all[i]);
        QCOMPARE(ended.err, QByteArray());
        QCOMPARE(ended.out.trimmed(), QByteArray::number(i));
    }
}

void TestPlainSsh::isKeptUpToDateAndRemoved()
{
    const QString other = m_rig.create(u"Fix the cart"_s);
    QVERIFY(!other.isEmpty());
    // Two of one name are told apart.
    const QByteArray line = "Host skybranch-fix-the-cart-" + other.left(8).toUtf8() + '\n';
    QVERIFY(readFile(conf())->contains(line));
    // Also from one whose name looks like what tells them apart.
    const QString liar = m_rig.create(u"Fix the cart "_s + other.left(8));
    QVERIFY(!liar.isEmpty());
    QCOMPARE(readFile(conf())->count(line), 0);
    const QByteArray liarsLine = "Host skybranch-" + liar.toUtf8() + '\n';
    QVERIFY(readFile(conf())->contains(liarsLine));
    for (const QString &id : {liar, other})
        QCOMPARE(m_rig.skybranch({u"delete"_s, id, u"--yes"_s, u"--wait"_s}).code, 0);
    QVERIFY(!readFile(conf())->contains(other.toUtf8()));
    QVERIFY(readFile(conf())->contains("Host skybranch-fix-the-cart\n"));
    QCOMPARE(m_rig.skybranch({u"ssh-config"_s, u"--remove"_s}).code, 0);
    QVERIFY(!QFile::exists(conf()));
    QCOMPARE(*readFile(m_rig.home() + u"/.ssh/config"_s), "# caf\xe9\nHost mine\n    Port 1\n"_ba);
}

QTEST_GUILESS_MAIN(TestPlainSsh)
#include "tst_plainssh.moc"
