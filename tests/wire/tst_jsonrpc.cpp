// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/result.h"
#include "wire/guestclient.h"
#include "wire/jsonreader.h"
#include "wire/jsonrpc.h"

#include <QJsonDocument>
#include <QSignalSpy>

using namespace skybranch;
using namespace skybranch::wire;
using namespace Qt::Literals::StringLiterals;
using skybranch::test::await;

namespace {

Task<QJsonObject> ready(Result<QJsonObject> answer)
{
    co_return answer;
}

/// Two peers with nothing between them but bytes, a few at a time.
struct Pair
{
    explicit Pair(qsizetype chunk = 7)
    {
        join(asking, answering, chunk);
        join(answering, asking, chunk);
    }

    static void join(JsonRpcPeer &from, JsonRpcPeer &to, qsizetype chunk)
    {
        QObject::connect(&from, &JsonRpcPeer::output, &to, [&to, chunk](const QByteArray &bytes) {
            for (qsizetype i = 0; i < bytes.size(); i += chunk)
                to.receive(bytes.sliced(i, std::min(chunk, bytes.size() - i)));
        });
    }

    JsonRpcPeer asking;
    JsonRpcPeer answering;
};

constexpr std::chrono::seconds patience{10};

} // namespace

class TestJsonRpc : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        // Answers that the end of a test has cancelled come to their own end.
        QCoreApplication::processEvents();
    }

    void anAnswerComesToItsQuestion()
    {
        Pair pair;
        pair.answering.setHandler(u"add"_s, [](const QJsonObject &params) {
            return ready(QJsonObject{{u"sum"_s, params[u"a"].toInt() + params[u"b"].toInt()}});
        });
        auto first = pair.asking.request(u"add"_s, {{u"a"_s, 1}, {u"b"_s, 2}}, patience);
        auto second = pair.asking.request(u"add"_s, {{u"a"_s, 3}, {u"b"_s, 4}}, patience);
        QCOMPARE(await(std::move(second))->value(u"sum").toInt(), 7);
        QCOMPARE(await(std::move(first))->value(u"sum").toInt(), 3);
    }

    void anErrorKeepsItsKindAndItsSentence()
    {
        for (const ErrorCode code :
             {ErrorCode::AuthenticationFailed, ErrorCode::HostKeyMismatch, ErrorCode::Conflict,
              ErrorCode::InvalidArgument, ErrorCode::Unsupported}) {
            Pair pair;
            pair.answering.setHandler(u"fail"_s, [code](const QJsonObject &) {
                return ready(failure(code, u"A sentence."_s, u"A secret detail."_s));
            });
            QSignalSpy said(&pair.answering, &JsonRpcPeer::output);
            const auto result = await(pair.asking.request(u"fail"_s, {}, patience));
            QVERIFY(!result);
            QCOMPARE(result.error().code, code);
            QCOMPARE(result.error().message, u"A sentence."_s);
            QVERIFY(!said[0][0].toByteArray().contains("secret"));
        }
    }

    void anUnknownMethodIsUnsupported()
    {
        Pair pair;
        const auto result = await(pair.asking.request(u"nothing"_s, {}, patience));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Unsupported);
        QVERIFY(!pair.asking.isClosed());
    }

    void noAnswerIsATimeOutAndALateOneIsDropped()
    {
        JsonRpcPeer peer;
        const auto result = await(peer.request(u"wait"_s, {}, std::chrono::milliseconds(20)));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Timeout);
        peer.receive("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n");
        QVERIFY(!peer.isClosed());
    }

    void closingFailsEveryOpenQuestion()
    {
        JsonRpcPeer peer;
        auto first = peer.request(u"wait"_s, {}, patience);
        auto second = peer.request(u"wait"_s, {}, patience);
        peer.close({ErrorCode::Unavailable, u"Gone."_s, {}});
        for (auto *task : {&first, &second}) {
            const auto result = await(std::move(*task));
            QVERIFY(!result);
            QCOMPARE(result.error().code, ErrorCode::Unavailable);
        }
        QVERIFY(!await(peer.request(u"more"_s, {}, patience)));
    }

    void destructionFailsEveryOpenQuestion()
    {
        auto peer = std::make_unique<JsonRpcPeer>();
        auto waiting = peer->request(u"wait"_s, {}, patience);
        peer.reset();
        const auto result = await(std::move(waiting));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Unavailable);
    }

    void rubbishEndsTheConversation_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no JSON") << QByteArray("hello\n");
        QTest::newRow("a list") << QByteArray("[1,2]\n");
        QTest::newRow("a number") << QByteArray("42\n");
        QTest::newRow("an empty line") << QByteArray("\n");
        QTest::newRow("deep") << QByteArray(100'000, '[') + '\n';
        QTest::newRow("a result that is none") << QByteArray("{\"id\":1,\"result\":5}\n");
        QTest::newRow("nothing to go by") << QByteArray("{}\n");
        QTest::newRow("a long line") << QByteArray(JsonRpcPeer::maxLine + 1, 'x');
        QTest::newRow("a long line with an end")
            << "{\"a\":\"" + QByteArray(JsonRpcPeer::maxLine, 'x') + "\"}\n";
    }

    void rubbishEndsTheConversation()
    {
        QFETCH(const QByteArray, bytes);
        JsonRpcPeer peer;
        QSignalSpy closed(&peer, &JsonRpcPeer::closed);
        auto waiting = peer.request(u"wait"_s, {}, patience);
        peer.receive(bytes);
        QCOMPARE(closed.size(), 1);
        QVERIFY(!await(std::move(waiting)));
        peer.receive("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n");
        QCOMPARE(closed.size(), 1);
    }

    void aLineThatIsTooLongIsNotSent()
    {
        Pair pair(1 << 16);
        const QJsonObject big{{u"text"_s, QString(JsonRpcPeer::maxLine, u'x')}};
        const auto asked = await(pair.asking.request(u"big"_s, big, patience));
        QVERIFY(!asked);
        QCOMPARE(asked.error().code, ErrorCode::TooLarge);
        pair.answering.setHandler(u"big"_s, [big](const QJsonObject &) { return ready(big); });
        const auto answered = await(pair.asking.request(u"big"_s, {}, patience));
        QVERIFY(!answered);
        QCOMPARE(answered.error().code, ErrorCode::TooLarge);
        QVERIFY(!pair.asking.isClosed());
    }

    void tooManyQuestionsAtOnceEndIt()
    {
        JsonRpcPeer peer;
        std::vector<Completion<QJsonObject>> never; // one for each: it is awaited once
        peer.setHandler(u"wait"_s, [&never](const QJsonObject &) {
            never.emplace_back();
            return waitFor(never.back().wait());
        });
        for (int i = 0; i < JsonRpcPeer::maxOpenQuestions; ++i)
            peer.receive("{\"id\":1,\"method\":\"wait\"}\n");
        QVERIFY(!peer.isClosed());
        peer.receive("{\"id\":1,\"method\":\"wait\"}\n");
        QVERIFY(peer.isClosed());
    }

    void anAnswerAfterTheEndIsHarmless()
    {
        const Completion<QJsonObject> late;
        auto peer = std::make_unique<JsonRpcPeer>();
        peer->setHandler(u"wait"_s, [&late](const QJsonObject &) { return waitFor(late.wait()); });
        peer->receive("{\"id\":1,\"method\":\"wait\"}\n");
        peer.reset();
        late.finish(QJsonObject());
        QCoreApplication::processEvents();
    }

    void aNotificationIsTold()
    {
        Pair pair;
        QSignalSpy told(&pair.answering, &JsonRpcPeer::notification);
        pair.asking.notify(u"news"_s, {{u"a"_s, 1}});
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0][0].toString(), u"news"_s);
    }

    void aGuestOfADistantVersionIsRefused_data()
    {
        QTest::addColumn<int>("version");
        QTest::addColumn<bool>("isSpoken");
        QTest::newRow("none") << 0 << false;
        QTest::newRow("ours") << guestProtocolVersion << true;
        QTest::newRow("the next") << guestProtocolVersion + 1 << true;
        QTest::newRow("one after it") << guestProtocolVersion + 2 << false;
    }

    void aGuestOfADistantVersionIsRefused()
    {
        QFETCH(int, version);
        QFETCH(bool, isSpoken);
        Pair pair;
        pair.answering.setHandler(guestmethod::hello, [version](const QJsonObject &) {
            return ready(GuestHello{.version = version}.toJson());
        });
        GuestClient client(&pair.asking);
        const auto hello = await(client.hello(GuestClient::Who::Desktop));
        QCOMPARE(hello.has_value(), isSpoken);
        if (!hello)
            QCOMPARE(hello.error().code, ErrorCode::Unsupported);
    }

    void aHostileStatusIsNotBelieved_data()
    {
        QTest::addColumn<QJsonObject>("status");
        const QJsonObject good
            = RepositoryStatus{.present = true, .path = u"/workspace/x"_s}.toJson();
        const auto with = [good](const QString &field, const QJsonValue &value) {
            QJsonObject changed = good;
            changed[field] = value;
            return changed;
        };
        QTest::newRow("no status") << QJsonObject();
        QTest::newRow("text for a number") << with(u"ahead"_s, u"1"_s);
        QTest::newRow("negative") << with(u"behind"_s, -1);
        QTest::newRow("huge") << with(u"changed"_s, 1e300);
        QTest::newRow("half") << with(u"changed"_s, 0.5);
        QTest::newRow("long") << with(u"branch"_s, QString(10'000, u'x'));
        QTest::newRow("many files")
            << with(u"files"_s, QJsonArray::fromStringList(QStringList(51, u"x"_s)));
        QTest::newRow("numbers for files") << with(u"files"_s, QJsonArray{1, 2});
        QTest::newRow("no id") << with(u"head"_s, u"../../etc"_s);
        QTest::newRow("unknown operation") << with(u"operation"_s, u"format"_s);
        QTest::newRow("no time") << with(u"lastFetchAt"_s, u"yesterday"_s);
        QTest::newRow("NUL") << with(u"path"_s, QString(QChar::Null));
    }

    void aHostileStatusIsNotBelieved()
    {
        QFETCH(const QJsonObject, status);
        Pair pair(1 << 16);
        pair.answering.setHandler(guestmethod::repositoryStatus, [status](const QJsonObject &) {
            return ready(QJsonObject{{u"status"_s, status}});
        });
        GuestClient client(&pair.asking);
        const auto read = await(client.status());
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::InvalidArgument);
    }

    void everythingComesBackAsItWas()
    {
        const QDateTime time
            = QDateTime::fromString(u"2026-01-31T12:00:00.123Z"_s, Qt::ISODateWithMs);
        const RepositoryStatus status{.present = true,
                                      .path = u"/workspace/shop"_s,
                                      .branch = u"topic/x"_s,
                                      .head = QString(40, u'a'),
                                      .upstream = u"origin/topic/x"_s,
                                      .hasUpstream = true,
                                      .ahead = 1,
                                      .behind = 2,
                                      .changed = 3,
                                      .files = {u"M a b"_s},
                                      .lastFetchAt = time,
                                      .fetchProblem = u"No."_s,
                                      .operation = u"pull"_s};
        QCOMPARE(*RepositoryStatus::fromJson(status.toJson()), status);
        const SeedHeader header{.remote = {.url = u"git@example.org:acme/shop.git"_s,
                                           .branch = u"topic"_s,
                                           .identity = {u"A"_s, u"a@example.org"_s},
                                           .knownHosts = {u"example.org ssh-ed25519 AAAA"_s}},
                                .head = QString(40, u'b')};
        QCOMPARE(*SeedHeader::fromJson(header.toJson()), header);
        const Activity activity{
            .lastInputAt = time, .foregroundJob = u"vim"_s, .cpuPercent = 12.5, .terminals = 2};
        QCOMPARE(*Activity::fromJson(activity.toJson()), activity);
        const Progress progress{u"Receiving objects"_s, 3, 10, u"1 MiB"_s};
        QCOMPARE(*Progress::fromJson(progress.toJson()), progress);
    }

    void aCloneOfWhatIsNoRemoteIsRefused_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("branch");
        QTest::newRow("an option") << u"--upload-pack=x"_s << u"main"_s;
        QTest::newRow("a helper") << u"ext::sh -c x"_s << u"main"_s;
        QTest::newRow("a file") << u"file:///etc"_s << u"main"_s;
        QTest::newRow("a password") << u"https://a:b@example.org/x"_s << u"main"_s;
        QTest::newRow("an option for a branch") << u"https://example.org/x"_s << u"--help"_s;
    }

    void aCloneOfWhatIsNoRemoteIsRefused()
    {
        QFETCH(const QString, url);
        QFETCH(const QString, branch);
        const auto request = CloneRequest::fromJson({{u"url"_s, url}, {u"branch"_s, branch}});
        QVERIFY(!request);
        QCOMPARE(request.error().code, ErrorCode::InvalidArgument);
    }

    void theFirstWrongFieldIsNamed()
    {
        JsonReader reader(QJsonObject{{u"a"_s, 1}, {u"b"_s, u"x"_s}});
        (void)reader.text("a"_L1);
        (void)reader.integer("b"_L1, 0, 9);
        const auto result = reader.finish(1);
        QVERIFY(!result);
        QVERIFY(result.error().message.contains(u"\"a\""_s));
    }

private:
    /// Holds no copy of the completion that could finish it.
    template <typename Waiting> static Task<QJsonObject> waitFor(Waiting waiting)
    {
        co_return co_await waiting;
    }
};

QTEST_GUILESS_MAIN(TestJsonRpc)
#include "tst_jsonrpc.moc"
