// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"
#include "ui/ports/portrow.h"
#include "ui/ports/portsbutton.h"
#include "ui/ports/portspopup.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skybranch;
using namespace skybranch::ui;
using client::PortInfo;
using client::PortsInfo;

namespace {

client::WorktreeInfo workspace(domain::WorkspaceStatus status)
{
    client::WorktreeInfo info;
    info.cloud = domain::Workspace();
    info.cloud->status = status;
    return info;
}

const client::WorktreeInfo running = workspace(domain::WorkspaceStatus::Running);

QString focusName()
{
    const QWidget *widget = QApplication::focusWidget();
    return widget ? widget->objectName() : QString();
}

} // namespace

class TestPortsPopup : public QObject
{
    Q_OBJECT

    std::unique_ptr<QWidget> m_window;
    PortsButton *m_button = nullptr;
    QPushButton *m_elsewhere = nullptr;
    PortsPopup *m_popup = nullptr;

    PortRow *row(quint16 port) const
    {
        for (PortRow *row : m_popup->findChildren<PortRow *>()) {
            if (row->isVisible() && row->view().port == port)
                return row;
        }
        return nullptr;
    }

    template <typename Type = QAbstractButton> Type *in(quint16 port, const char *name) const
    {
        return row(port)->findChild<Type *>(QLatin1StringView(name));
    }

    void key(Qt::Key key) const { QTest::keyClick(QApplication::focusWidget(), key); }

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(); }

    void init()
    {
        m_window = std::make_unique<QWidget>();
        m_window->resize(800, 500);
        m_elsewhere = new QPushButton(u"elsewhere"_s, m_window.get());
        m_elsewhere->setGeometry(20, 400, 100, 28);
        m_button = new PortsButton(m_window.get());
        m_button->setCount(true, 2);
        m_button->setGeometry(600, 10, 90, 28);
        m_button->show();
        m_popup = new PortsPopup(m_window.get());
        m_popup->setView(samples::ports());
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_elsewhere->setFocus();
    }

    void cleanup() { m_window.reset(); }

    void theViewSaysWhatIsWhere()
    {
        const PortsInfo info{
            .isKnown = true,
            .ports
            = {{.port = 443, .isListening = true, .localPort = 8443},
               {.port = 3000, .program = u"no\nde"_s, .isListening = true, .localPort = 3000},
               {.port = 5000, .localPort = 5000, .problem = u"Why."_s},
               {.port = 5173, .isListening = true}}};
        const PortsView view = portsOf(running, info);
        QVERIFY(view.hasVm);
        QCOMPARE(view.ports.size(), 4);
        QCOMPARE(view.ports[0].url, QUrl(u"https://localhost:8443/"_s));
        QVERIFY(!view.ports[0].program.isEmpty());
        QCOMPARE(view.ports[1].url, QUrl(u"http://localhost:3000/"_s));
        QCOMPARE(view.ports[1].address, u"localhost:3000"_s);
        QVERIFY(!view.ports[1].program.contains(u'\n'));
        QVERIFY(view.ports[1].canStop);
        QCOMPARE(view.ports[2].problem, u"Why."_s);
        QCOMPARE(view.ports[3].address, QString());
        QVERIFY(view.empty.isEmpty());
    }

    void aSharedNetworkNeedsNoForwarding()
    {
        const PortsView view
            = portsOf(running,
                      {.isKnown = true,
                       .isShared = true,
                       .ports = {{.port = 3000, .isListening = true, .localPort = 3000}}});
        QCOMPARE(view.ports[0].address, u"localhost:3000"_s);
        QVERIFY(!view.ports[0].canStop);
        QVERIFY(view.hint != portsOf(running, {.ports = {{.port = 1}}}).hint);
    }

    void withoutPortsItSaysWhy()
    {
        const QString none = portsOf(running, {.isKnown = true}).empty;
        const QString notYet = portsOf(running, {}).empty;
        QVERIFY(!none.isEmpty() && !notYet.isEmpty() && none != notYet);
        QVERIFY(!portsOf(workspace(domain::WorkspaceStatus::Paused), {}).hasVm);
        QVERIFY(portsOf(workspace(domain::WorkspaceStatus::Paused),
                        {.ports = {{.port = 3000, .localPort = 3000}}})
                    .hasVm);
        QVERIFY(!portsOf({}, {}).hasVm);
    }

    void theButtonCounts()
    {
        QVERIFY(m_button->text().endsWith(u'2'));
        QVERIFY(m_button->accessibleName().contains(u'2'));
        m_button->setNarrow(true);
        QCOMPARE(m_button->text(), u"2"_s);
        QSignalSpy changed(m_button, &PortsButton::changed);
        m_button->setCount(true, 2);
        QCOMPARE(changed.count(), 0);
        m_button->setCount(true, 0);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(m_button->text(), QString());
        QVERIFY(!m_button->toolTip().isEmpty());
    }

    void aClickAsksForWhatTheRowOffers()
    {
        QSignalSpy forward(m_popup, &PortsPopup::forwardRequested);
        QSignalSpy stop(m_popup, &PortsPopup::stopRequested);
        QSignalSpy open(m_popup, &PortsPopup::openRequested);
        QSignalSpy copy(m_popup, &PortsPopup::copyRequested);
        m_popup->open(m_button);
        in(5173, "portForward")->click();
        in(5432, "portOpen")->click();
        in(5432, "portCopy")->click();
        in(5432, "portStop")->click();
        QCOMPARE(forward.value(0).value(0).value<quint16>(), 5173);
        QCOMPARE(open.value(0).value(0).toUrl(), row(5432)->view().url);
        QCOMPARE(copy.value(0).value(0).toString(), u"localhost:41873"_s);
        QCOMPARE(stop.value(0).value(0).value<quint16>(), 5432);
        QVERIFY(!in(5173, "portOpen")->isVisible());
        QVERIFY(!in(5432, "portForward")->isVisible());
        QVERIFY(in<QLabel>(8080, "portProblem")->isVisible());
        QVERIFY(!in<QLabel>(3000, "portProblem")->isVisible());
    }

    void theKeyboardGoesThroughIt()
    {
        m_popup->open(m_button);
        QCOMPARE(QApplication::focusWidget(), in(3000, "portOpen"));
        key(Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), in(3000, "portCopy"));
        key(Qt::Key_Down);
        QCOMPARE(QApplication::focusWidget(), in(5173, "portForward"));
        key(Qt::Key_Down);
        QCOMPARE(QApplication::focusWidget(), in(5432, "portOpen"));
        key(Qt::Key_Up);
        key(Qt::Key_Up);
        key(Qt::Key_Up);
        QCOMPARE(QApplication::focusWidget(), in(49152, "portForward"));
        key(Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), in(3000, "portOpen"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab);
        QCOMPARE(QApplication::focusWidget(), in(49152, "portForward"));
        QSignalSpy forward(m_popup, &PortsPopup::forwardRequested);
        key(Qt::Key_Space);
        QCOMPARE(forward.count(), 1);
        key(Qt::Key_Escape);
        QVERIFY(!m_popup->isVisible());
        QCOMPARE(QApplication::focusWidget(), m_elsewhere);
    }

    void theFocusStaysWithItsPort()
    {
        m_popup->open(m_button);
        in(5173, "portForward")->setFocus();
        PortsView view = samples::ports();
        view.ports[1].address = u"localhost:5173"_s;
        view.ports[1].canStop = true;
        view.ports.removeFirst();
        m_popup->setView(view);
        QCOMPARE(QApplication::focusWidget(), in(5173, "portOpen"));
        view.ports.removeFirst();
        m_popup->setView(view);
        QCOMPARE(QApplication::focusWidget(), in(5432, "portOpen"));
        m_popup->setView({.hasVm = true, .empty = u"Nothing."_s});
        QCOMPARE(focusName(), u"portsPopup"_s);
        key(Qt::Key_Escape);
        QVERIFY(!m_popup->isVisible());
    }

    void aRowMayGoWhileItIsClicked()
    {
        m_popup->open(m_button);
        connect(m_popup, &PortsPopup::stopRequested, m_popup,
                [this] { m_popup->setView({.hasVm = true, .empty = u"Nothing."_s}); });
        in(8080, "portStop")->click();
        QVERIFY(!row(8080));
    }

    void aClickElsewhereClosesIt()
    {
        m_popup->open(m_button);
        QSignalSpy clicked(m_elsewhere, &QPushButton::clicked);
        QTest::mouseClick(row(5173)->findChild<ElidedLabel *>(), Qt::LeftButton);
        QVERIFY(m_popup->isVisible());
        QTest::mouseClick(m_elsewhere, Qt::LeftButton);
        QVERIFY(!m_popup->isVisible());
        QCOMPARE(clicked.count(), 1);
    }

    void itStaysInItsWindow()
    {
        PortsView view = samples::ports();
        for (quint16 port = 10'000; port < 10'200; ++port)
            view.ports.append({.port = port, .program = u"node"_s});
        m_popup->setView(view);
        m_popup->open(m_button);
        QVERIFY(m_window->rect().contains(m_popup->geometry()));
        m_window->resize(300, 300);
        m_button->move(10, 10);
        m_popup->open(m_button);
        QVERIFY(m_window->rect().contains(m_popup->geometry()));
    }
};

QTEST_MAIN(TestPortsPopup)
#include "tst_portspopup.moc"
