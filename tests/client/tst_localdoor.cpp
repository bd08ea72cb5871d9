// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"
#include "client/localdoor.h"
#include "support/result.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skybranch;
using namespace skybranch::client;

namespace {

Task<QJsonObject> echo(QJsonObject question)
{
    if (question.contains("bad"_L1))
        co_return failure(ErrorCode::Conflict, u"That can not be."_s);
    co_return question;
}

} // namespace

/// What processes of one user offer each other: only to him, and whatever somebody sends there.
class TestLocalDoor : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    LocalDoor door() const { return {m_folder.path(), u"test"_s, echo}; }
    QString socket() const { return *socketFolder(m_folder.path()) + u"/test.sock"_s; }

    Result<QJsonObject> ask(const QJsonObject &question) const
    {
        std::optional<Result<QJsonObject>> answer;
        QCoro::connect(visitOnce(m_folder.path(), u"test"_s, question, {}), this,
                       [&answer](const Result<QJsonObject> &result) { answer = result; });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }))
            return failure(ErrorCode::Timeout, u"no answer"_s);
        return *answer;
    }

private Q_SLOTS:
    void initTestCase();
    void answers();
    void saysThatNobodyIsThere();
    void tellsItsEnd();
    void endsWhoSendsNonsense_data();
    void endsWhoSendsNonsense();
    void letsNobodyElseIn();
};

void TestLocalDoor::initTestCase()
{
    qputenv("XDG_RUNTIME_DIR", m_folder.path().toUtf8());
}

void TestLocalDoor::answers()
{
    LocalDoor door = this->door();
    QVERIFY(door.open());
    QCOMPARE(*ask({{u"a"_s, 1}}), QJsonObject({{u"a"_s, 1}}));
    const auto refused = ask({{u"bad"_s, 1}});
    QCOMPARE(refused.error().code, ErrorCode::Conflict);
    QCOMPARE(refused.error().message, u"That can not be."_s);
}

void TestLocalDoor::saysThatNobodyIsThere()
{
    QCOMPARE(ask({}).error().code, ErrorCode::NotFound);
    // A socket that a killed process has left behind, and who takes its place.
    QFile left(socket());
    QVERIFY(left.open(QIODevice::WriteOnly));
    left.close();
    QCOMPARE(ask({}).error().code, ErrorCode::NotFound);
    LocalDoor door = this->door();
    QVERIFY(door.open());
    QVERIFY(ask({}));
}

void TestLocalDoor::tellsItsEnd()
{
    LocalDoor door = this->door();
    QVERIFY(door.open());
    LocalVisit visit(m_folder.path(), u"test"_s, {}, std::chrono::seconds(5));
    QSignalSpy answered(&visit, &LocalVisit::answered);
    QSignalSpy ended(&visit, &LocalVisit::ended);
    visit.begin();
    QTRY_COMPARE(answered.size(), 1);
    QVERIFY(ended.isEmpty());
    door.close();
    QTRY_COMPARE(ended.size(), 1);
}

void TestLocalDoor::endsWhoSendsNonsense_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("no JSON") << "hello\n"_ba << "\"error\""_ba;
    QTest::newRow("no object") << "[1]\n"_ba << "\"error\""_ba;
    QTest::newRow("no end") << QByteArray(200 << 10, 'x') << ""_ba;
}

void TestLocalDoor::endsWhoSendsNonsense()
{
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, said);
    LocalDoor door = this->door();
    QVERIFY(door.open());
    QLocalSocket socket;
    socket.connectToServer(this->socket());
    QVERIFY(socket.waitForConnected());
    socket.write(sent);
    if (said.isEmpty())
        QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
    else
        QTRY_VERIFY(socket.bytesAvailable() > 0);
    QVERIFY(socket.readAll().contains(said));
    QVERIFY(ask({}));
}

void TestLocalDoor::letsNobodyElseIn()
{
    LocalDoor door = this->door();
    QVERIFY(door.open());
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeGroup | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(socket()) & others));
    QVERIFY(!(QFile::permissions(QFileInfo(socket()).path()) & others));
}

QTEST_GUILESS_MAIN(TestLocalDoor)
#include "tst_localdoor.moc"
