// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/node.h"
#include "support/result.h"

using namespace skybranch::test;
using namespace Qt::StringLiterals;

class TestNode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The packages that other tests build on are there, in the versions that are pinned.
    void packagesAreThere()
    {
        NodeScript script;
        QVERIFY_RESULT(script.start(u"packages.mjs"_s, {{u"GREETING"_s, u"hello"_s}}));
        QCOMPARE(script.waitForLine(), "hello");
        script.tell("go on");
        QCOMPARE(script.waitForLine(), "told: go on");
        QCOMPARE(script.waitForEnd(), 0);
    }
};

QTEST_GUILESS_MAIN(TestNode)
#include "tst_node.moc"
