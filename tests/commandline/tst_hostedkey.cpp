// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandrig.h"
#include "support/keyring.h"

using namespace Qt::StringLiterals;
using namespace skybranch::test;

/// The key of an organisation's backend lives in the keychain: "login" puts it there, commands find
/// it, "logout" takes it away.
class TestHostedKey : public QObject
{
    Q_OBJECT

    CommandRig m_rig;
    Keyring m_keyring;
    QString m_url;

    Ended login(const QByteArray &key) const
    {
        return m_rig.run(CommandRig::program(), {u"login"_s, m_url}, {}, key);
    }
    Ended list() const { return m_rig.skybranch({u"--server"_s, m_url, u"list"_s}); }

private Q_SLOTS:
    void initTestCase();
    void saysThatThereIsNoKeychain();
    void saysThatThereIsNoKey();
    void keepsNoKeyThatIsRefused();
    void asksOnATerminalWithoutShowing();
    void goesToNoOtherBackend();
    void forgets();
};

void TestHostedKey::initTestCase()
{
    QVERIFY(m_rig.start());
    QVERIFY(m_rig.useServer());
    m_url = m_rig.server().base();
    m_rig.useKeychain();
}

/// First: no keychain runs yet.
void TestHostedKey::saysThatThereIsNoKeychain()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    const Ended ended = list();
    QCOMPARE(ended.code, 4);
    QVERIFY2(ended.err.contains("GNOME Keyring") && ended.err.contains("--api-key-file"),
             ended.err.constData());
    const auto started = m_keyring.start();
    QVERIFY2(started, qPrintable(started ? QString() : started.error().detail));
}

void TestHostedKey::saysThatThereIsNoKey()
{
    const Ended ended = list();
    QCOMPARE(ended.code, 4);
    const QByteArray way = "skybranch login " + m_url.toUtf8();
    QVERIFY2(ended.err.contains(way), ended.err.constData());
}

void TestHostedKey::keepsNoKeyThatIsRefused()
{
    QCOMPARE(login("wrong\n").code, 4);
    QCOMPARE(login(QByteArray()).code, 2);
    QVERIFY(list().err.contains("There is no key"));
    QCOMPARE(m_rig.skybranch({u"login"_s, u"http://example.org"_s}).code, 2);
}

void TestHostedKey::asksOnATerminalWithoutShowing()
{
    const QString line = CommandRig::program() + u" login "_s + m_url + u'/';
    const auto process = m_rig.begin(u"script"_s, {u"-qec"_s, line, u"/dev/null"_s});
    QByteArray said;
    QVERIFY(QTest::qWaitFor(
        [&] {
            said += process->readAllStandardOutput();
            return said.contains("The key for");
        },
        30'000));
    process->write(m_rig.server().key() + '\n');
    const Ended ended = CommandRig::end(*process);
    QCOMPARE(ended.code, 0);
    QVERIFY2(ended.out.contains("The key is in the keychain"), ended.out.constData());
    said += ended.out;
    QVERIFY(!said.contains(m_rig.server().key()));
    QCOMPARE(list().code, 0);
}

void TestHostedKey::goesToNoOtherBackend()
{
    const Ended ended = m_rig.skybranch({u"--server"_s, u"http://127.0.0.1:9"_s, u"list"_s});
    QCOMPARE(ended.code, 4);
    QVERIFY2(ended.err.contains("There is no key"), ended.err.constData());
}

void TestHostedKey::forgets()
{
    QCOMPARE(m_rig.skybranch({u"logout"_s, m_url}).code, 0);
    QCOMPARE(list().code, 4);
    QCOMPARE(login(m_rig.server().key()).code, 0);
    QCOMPARE(list().code, 0);
}

QTEST_GUILESS_MAIN(TestHostedKey)
#include "tst_hostedkey.moc"
