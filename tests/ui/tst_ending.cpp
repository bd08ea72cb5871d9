// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/desktop.h"
#include "ui/mainwindow.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace skybranch;

/// The program ends with its window, also where no backend answers.
class TestEnding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void closingTheWindowEndsTheProgram()
    {
        constexpr std::chrono::seconds patience(30);
        const QTemporaryDir folder;
        Desktop desktop({.dataFolder = folder.path()});
        desktop.start();
        QVERIFY(QTest::qWaitForWindowExposed(&desktop.window()));
        QTimer::singleShot(0, &desktop.window(), [&desktop] { desktop.window().close(); });
        QTimer::singleShot(patience, &desktop.window(), [] { QCoreApplication::exit(1); });
        QCOMPARE(QApplication::exec(), 0);
    }
};

QTEST_MAIN(TestEnding)
#include "tst_ending.moc"
