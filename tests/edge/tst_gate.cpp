// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/gate.h"
#include "edgerig.h"
#include "shapetalk.h"

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestGate : public QObject
{
    Q_OBJECT

private:
    PostgresRig m_postgres;
    std::unique_ptr<EdgeRig> m_rig;

    HttpReply ask(const QByteArray &key, const QByteArray &client,
                  const QString &address = u"/api/workspaces"_s) const
    {
        QNetworkAccessManager network;
        QNetworkRequest request(QUrl(m_rig->base + address));
        request.setRawHeader("Authorization", "Bearer " + key);
        request.setRawHeader("X-Forwarded-For", "203.0.113.9, " + client);
        QNetworkReply *reply = network.get(request);
        (void)QTest::qWaitFor([reply] { return reply->isFinished(); }, 10'000);
        return HttpClient::finish(reply);
    }

    /// Without a word of it to anybody.
    Result<> revokeSilently(const QByteArray &key) const
    {
        return await(
            m_rig->database->run(u"silent"_s, [key](clouddb::Transaction &transaction) -> Result<> {
                for (const auto &[sql, bindings] :
                     {std::pair{u"SELECT set_config('session_replication_role', 'replica', true)"_s,
                                QVariantList()},
                      {u"UPDATE api_keys SET revoked_at = now() WHERE hash = ?"_s,
                       {clouddb::AccountStore::hashOf(key)}}}) {
                    if (auto done = transaction.exec(sql, bindings); !done)
                        return failure(done);
                }
                return {};
            }));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY_RESULT(m_postgres.start());
        m_rig = std::make_unique<EdgeRig>();
        QVERIFY_RESULT(m_rig->start(m_postgres,
                                    {.gate = {.perKey = {.perSecond = 0.001, .burst = 20},
                                              .failures = {.perSecond = 0.001, .burst = 5}}}));
    }

    void cleanupTestCase() { m_rig.reset(); }

    void tokensComeBackWithTime()
    {
        edge::RateLimit limit({.perSecond = 2, .burst = 3});
        const auto start = edge::RateLimit::Clock::now();
        for (int i = 0; i < 3; ++i)
            QVERIFY(limit.take("a", start));
        QVERIFY(!limit.take("a", start));
        QVERIFY(!limit.has("a", start + 400ms));
        QVERIFY(limit.take("b", start));
        QVERIFY(limit.take("a", start + 600ms));
        QVERIFY(!limit.take("a", start + 600ms));
        // Never more than a burst.
        for (int i = 0; i < 3; ++i)
            QVERIFY(limit.take("a", start + 1h));
        QVERIFY(!limit.take("a", start + 1h));
        QVERIFY(edge::RateLimit(edge::Rate{}).take("a", start));
    }

    void whoIsAtRestIsForgotten()
    {
        edge::RateLimit limit({.perSecond = 10, .burst = 10});
        const auto start = edge::RateLimit::Clock::now();
        for (int i = 0; i < 5000; ++i)
            limit.take(QByteArray::number(i), start + i * 10ms);
        QVERIFY(limit.count() < 2100);
    }

    void onlyAProxyIsBelieved()
    {
        const edge::Gate gate({.proxies = {QHostAddress(u"10.0.0.1"_s)}});
        const QHostAddress proxy(u"::ffff:10.0.0.1"_s);
        QCOMPARE(gate.clientOf(proxy, "1.2.3.4, 198.51.100.7"), "198.51.100.7");
        QCOMPARE(gate.clientOf(QHostAddress(u"198.51.100.8"_s), "1.2.3.4"), "198.51.100.8");
        QCOMPARE(gate.clientOf(proxy, ""), "10.0.0.1");
        QCOMPARE(gate.clientOf(proxy, "<script>"), "10.0.0.1");
        // Somebody's next address.
        QCOMPARE(gate.clientOf(proxy, "2001:db8::1"), gate.clientOf(proxy, "2001:db8::2"));
        QVERIFY(gate.clientOf(proxy, "2001:db8::1") != gate.clientOf(proxy, "2001:db8:0:1::1"));
    }

    void aGuesserIsKeptOutAndNobodyElse()
    {
        QCOMPARE(ask(m_rig->ourKey, "198.51.100.1").status, 200);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(ask("wrong" + QByteArray::number(i), "198.51.100.1").status, 401);
        const HttpReply refused = ask("wrong again", "198.51.100.1");
        QCOMPARE(refused.status, 429);
        QCOMPARE(refused.header("Retry-After"), "1");
        QCOMPARE(refused.errorCode(), u"limit_reached"_s);
        // Who was known before from that address, and who comes from another one.
        QCOMPARE(ask(m_rig->ourKey, "198.51.100.1").status, 200);
        QCOMPARE(ask("wrong", "198.51.100.2").status, 401);
        QCOMPARE(ask({}, "198.51.100.1", u"/health"_s).status, 200);
    }

    void aKeyHasItsRate()
    {
        int answered = 0;
        HttpReply reply;
        while (answered < 30 && (reply = ask(m_rig->theirKey, "198.51.100.3")).status == 200)
            ++answered;
        QCOMPARE(answered, 20);
        QCOMPARE(reply.status, 429);
        QCOMPARE(reply.header("Retry-After"), "1");
        const HttpReply procedure
            = ask(m_rig->theirKey, "198.51.100.3", u"/trpc/cloudWorkspace.list"_s);
        QCOMPARE(procedure.status, 429);
        QVERIFY(procedure.body.contains("TOO_MANY_REQUESTS"));
        QCOMPARE(ask(m_rig->ourKey, "198.51.100.3").status, 200);
    }

    void aBatchCountsAsItsCalls()
    {
        const QByteArray key = "a-key-that-batches-its-calls";
        QVERIFY_RESULT(m_rig->addKey(m_rig->ours.organization, m_rig->ours.user, key));
        const QStringList lists(10, u"cloudWorkspace.list"_s);
        const QString batch = u"/trpc/"_s + lists.join(u',') + u"?batch=1"_s;
        QCOMPARE(ask(key, "198.51.100.4", batch).status, 200);
        QCOMPARE(ask(key, "198.51.100.4", batch).status, 200);
        QCOMPARE(ask(key, "198.51.100.4").status, 429);
    }

    void callersAreRememberedUntilWeAreTold()
    {
        const QByteArray key = "a-key-that-is-remembered";
        const CloudRows &ours = m_rig->ours;
        QVERIFY_RESULT(m_rig->addKey(ours.organization, ours.user, key));
        const auto isIn = [&] {
            return await(m_rig->accounts->callerForKey(QString::fromLatin1(key))).has_value();
        };
        QTRY_VERIFY(isIn());
        QVERIFY(isIn());
        QVERIFY_RESULT(revokeSilently(key));
        QVERIFY(isIn());
        m_rig->accounts->keysChanged();
        QVERIFY(!isIn());
    }

    void nobodyWaitsWithAKeyThatCountsNoMore()
    {
        const QByteArray key = "a-key-that-is-cached";
        QVERIFY_RESULT(m_rig->addKey(m_rig->ours.organization, m_rig->ours.user, key));
        ShapeTalk talk(m_rig->client(key));
        QTRY_COMPARE(talk.readOn(), 200);
        QVERIFY_RESULT(revokeSilently(key));
        HttpClient http = m_rig->client(key);
        QNetworkReply *live = http.begin("GET", talk.path(true));
        // Far sooner than the 20 s of a long poll.
        QTRY_VERIFY_WITH_TIMEOUT(live->isFinished(), 10'000);
        QCOMPARE(HttpClient::finish(live).status, 401);
    }

    void nothingIsRememberedWhileNobodyTells()
    {
        const QByteArray key = "a-key-that-is-not-remembered";
        const CloudRows &ours = m_rig->ours;
        QVERIFY_RESULT(m_rig->addKey(ours.organization, ours.user, key));
        m_rig->accounts->setTold(false);
        const auto isIn = [&] {
            return await(m_rig->accounts->callerForKey(QString::fromLatin1(key))).has_value();
        };
        QVERIFY(isIn());
        QVERIFY_RESULT(revokeSilently(key));
        QVERIFY(!isIn());
        m_rig->accounts->setTold(true);
    }

    void anAnswerOlderThanAChangeIsNotKept()
    {
        cloud::CallerCache cache;
        const cloud::Caller caller{UserId::create(), OrganizationId::create()};
        cache.keep(cache.generation(), "hash", caller);
        QVERIFY(!cache.find("hash"));
        cache.setTold(true);
        const quint64 before = cache.generation();
        cache.forget();
        cache.keep(before, "hash", caller);
        QVERIFY(!cache.find("hash"));
        cache.keep(cache.generation(), "hash", caller);
        QCOMPARE(cache.find("hash")->value(), caller);
        cache.keep(cache.generation(), "away", failure(ErrorCode::Unavailable, u"x"_s));
        QVERIFY(!cache.find("away"));
        cache.setTold(false);
        QVERIFY(!cache.find("hash"));
    }

    void nothingIsRememberedForLong()
    {
        cloud::CallerCache cache(1ms);
        cache.setTold(true);
        cache.keep(cache.generation(), "hash",
                   cloud::Caller{UserId::create(), OrganizationId::create()});
        QTRY_VERIFY(!cache.find("hash"));
    }
};

QTEST_GUILESS_MAIN(TestGate)
#include "tst_gate.moc"
