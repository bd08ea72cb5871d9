// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/guestconnection.h"
#include "cloud/guestinstaller.h"
#include "ssh/remoterun.h"
#include "support/sshserver.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QStandardPaths>

using namespace skybranch;
using namespace skybranch::cloud;
using namespace skybranch::test;
using namespace Qt::StringLiterals;

/// A guest that is sent to a machine that has none: a real sshd, whose sessions have a home of
/// their own and find only the programs that a test puts into one folder.
class TestGuestInstaller : public QObject
{
    Q_OBJECT

    std::optional<CertificateAuthority> m_authority;
    std::optional<GuestFolder> m_guest;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SshServer> m_server;
    const VmId m_vm = VmId::create();

    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString guests() const { return path(u"home/.local/share/skybranch/guest"_s); }
    QStringList kept() const;
    providers::SshEndpoint endpoint() const;
    Result<GuestPlace> install(const std::optional<GuestFolder> &guest, StopToken stop = {});
    Result<GuestPlace> install() { return install(m_guest); }
    Result<std::shared_ptr<GuestConnection>> open(const QString &program);
    Result<ssh::RemoteOutput> run(const QStringList &words, const QByteArray &input = {});
    void hide(const QString &program) { QFile::remove(path(u"bin/"_s + program)); }
    void fake(const QString &program, const QByteArray &script);
    GuestFolder renamed(const QString &name) const;
    QString holderIn(const QString &folder) const;

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void sendsItAndItAnswers();
    void sendsItToAVmWithoutXz();
    void cannotBeThere_data();
    void cannotBeThere();
    void nothingToSend();
    void damagedArchive();
    void cutInTheMiddle();
    void upgradeKeepsTerminals();
};

void TestGuestInstaller::initTestCase()
{
    const auto guest = GuestFolder::read(QCoreApplication::applicationDirPath()
                                         + u"/../share/skybranch/guest"_s);
    QVERIFY_RESULT(guest);
    m_guest = *guest;
}

void TestGuestInstaller::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<SshServer>();
    QVERIFY(QDir().mkpath(path(u"home"_s)) && QDir().mkpath(path(u"bin"_s)));
    for (const QString &program :
         {u"awk"_s, u"bash"_s, u"cat"_s, u"cut"_s, u"df"_s, u"git"_s, u"ln"_s, u"ls"_s, u"mkdir"_s,
          u"mv"_s, u"rm"_s, u"sh"_s, u"sha256sum"_s, u"tar"_s, u"uname"_s, u"wc"_s, u"xz"_s}) {
        const QString real = QStandardPaths::findExecutable(program);
        QVERIFY2(!real.isEmpty(), qPrintable(program));
        QVERIFY(QFile::link(real, path(u"bin/"_s + program)));
    }
    auto authority = await(CertificateAuthority::open(path(u"ca"_s)));
    QVERIFY_RESULT(authority);
    m_authority = *authority;
    QVERIFY_RESULT(writePrivateFile(path(u"ca.pub"_s), m_authority->publicKey().toUtf8() + '\n'));
    QVERIFY_RESULT(writePrivateFile(path(u"principals"_s), m_vm.toString().toUtf8() + '\n'));
    QVERIFY_RESULT(
        m_server->start({u"TrustedUserCAKeys="_s + path(u"ca.pub"_s),
                         u"AuthorizedPrincipalsFile="_s + path(u"principals"_s),
                         u"SetEnv=HOME=%1 PATH=%2"_s.arg(path(u"home"_s), path(u"bin"_s))}));
}

void TestGuestInstaller::cleanup()
{
    // The daemons and terminals of this test, and no others.
    for (const QString &entry : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        const QString program = QFileInfo(u"/proc/%1/exe"_s.arg(entry)).symLinkTarget();
        if (entry.toInt() > 0 && program.startsWith(m_folder->path() + u'/'))
            ::kill(entry.toInt(), SIGKILL);
    }
    m_server.reset();
    m_folder.reset();
}

/// The names of what is there, also what should not be.
QStringList TestGuestInstaller::kept() const
{
    return QDir(guests()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
}

providers::SshEndpoint TestGuestInstaller::endpoint() const
{
    return {.host = u"127.0.0.1"_s,
            .port = m_server->port(),
            .user = loginName(),
            .hostKeys = {m_server->hostKey()}};
}

Result<GuestPlace> TestGuestInstaller::install(const std::optional<GuestFolder> &guest,
                                               StopToken stop)
{
    return await(installGuest(endpoint(), m_vm, *m_authority, guest, stop), 120'000);
}

Result<std::shared_ptr<GuestConnection>> TestGuestInstaller::open(const QString &program)
{
    return await(
        GuestConnection::open(endpoint(), {.id = m_vm, .guestProgram = program}, *m_authority, {}));
}

void TestGuestInstaller::fake(const QString &program, const QByteArray &script)
{
    hide(program);
    QFile file(path(u"bin/"_s + program));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("#!/bin/sh\n" + script) > 0);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

/// The same content under another name, as another version would be.
GuestFolder TestGuestInstaller::renamed(const QString &name) const
{
    GuestFolder guest = *m_guest;
    guest.name = name;
    return guest;
}

void TestGuestInstaller::sendsItAndItAnswers()
{
    QVERIFY(!open({}));
    const auto place = install();
    QVERIFY_RESULT(place);
    QCOMPARE(place->problem, QString());
    QCOMPARE(place->program, guests() + u"/current/bin/skybranch-guest"_s);
    QCOMPARE(kept(), (QStringList{m_guest->name, u"current"_s}));
    const auto guest = open(place->program);
    QVERIFY_RESULT(guest);
    QCOMPARE((*guest)->guestVersion(), m_guest->name);
    const auto activity = await((*guest)->guest().activity());
    QVERIFY_RESULT(activity);
}

void TestGuestInstaller::sendsItToAVmWithoutXz()
{
    hide(u"xz"_s);
    hide(u"sha256sum"_s);
    const auto place = install();
    QVERIFY_RESULT(place);
    QCOMPARE(place->problem, QString());
    QVERIFY_RESULT(open(place->program));
}

void TestGuestInstaller::cannotBeThere_data()
{
    QTest::addColumn<QString>("hidden");
    QTest::addColumn<QString>("faked");
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("words");
    const QString none;
    QTest::newRow("git") << u"git"_s << none << QByteArray() << u"has no git"_s;
    QTest::newRow("tar") << u"tar"_s << none << QByteArray() << u"has no tar"_s;
    QTest::newRow("processor") << none << u"uname"_s << QByteArray("echo riscv64") << u"riscv64"_s;
    QTest::newRow("disk") << none << u"df"_s << QByteArray("echo / 9 9 20000 1% /") << u"19 MB"_s;
    QTest::newRow("full disk") << none << u"cat"_s << QByteArray("exit 1") << u"Make room"_s;
    QTest::newRow("home") << none << u"mv"_s << QByteArray("exit 1") << u"written to"_s;
    QTest::newRow("no programs") << none << u"tar"_s
                                 << QByteArray(
                                        "/bin/tar \"$@\" && /bin/chmod -R a-x \"$4\"/guest/bin/*")
                                 << u"can not be started"_s;
    QTest::newRow("unpacking") << none << u"tar"_s << QByteArray("exit 1") << u"Make room"_s;
}

void TestGuestInstaller::cannotBeThere()
{
    QFETCH(QString, hidden);
    QFETCH(QString, faked);
    QFETCH(QByteArray, script);
    QFETCH(QString, words);
    if (!hidden.isEmpty())
        hide(hidden);
    if (!faked.isEmpty())
        fake(faked, script);
    const auto place = install();
    QVERIFY_RESULT(place);
    QVERIFY(place->program.isEmpty());
    QVERIFY2(place->problem.contains(words), qPrintable(place->problem));
    QVERIFY(kept().isEmpty());
}

void TestGuestInstaller::nothingToSend()
{
    const auto place = install(std::nullopt);
    QVERIFY_RESULT(place);
    QVERIFY(place->program.isEmpty() && !place->problem.isEmpty());
}

void TestGuestInstaller::damagedArchive()
{
    GuestFolder guest = *m_guest;
    guest.archive = path(u"damaged"_s);
    QVERIFY(QFile::copy(m_guest->archive, guest.archive));
    QFile file(guest.archive);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(file.size() / 2));
    QVERIFY(file.write("damaged") == 7);
    file.close();
    const auto place = install(guest);
    QVERIFY_RESULT(place);
    QVERIFY2(place->problem.contains(u"damaged"_s), qPrintable(place->problem));
    QVERIFY(kept().isEmpty());
}

/// Whatever is left counts for nothing, and the next try clears it away.
void TestGuestInstaller::cutInTheMiddle()
{
    // The transfer stands still, so that the cut comes in the middle of it.
    fake(u"cat"_s, "/bin/head -c 3000000; /bin/sleep 60");
    auto cut = installGuest(endpoint(), m_vm, *m_authority, m_guest, {});
    QTRY_VERIFY_WITH_TIMEOUT(QDirIterator(guests(), {u"archive"_s}, QDir::Files | QDir::Hidden,
                                          QDirIterator::Subdirectories)
                                 .hasNext(),
                             20'000);
    m_server->killConnections();
    QVERIFY(!await(std::move(cut)));
    const QString receiver = kept().value(0).section(u'-', 1);
    QVERIFY(receiver.toInt() > 0);
    ::kill(receiver.toInt(), SIGKILL);
    QCOMPARE(kept().size(), 1);
    hide(u"cat"_s);
    QVERIFY(QFile::link(u"/bin/cat"_s, path(u"bin/cat"_s)));
    const auto place = install();
    QVERIFY_RESULT(place);
    QCOMPARE(place->problem, QString());
    QCOMPARE(kept(), (QStringList{m_guest->name, u"current"_s}));
}

Result<ssh::RemoteOutput> TestGuestInstaller::run(const QStringList &words, const QByteArray &input)
{
    const auto key = ssh::KeyPair::create();
    const auto certificate = await(m_authority->sign(key->publicKey(), m_vm, {}));
    if (!certificate)
        return failure(certificate);
    ssh::Connection connection;
    const providers::SshEndpoint to = endpoint();
    const auto connected = await(connection.connectTo(
        {to.host, to.port, to.user, to.hostKeys}, ssh::CertificateLogin{*key, certificate->line}));
    if (!connected)
        return failure(connected);
    return await(ssh::runRemote(&connection, {.words = words, .input = input}));
}

/// The process that holds a terminal and was started from version @p name; empty: there is none.
QString TestGuestInstaller::holderIn(const QString &name) const
{
    for (const QString &entry : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        const QString program = QFileInfo(u"/proc/%1/exe"_s.arg(entry)).symLinkTarget();
        if (entry.toInt() > 0 && program.startsWith(guests() + u'/' + name + u'/')
            && readFile(u"/proc/%1/cmdline"_s.arg(entry)).value_or(QByteArray()).contains("hold"))
            return entry;
    }
    return {};
}

void TestGuestInstaller::upgradeKeepsTerminals()
{
    const QString old = u"0.0.1-000000000001"_s;
    const auto first = install(renamed(old));
    QVERIFY_RESULT(first);
    const auto oldGuest = open(first->program);
    QVERIFY_RESULT(oldGuest);
    QCOMPARE((*oldGuest)->guestVersion(), old);
    QVERIFY(m_guest->replaces((*oldGuest)->guestVersion()));
    QVERIFY(run({first->program, u"attach"_s, u"one"_s, u"--create"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(!holderIn(old).isEmpty(), 20'000);
    const QString holder = holderIn(old);

    const auto second = install();
    QVERIFY_RESULT(second);
    QCOMPARE(second->program, first->program);
    const auto newGuest = open(second->program);
    QVERIFY_RESULT(newGuest);
    QCOMPARE((*newGuest)->guestVersion(), m_guest->name);
    QTRY_VERIFY_WITH_TIMEOUT((*oldGuest)->isClosed(), 20'000);
    QCOMPARE(holderIn(old), holder);
    QCOMPARE(kept(), (QStringList{old, m_guest->name, u"current"_s}));

    // What is not used any more goes with the next one.
    ::kill(holder.toInt(), SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(holderIn(old).isEmpty(), 20'000);
    QVERIFY_RESULT(install());
    QCOMPARE(kept(), (QStringList{m_guest->name, u"current"_s}));
    QVERIFY(!m_guest->replaces(m_guest->name));
    QVERIFY(!renamed(old).replaces(m_guest->name));
}

QTEST_GUILESS_MAIN(TestGuestInstaller)
#include "tst_guestinstaller.moc"
