// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"
#include "base/process.h"
#include "ssh/hostkeys.h"
#include "ssh/keypair.h"
#include "support/result.h"

#include <QTemporaryDir>
#include <QTest>

using namespace skybranch;
using skybranch::test::await;

class TestHostKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFingerprintIsThatOfOpenSsh()
    {
        const auto pair = ssh::KeyPair::create();
        QVERIFY_RESULT(pair);
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("key.pub"));
        QVERIFY_RESULT(writePrivateFile(file, pair->publicKey().toUtf8() + '\n'));
        auto shown
            = await(runProcess({.program = QStringLiteral("ssh-keygen"),
                                .arguments = {QStringLiteral("-l"), QStringLiteral("-f"), file}}));
        QVERIFY_RESULT(shown);
        const auto keys = ssh::parseHostKeys({pair->publicKey() + QStringLiteral(" a comment")});
        QVERIFY_RESULT(keys);
        QCOMPARE(QString::fromUtf8(shown->out.split(' ').value(1)),
                 ssh::fingerprint(keys->first().blob));
    }

    void twoKeysDiffer()
    {
        QVERIFY(ssh::KeyPair::create()->publicKey() != ssh::KeyPair::create()->publicKey());
    }

    void badLinesAreRefused_data()
    {
        QTest::addColumn<QStringList>("lines");
        QTest::newRow("none") << QStringList();
        QTest::newRow("empty") << QStringList{QString()};
        QTest::newRow("no key") << QStringList{QStringLiteral("ssh-ed25519")};
        QTest::newRow("no base64") << QStringList{QStringLiteral("ssh-ed25519 A*B")};
        QTest::newRow("another type inside")
            << QStringList{QStringLiteral("ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIJ")};
        QTest::newRow("too short") << QStringList{QStringLiteral("ssh-ed25519 AAAA")};
    }

    void badLinesAreRefused()
    {
        QFETCH(const QStringList, lines);
        const auto keys = ssh::parseHostKeys(lines);
        QVERIFY(!keys);
        QCOMPARE(keys.error().code, ErrorCode::InvalidArgument);
    }

    void rsaKeysAreVerifiedWithSha2()
    {
        const QList<ssh::HostKey> keys{{"ssh-rsa", "a"}, {"ssh-ed25519", "b"}, {"ssh-rsa", "c"}};
        QCOMPARE(ssh::hostKeyAlgorithms(keys), QByteArray("rsa-sha2-512,rsa-sha2-256,ssh-ed25519"));
    }
};

QTEST_GUILESS_MAIN(TestHostKeys)
#include "tst_hostkeys.moc"
