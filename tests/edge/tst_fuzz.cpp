// SPDX-License-Identifier: GPL-3.0-or-later
#include "edgerig.h"
#include "fuzzrequests.h"
#include "support/httpanswer.h"

#include <QDir>
#include <QTcpSocket>

#include <malloc.h>
#include <sys/socket.h>

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 30s;

/// What is wrong with an answer; empty where nothing is.
QString complaint(const HttpAnswer &answer, const QByteArray &asked)
{
    const int status = answer.status();
    if (status < 200 || status > 599)
        return u"no answer of HTTP"_s;
    // tRPC's answers in a stream are not there, and that is said so.
    const bool isMissing = status == 501 && asked.contains("trpc-accept: application/jsonl");
    if (status >= 500 && status != 503 && !isMissing)
        return u"the server is at fault: %1"_s.arg(status);
    const QByteArray type = answer.header("content-type");
    if (answer.isOfHead())
        return {};
    if (answer.body().isEmpty())
        return status < 400 ? QString() : u"a refusal without words"_s;
    if (type.startsWith("text/event-stream"))
        return {};
    const QJsonDocument json = QJsonDocument::fromJson(answer.body());
    if (type.startsWith("application/json") && json.isNull())
        return u"broken JSON"_s;
    const bool says = json.isArray() || json[u"error"].isObject() || json[u"message"].isString();
    return status < 400 || says ? QString() : u"a refusal that does not say why"_s;
}

/// Talks once to the server, and is done when all is answered or the server has closed.
class FuzzClient
{
public:
    FuzzClient(quint16 port, FuzzTalk talk)
        : m_talk(std::move(talk))
        , m_left(m_talk.areOfHead)
    {
        QObject::connect(&m_socket, &QTcpSocket::connected, &m_socket, [this] { begin(); });
        QObject::connect(&m_socket, &QTcpSocket::bytesWritten, &m_socket, [this] { goOn(); });
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket,
                         [this] { take(m_socket.readAll()); });
        QObject::connect(&m_socket, &QTcpSocket::disconnected, &m_socket,
                         [this] { m_done = true; });
        QObject::connect(&m_socket, &QTcpSocket::errorOccurred, &m_socket,
                         [this] { m_done = true; });
        m_socket.connectToHost(QHostAddress::LocalHost, port);
    }

    bool isDone() const { return m_done; }
    bool isLate() const { return m_deadline.hasExpired(); }
    QString problem() const { return m_problem; }
    QList<int> statuses() const { return m_statuses; }
    qsizetype pending() const { return m_answer.bytes().size(); }
    const FuzzTalk &talk() const { return m_talk; }

private:
    void begin()
    {
        using enum FuzzTalk::Manner;
        const QByteArray &bytes = m_talk.bytes;
        if (m_talk.manner == AtOnce || m_talk.manner == HalfClosed)
            m_socket.write(bytes);
        else
            goOn();
        if (m_talk.manner == CutOff) {
            m_socket.write(bytes.first(bytes.size() / 2));
            m_socket.disconnectFromHost();
        }
    }

    /// The next piece when the last one has gone.
    void goOn()
    {
        constexpr qsizetype pieces = 20;
        if (m_talk.manner == FuzzTalk::Manner::HalfClosed && m_socket.bytesToWrite() == 0)
            ::shutdown(int(m_socket.socketDescriptor()), SHUT_WR);
        if (m_talk.manner != FuzzTalk::Manner::InPieces || m_sent >= m_talk.bytes.size())
            return;
        const QByteArray piece = m_talk.bytes.sliced(m_sent).left(m_talk.bytes.size() / pieces + 1);
        m_sent += piece.size();
        m_socket.write(piece);
        m_socket.flush();
    }

    void take(const QByteArray &bytes)
    {
        if (m_done)
            return;
        m_answer.add(bytes);
        while (!m_done && m_answer.hasHead()
               && (m_answer.isWhole()
                   || m_answer.header("content-type").startsWith("text/event-stream")))
            finishAnswer();
    }

    void finishAnswer()
    {
        // "Go on": the answer is still to come.
        if (m_answer.status() == 100)
            return beginAnswer(m_answer.isOfHead());
        m_statuses += m_answer.status();
        const bool isStream = !m_answer.isWhole();
        m_problem = isStream ? QString() : complaint(m_answer, m_talk.bytes);
        if (!m_problem.isEmpty())
            m_problem += u": "_s + QString::fromUtf8(m_answer.bytes().left(2000));
        m_left.removeFirst();
        const bool isLast = m_answer.header("connection").toLower() == "close";
        m_done = isStream || isLast || !m_problem.isEmpty() || m_left.isEmpty();
        if (!m_done)
            beginAnswer(m_left.first());
    }

    void beginAnswer(bool isOfHead)
    {
        const QByteArray rest = m_answer.rest();
        m_answer = HttpAnswer(isOfHead);
        m_answer.add(rest);
    }

    const FuzzTalk m_talk;
    QList<bool> m_left;
    QTcpSocket m_socket;
    QDeadlineTimer m_deadline{patience};
    HttpAnswer m_answer{m_talk.areOfHead.first()};
    QString m_problem;
    qsizetype m_sent = 0;
    QList<int> m_statuses;
    bool m_done = false;
};

qsizetype openDescriptors()
{
    return QDir(u"/proc/self/fd"_s).entryList(QDir::System | QDir::Files).size();
}

/// Kilobytes that are in use, without what the allocator keeps of freed ones; nothing is known of
/// them where freed memory is kept for a sanitizer.
qint64 memoryHeld()
{
#ifdef __SANITIZE_ADDRESS__
    return 0;
#else
    const struct mallinfo2 all = ::mallinfo2();
    return qint64((all.uordblks + all.hblkhd) >> 10);
#endif
}

int fromEnvironment(const char *name, int standard)
{
    bool ok = false;
    const int value = qEnvironmentVariableIntValue(name, &ok);
    return ok ? value : standard;
}

} // namespace

/// Random requests to all that is served. SKYBRANCH_FUZZ_SEED repeats a run,
/// SKYBRANCH_FUZZ_REQUESTS makes it longer.
class TestFuzz : public QObject
{
    Q_OBJECT

private:
    static constexpr size_t atOnce = 12;
    static constexpr int standardRequests = 1500;
    static constexpr int ownWorkspaces = 20;
    /// kB. What has been created stays and makes later lists longer: that is the second part.
    static constexpr qint64 growthOfAnyRun = 1 << 10;
    static constexpr double growthOfARequest = 0.05;

    PostgresRig m_postgres;
    std::unique_ptr<EdgeRig> m_rig;
    std::unique_ptr<FuzzRequests> m_requests;
    std::vector<std::unique_ptr<FuzzClient>> m_clients;
    QMap<int, int> m_statuses; ///< how often each was answered

    FuzzRequests::World world() const
    {
        FuzzRequests::World result{.routes = edge::allRoutes(m_rig->services()),
                                   .procedures = {},
                                   .keys = {m_rig->ourKey, m_rig->ourKey, m_rig->theirKey},
                                   .workspaces = {},
                                   .repository = m_rig->ours.repository.toString(),
                                   .host = "127.0.0.1:" + QByteArray::number(m_rig->port)};
        for (const edge::Operation &operation : edge::operations(m_rig->services()))
            result.procedures += operation.name;
        // What is asked for often must not hide behind what is not.
        result.routes += result.routes.last();
        for (int i = 0; i < ownWorkspaces; ++i) {
            const auto made = m_rig->ours.insert(*m_rig->database, m_rig->ours.workspace());
            if (made)
                result.workspaces += made->id.toString();
        }
        return result;
    }

    QString problem() const
    {
        for (const auto &client : m_clients) {
            QString text = client->problem();
            if (text.isEmpty() && client->isLate())
                text = u"neither answered nor closed after %1 answers and %2 bytes"_s
                           .arg(client->statuses().size())
                           .arg(client->pending());
            if (!text.isEmpty())
                return text
                    + u"\nwas the answer to (manner %1):\n"_s.arg(int(client->talk().manner))
                    + QString::fromLatin1(client->talk().bytes.left(3000));
        }
        return {};
    }

    void take(int &left)
    {
        std::erase_if(m_clients, [this](const auto &client) {
            if (!client->isDone() || !client->problem().isEmpty())
                return false;
            for (const int status : client->statuses())
                ++m_statuses[status];
            return true;
        });
        while (m_clients.size() < atOnce && left > 0) {
            --left;
            m_clients.push_back(std::make_unique<FuzzClient>(m_rig->port, m_requests->next()));
        }
    }

    /// Empty where all went well.
    QString talk(int count)
    {
        QString found;
        const auto isOver = [&] {
            found = problem();
            take(count);
            return !found.isEmpty() || m_clients.empty();
        };
        while (!isOver())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
        return found;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY_RESULT(m_postgres.start());
        m_rig = std::make_unique<EdgeRig>();
        m_rig->longPoll = 50ms;
        QVERIFY_RESULT(
            m_rig->start(m_postgres, {.limits = {.requestTime = 1000ms, .idleTime = 1500ms}}));
    }

    void cleanupTestCase() { m_rig.reset(); }

    void anythingIsAnsweredAndNothingIsLost()
    {
        const int seed = fromEnvironment("SKYBRANCH_FUZZ_SEED",
                                         int(QRandomGenerator::global()->bounded(1'000'000)));
        const int requests = fromEnvironment("SKYBRANCH_FUZZ_REQUESTS", standardRequests);
        qInfo("SKYBRANCH_FUZZ_SEED=%d", seed);
        m_requests = std::make_unique<FuzzRequests>(quint32(seed), world());
        const qsizetype descriptors = openDescriptors();
        const QString early = talk(requests / 2);
        QVERIFY2(early.isEmpty(), qPrintable(early));
        QTRY_VERIFY_WITH_TIMEOUT(openDescriptors() <= descriptors, 20'000);
        const qint64 before = memoryHeld();
        const QString late = talk(requests / 2);
        QVERIFY2(late.isEmpty(), qPrintable(late));
        QTRY_VERIFY_WITH_TIMEOUT(openDescriptors() <= descriptors, 20'000);
        const qint64 growth = memoryHeld() - before;
        const qint64 allowed = growthOfAnyRun + qint64(growthOfARequest * requests / 2);
        qInfo("grown by %lld kB", growth);
        QVERIFY2(growth < allowed, qPrintable(u"grown by %1 kB"_s.arg(growth)));
        QCOMPARE(m_rig->client({}).get(u"/health"_s).status, 200);
        qInfo() << m_statuses;
        // Not all of it ends at the door.
        QVERIFY(m_statuses[200] + m_statuses[201] + m_statuses[202] > requests / 20);
    }
};

QTEST_GUILESS_MAIN(TestFuzz)
#include "tst_fuzz.moc"
