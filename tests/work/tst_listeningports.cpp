// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/portwatch.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <algorithm>
#include <optional>

using namespace skybranch;
using namespace skybranch::work;
using domain::ListeningPort;

namespace {

std::optional<ListeningPort> find(const QList<ListeningPort> &ports, quint16 number)
{
    const auto found = std::ranges::find(ports, number, &ListeningPort::port);
    return found == ports.end() ? std::nullopt : std::optional(*found);
}

} // namespace

/// With listeners of this process, which the kernel lists as it does every program's.
class TestListeningPorts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aListenerIsFoundWithItsProgram()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const auto port = find(ListeningPorts().read(), server.serverPort());
        QVERIFY(port);
        QCOMPARE(port->program, QStringLiteral("tst_listeningpo")); // the kernel's 15 characters
        QVERIFY(port->onlyLoopback);
        QVERIFY(!port->onlyIpv6);
    }

    void whereItListensIsTold_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("onlyLoopback");
        QTest::addColumn<bool>("onlyIpv6");
        QTest::newRow("all of IPv4") << "0.0.0.0" << false << false;
        QTest::newRow("all") << "::" << false << false;
        QTest::newRow("loopback of IPv6") << "::1" << true << true;
    }

    void whereItListensIsTold()
    {
        QFETCH(const QString, address);
        QFETCH(const bool, onlyLoopback);
        QFETCH(const bool, onlyIpv6);
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress(address)));
        const auto port = find(ListeningPorts().read(), server.serverPort());
        QVERIFY(port);
        QCOMPARE(port->onlyLoopback, onlyLoopback);
        QCOMPARE(port->onlyIpv6, onlyIpv6);
    }

    void bothLoopbacksAreOnePort()
    {
        QTcpServer first;
        QVERIFY(first.listen(QHostAddress::LocalHost));
        QTcpServer second;
        QVERIFY(second.listen(QHostAddress::LocalHostIPv6, first.serverPort()));
        const QList<ListeningPort> ports = ListeningPorts().read();
        QCOMPARE(std::ranges::count(ports, first.serverPort(), &ListeningPort::port), 1);
        QVERIFY(!find(ports, first.serverPort())->onlyIpv6);
    }

    void whatTheLoopbackDoesNotReachIsLeftOut()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress(QStringLiteral("127.0.0.2"))));
        QVERIFY(!find(ListeningPorts().read(), server.serverPort()));
    }

    void whatOneLooksAtTwiceIsAsNew()
    {
        ListeningPorts reader;
        quint16 number = 0;
        {
            QTcpServer server;
            QVERIFY(server.listen(QHostAddress::LocalHost));
            number = server.serverPort();
            QVERIFY(find(reader.read(), number));
            QVERIFY(find(reader.read(), number));
        }
        QVERIFY(!find(reader.read(), number));
    }

    void changesAreToldWhileSomebodyWatches()
    {
        PortWatch watch;
        QSignalSpy changed(&watch, &PortWatch::changed);
        auto watcher = std::make_unique<QObject>();
        watch.ports();
        changed.clear();
        watch.addWatcher(watcher.get());
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const auto isTold = [&] {
            return !changed.isEmpty()
                && find(changed.last().first().value<QList<ListeningPort>>(), server.serverPort());
        };
        QTRY_VERIFY(isTold());
        QVERIFY(watch.isWatching());
        watcher.reset();
        QVERIFY(!watch.isWatching());
    }
};

QTEST_GUILESS_MAIN(TestListeningPorts)
#include "tst_listeningports.moc"
