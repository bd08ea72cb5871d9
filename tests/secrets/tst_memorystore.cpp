// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/memorystore.h"
#include "support/result.h"

#include <QTest>

using namespace skybranch;
using skybranch::test::await;

class TestMemoryStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadUntilItIsRemoved()
    {
        secrets::MemoryStore store;
        const QString key = QStringLiteral("token");
        QCOMPARE(await(store.read(key)).value(), std::nullopt);
        QVERIFY_RESULT(await(store.write(key, "one")));
        QVERIFY_RESULT(await(store.write(key, "two")));
        QCOMPARE(await(store.read(key)).value(), QByteArray("two"));
        QVERIFY_RESULT(await(store.remove(key)));
        QVERIFY_RESULT(await(store.remove(key)));
        QCOMPARE(await(store.read(key)).value(), std::nullopt);
    }

    void aLargeSecretIsRefused()
    {
        secrets::MemoryStore store;
        const auto result = await(
            store.write(QStringLiteral("k"), QByteArray(secrets::maximumSecretSize + 1, 'x')));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::TooLarge);
    }
};

QTEST_GUILESS_MAIN(TestMemoryStore)
#include "tst_memorystore.moc"
