// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"
#include "secrets/keychainstore.h"
#include "support/keyring.h"
#include "support/result.h"

using namespace skybranch;
using skybranch::secrets::KeychainStore;
using skybranch::test::await;

class TestKeychainStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // First: the session bus is looked for once per process when it is found.
    void withoutAKeychainItSaysWhatToDo()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        KeychainStore store;
        const auto result = await(store.read(QStringLiteral("token")));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Unavailable);
        QVERIFY(result.error().message.contains(QStringLiteral("GNOME Keyring")));
        QVERIFY(!result.error().detail.isEmpty());
    }

    void aSecretSurvivesTheStore()
    {
        QVERIFY_RESULT(m_keyring.start());
        const QByteArray secret("bin\0ary \xff secret", 16);
        {
            KeychainStore store;
            QCOMPARE(await(store.read(m_key)).value(), std::nullopt);
            QVERIFY_RESULT(await(store.write(m_key, "former")));
            QVERIFY_RESULT(await(store.write(m_key, secret)));
        }
        KeychainStore another;
        QCOMPARE(await(another.read(m_key)).value(), secret);
        QCOMPARE(await(another.read(QStringLiteral("other"))).value(), std::nullopt);
    }

    void removeIsIdempotent()
    {
        KeychainStore store;
        QVERIFY_RESULT(await(store.remove(m_key)));
        QVERIFY_RESULT(await(store.remove(m_key)));
        QCOMPARE(await(store.read(m_key)).value(), std::nullopt);
    }

    void aTaskOutlivesItsStore()
    {
        auto store = std::make_unique<KeychainStore>();
        auto task = store->write(m_key, "x");
        store.reset();
        QVERIFY_RESULT(await(std::move(task)));
    }

    void aCancelledWriteIsNotDone()
    {
        StopSource stop;
        stop.request_stop();
        KeychainStore store;
        const auto result = await(store.write(m_key, "y", stop.get_token()));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
        QCOMPARE(await(store.read(m_key)).value(), QByteArray("x"));
    }

    void aLargeSecretIsRefused()
    {
        KeychainStore store;
        const auto result
            = await(store.write(m_key, QByteArray(secrets::maximumSecretSize + 1, 'x')));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::TooLarge);
    }

private:
    const QString m_key = QStringLiteral("backend-key");
    test::Keyring m_keyring;
};

QTEST_GUILESS_MAIN(TestKeychainStore)
#include "tst_keychainstore.moc"
