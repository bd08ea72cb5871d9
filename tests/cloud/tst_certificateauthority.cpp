// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"
#include "cloud/certificateauthority.h"
#include "ssh/keypair.h"
#include "support/result.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace skybranch;
using namespace skybranch::cloud;
using namespace skybranch::test;
using namespace Qt::StringLiterals;

class TestCertificateAuthority : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::optional<CertificateAuthority> m_authority;
    QString m_key;

    QString path(const QString &name) const { return m_folder.filePath(u"ca/"_s + name); }

private Q_SLOTS:
    void initTestCase()
    {
        auto authority = await(CertificateAuthority::open(m_folder.filePath(u"ca"_s)));
        QVERIFY_RESULT(authority);
        m_authority = *authority;
        const auto key = ssh::KeyPair::create();
        QVERIFY_RESULT(key);
        m_key = key->publicKey();
    }

    void theKeyIsItsOwnersAlone()
    {
        constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther
            | QFile::WriteOther | QFile::ExeGroup | QFile::ExeOther;
        QVERIFY(!(QFileInfo(path(u"ca_key"_s)).permissions() & others));
        QVERIFY(!(QFileInfo(m_folder.filePath(u"ca"_s)).permissions() & others));
    }

    void theKeyStaysTheSame()
    {
        const auto again = await(CertificateAuthority::open(m_folder.filePath(u"ca"_s)));
        QVERIFY_RESULT(again);
        QCOMPARE(again->publicKey(), m_authority->publicKey());
    }

    void aDamagedKeyIsNotReplaced()
    {
        QTemporaryDir folder;
        QVERIFY_RESULT(await(CertificateAuthority::open(folder.path())));
        QFile file(folder.filePath(u"ca_key.pub"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("nonsense\n");
        file.close();
        const auto again = await(CertificateAuthority::open(folder.path()));
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::Unavailable);
    }

    void oneKeyServesSeveralBackends()
    {
        const QTemporaryDir other;
        const auto shared
            = await(CertificateAuthority::openShared(path(u"ca_key"_s), other.path()));
        QVERIFY_RESULT(shared);
        QCOMPARE(shared->publicKey(), m_authority->publicKey());
        QVERIFY_RESULT(await(shared->sign(m_key, VmId::create(), UserId::create())));
        QVERIFY(!QFile::exists(other.filePath(u"ca_key"_s)));
    }

    void whatIsNoKeyIsRefused_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QFile::Permissions>("permissions");
        constexpr QFile::Permissions mine = QFile::ReadOwner | QFile::WriteOwner;
        QFile key(path(u"ca_key"_s));
        QVERIFY(key.open(QIODevice::ReadOnly));
        const QByteArray good = key.readAll();
        QTest::newRow("nonsense") << "nonsense\n"_ba << mine;
        QTest::newRow("half of one") << good.first(good.size() / 2) << mine;
        QTest::newRow("everybody can read it") << good << (mine | QFile::ReadOther);
    }

    void whatIsNoKeyIsRefused()
    {
        QFETCH(QByteArray, content);
        QFETCH(QFile::Permissions, permissions);
        const QTemporaryDir other;
        QFile file(other.filePath(u"key"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        QVERIFY(file.setPermissions(permissions));
        const auto shared = await(
            CertificateAuthority::openShared(other.filePath(u"key"_s), other.filePath(u"work"_s)));
        QVERIFY(!shared);
        QCOMPARE(shared.error().code, ErrorCode::InvalidArgument);
    }

    void aCertificateGivesFiveMinutesInOneVm()
    {
        const VmId vm = VmId::create();
        const UserId user = UserId::create();
        const QUuid apiKey = QUuid::createUuid();
        const auto made = await(m_authority->sign(m_key + u" ann@laptop"_s, vm, user, apiKey));
        QVERIFY_RESULT(made);
        QVERIFY(!made->line.contains(m_folder.path()));
        QFile file(m_folder.filePath(u"shown-cert.pub"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(made->line.toLatin1() + '\n');
        file.close();
        ProcessSpec spec{.program = u"ssh-keygen"_s,
                         .arguments = {u"-L"_s, u"-f"_s, file.fileName()}};
        spec.environment.insert(u"TZ"_s, u"UTC"_s);
        const auto shown = await(runProcess(spec));
        QVERIFY_RESULT(shown);
        const QString text = QString::fromUtf8(shown->out).simplified();
        QVERIFY2(text.contains(u"user certificate"_s), qPrintable(text));
        QVERIFY(text.contains(u"Principals: %1 Critical Options: (none) "
                              "Extensions: permit-agent-forwarding permit-port-forwarding "
                              "permit-pty"_s.arg(vm.toString())));
        QVERIFY(text.endsWith(u"permit-pty"_s));
        QVERIFY(text.contains(user.toString()));
        // By which its connections are found when that is revoked.
        QVERIFY(text.contains(apiKey.toString(QUuid::WithoutBraces)));
        const QRegularExpression period(u"from (\\S+) to (\\S+)"_s);
        const auto match = period.match(text);
        QVERIFY(match.hasMatch());
        const auto from = QDateTime::fromString(match.captured(1), Qt::ISODate);
        const auto to = QDateTime::fromString(match.captured(2), Qt::ISODate);
        QVERIFY(from.secsTo(to) >= 359 && from.secsTo(to) <= 420);
        QVERIFY(std::abs(made->expiresAt.secsTo(QDateTime::currentDateTimeUtc())) <= 301);
    }

    void nothingIsLeftBehind()
    {
        QVERIFY_RESULT(await(m_authority->sign(m_key, VmId::create(), {})));
        QCOMPARE(
            QDir(m_folder.filePath(u"ca"_s)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
            (QStringList{u"ca_key"_s, u"ca_key.pub"_s}));
    }

    void aKeyThatIsNoneIsRefused_data()
    {
        QTest::addColumn<QString>("line");
        const auto key = ssh::KeyPair::create();
        const QString good = key->publicKey();
        QTest::newRow("empty") << QString();
        QTest::newRow("two lines") << good + u"\n"_s + good;
        QTest::newRow("line end") << good + u"\n"_s;
        QTest::newRow("another type") << QString(good).replace(u"ssh-ed25519"_s, u"ssh-rsa"_s);
        QTest::newRow("options before") << u"permit-open=\"*:*\" "_s + good;
        QTest::newRow("no base64") << u"ssh-ed25519 !!!!"_s;
        QTest::newRow("short") << u"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5"_s;
        QTest::newRow("trailing") << good + u"AAAA"_s;
        QTest::newRow("tab") << QString(good).replace(u' ', u'\t');
        QTest::newRow("not ASCII") << good + u" \u00e4"_s;
        QTest::newRow("long") << good + u' ' + QString(2000, u'x');
    }

    void aKeyThatIsNoneIsRefused()
    {
        QFETCH(QString, line);
        const auto made = await(m_authority->sign(line, VmId::create(), {}));
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::InvalidArgument);
        QVERIFY(made.error().message.contains(u"publicKey"_s));
    }
};

QTEST_GUILESS_MAIN(TestCertificateAuthority)
#include "tst_certificateauthority.moc"
