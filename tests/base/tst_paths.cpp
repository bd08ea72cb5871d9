// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"
#include "support/result.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace skybranch;

class TestPaths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPrivateFileIsItsOwnersAlone()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("key"));
        QVERIFY_RESULT(writePrivateFile(path, "secret"));
        QVERIFY(!(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
        QCOMPARE(*readFile(path), QByteArray("secret"));
    }

    void aLargeFileIsRefused()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("large"));
        QVERIFY_RESULT(writePrivateFile(path, QByteArray(11, 'x')));
        QCOMPARE(readFile(path, 10).error().code, ErrorCode::TooLarge);
        QVERIFY_RESULT(readFile(path, 11));
    }

    void socketFolderIsShortAndStable()
    {
        const QString data = QStringLiteral("/") + QString(300, u'x');
        const auto first = socketFolder(data);
        QVERIFY_RESULT(first);
        QCOMPARE(*socketFolder(data), *first);
        QVERIFY(*socketFolder(QStringLiteral("/y")) != *first);
        QVERIFY(first->size() < 70);
    }
};

QTEST_GUILESS_MAIN(TestPaths)
#include "tst_paths.moc"
