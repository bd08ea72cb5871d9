// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/backendkey.h"
#include "client/serverchoice.h"
#include "desktop/desktop.h"
#include "support/backend.h"
#include "support/keyring.h"
#include "support/result.h"
#include "ui/dialogs/backendpage.h"
#include "ui/mainwindow.h"
#include "ui/views/backendpageview.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QTcpServer>

using namespace skybranch;
using namespace Qt::StringLiterals;
using client::BackendInfo;
using test::await;

namespace {

constexpr int patienceMs = 20'000; // a loaded machine

template <typename Type = QWidget> Type *find(const char *name)
{
    for (QWidget *widget : QApplication::allWidgets()) {
        if (widget->objectName() == QLatin1StringView(name) && widget->isVisible())
            return qobject_cast<Type *>(widget);
    }
    return nullptr;
}

QString words(const char *name)
{
    const QWidget *widget = find(name);
    return widget ? widget->property("text").toString() : QString();
}

} // namespace

/// An organisation's backend, signed in at in the window: the key is checked, kept in the keychain
/// alone, told when it is refused, and taken away.
class TestHosted : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    test::Keyring m_keyring;
    test::BackendProcess m_server;
    std::unique_ptr<Desktop> m_desktop;
    QString m_keyId;
    QByteArray m_key;

    bool makeKey()
    {
        const QJsonObject made
            = m_server.client().post(u"/api/keys"_s, {{u"name"_s, u"laptop"_s}}).json();
        m_keyId = made.value("id"_L1).toString();
        m_key = made.value("key"_L1).toString().toLatin1();
        return !m_key.isEmpty();
    }

    BackendInfo backend() const { return m_desktop->session().backend(); }
    std::optional<QByteArray> kept() const
    {
        return await(client::keptKey(m_server.base(), {})).value_or(std::nullopt);
    }

    QString chosen() const
    {
        client::SessionConfig config{.dataFolder = m_folder.path()};
        client::chooseServer(config, {}, {});
        return config.backendUrl;
    }

    /// As a hand does it, without a mouse.
    static void enter(const QString &url, const QByteArray &key)
    {
        auto *field = find<QLineEdit>("backendUrl");
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, url);
        QTest::keyClick(field, Qt::Key_Tab);
        enterKey(key);
    }

    static void enterKey(const QByteArray &key)
    {
        auto *field = find<QLineEdit>("backendKey");
        field->setFocus();
        field->selectAll();
        QApplication::clipboard()->setText(QString::fromLatin1(key));
        QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
        QTest::keyClick(field, Qt::Key_Return);
    }

private Q_SLOTS:
    void initTestCase();
    void withoutAKeychainItIsForgottenAndSaid();
    void aWrongKeyIsNotKept();
    void whatDoesNotAnswerCanBeCancelled();
    void theKeyGoesToTheKeychain();
    void aRevokedKeyIsSaidAndReplaced();
    void whatTheEnvironmentNamesStays();
    void signingOutForgetsAndGoesHome();
};

void TestHosted::initTestCase()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    prepareApplication();
    QVERIFY(m_server.start());
    QVERIFY(makeKey());
    // What is signed out to need not run here.
    m_desktop = std::make_unique<Desktop>(client::SessionConfig{
        .dataFolder = m_folder.path(), .backendProgram = m_folder.filePath(u"none"_s)});
    m_desktop->start();
    QVERIFY(QTest::qWaitForWindowExposed(&m_desktop->window()));
}

/// First: no keychain runs yet.
void TestHosted::withoutAKeychainItIsForgottenAndSaid()
{
    m_desktop->window().openBackendSettings();
    QTRY_VERIFY(find("backendPage"));
    QVERIFY(!find("backendConnect")->isEnabled());
    QVERIFY(!find("backendConnect")->toolTip().isEmpty());
    enter(m_server.base() + u'/', m_key);
    QTRY_COMPARE_WITH_TIMEOUT(backend().url, m_server.base(), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(words("backendState").contains(u"Signed in as"_s), patienceMs);
    QVERIFY2(words("backendState").contains(u"This computer"_s), qPrintable(words("backendState")));
    QVERIFY(words("backendNote").contains(u"keychain"_s));
    QCOMPARE(chosen(), m_server.base());
    QVERIFY_RESULT(m_keyring.start());
}

void TestHosted::aWrongKeyIsNotKept()
{
    enterKey("a-key-that-nobody-gave");
    QTRY_VERIFY_WITH_TIMEOUT(words("backendReason").contains(u"does not know this key"_s),
                             patienceMs);
    QCOMPARE(kept(), std::nullopt);
    QVERIFY(find("backendKey")->hasFocus());
    QCOMPARE(backend().state, BackendInfo::State::Ready);
}

void TestHosted::whatDoesNotAnswerCanBeCancelled()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    enter(u"http://127.0.0.1:%1"_s.arg(silent.serverPort()), m_key);
    QTRY_VERIFY(find("backendCancel"));
    QVERIFY(words("backendReason").startsWith(u"Asking the backend"_s));
    QVERIFY(!find("backendKey")->isEnabled());
    QTest::keyClick(find("backendCancel"), Qt::Key_Space);
    QTRY_VERIFY(!find("backendCancel"));
    QVERIFY(find("backendUrl")->hasFocus());
    QCOMPARE(chosen(), m_server.base());
}

void TestHosted::theKeyGoesToTheKeychain()
{
    auto *key = find<QLineEdit>("backendKey");
    QCOMPARE(key->echoMode(), QLineEdit::Password);
    QTest::keyClick(find("backendShowKey"), Qt::Key_Space);
    QCOMPARE(key->echoMode(), QLineEdit::Normal);
    enter(m_server.base(), m_key);
    QTRY_COMPARE_WITH_TIMEOUT(key->text(), QString(), patienceMs);
    QCOMPARE(key->echoMode(), QLineEdit::Password);
    QTRY_VERIFY(!find("backendNote"));
    QCOMPARE(kept(), m_key);
}

void TestHosted::aRevokedKeyIsSaidAndReplaced()
{
    find<QDialog>("settingsDialog")->reject();
    QCOMPARE(m_server.client().send("DELETE", u"/api/keys/"_s + m_keyId).status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(backend().needsKey, patienceMs);
    QTRY_COMPARE(words("backendLink"), u"Sign in…"_s);
    QTest::mouseClick(find("backendLink"), Qt::LeftButton);
    QTRY_VERIFY(find("backendPage"));
    QVERIFY(words("backendState").contains(u"does not accept the key any more"_s));
    QCOMPARE(words("backendUrl"), m_server.base());
    QVERIFY(makeKey());
    enterKey(m_key);
    QTRY_COMPARE_WITH_TIMEOUT(backend().state, BackendInfo::State::Ready, patienceMs);
    QVERIFY(!backend().needsKey);
    QCOMPARE(kept(), m_key);
}

void TestHosted::whatTheEnvironmentNamesStays()
{
    ui::BackendPage page;
    BackendInfo info = backend();
    info.chosen = BackendInfo::Chosen::ByEnvironment;
    page.setView(ui::backendPageOf(info));
    const auto *url = page.findChild<QLineEdit *>(u"backendUrl"_s);
    QVERIFY(!url->isEnabled());
    QCOMPARE(url->text(), m_server.base());
    QVERIFY(url->toolTip().contains(u"SKYBRANCH_SERVER"_s));
    QVERIFY(page.findChild<QLineEdit *>(u"backendKey"_s)->isEnabled());
    info.keyFile = u"/a/key"_s;
    page.setView(ui::backendPageOf(info));
    QVERIFY(!page.findChild<QLineEdit *>(u"backendKey"_s)->isEnabled());
}

void TestHosted::signingOutForgetsAndGoesHome()
{
    QTRY_VERIFY(find("backendLeave"));
    QTest::keyClick(find("backendLeave"), Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(backend().bundled, patienceMs);
    QCOMPARE(kept(), std::nullopt);
    QCOMPARE(chosen(), QString());
    QTRY_VERIFY(find("backendPage"));
    QVERIFY(!find("backendLeave"));
    m_desktop.reset();
}

QTEST_MAIN(TestHosted)
#include "tst_hosted.moc"
