// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "client/session.h"
#include "stream.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSocketNotifier>
#include <QTimer>

#include <cstdio>
#include <unistd.h>

using namespace skybranch;
using namespace skybranch::client;
using namespace Qt::StringLiterals;

/// A desktop without a window, which a test drives by lines of JSON on stdin and may kill at any
/// time: {"id":1,"do":"rows"} is answered by {"id":1,...} on stdout.
namespace {

void say(const QJsonObject &message)
{
    const QByteArray line = QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(line.constData(), 1, size_t(line.size()), stdout);
    std::fflush(stdout);
}

/// Types one command in a VM and waits for what it prints.
class Typist : public QObject
{
public:
    Typist(Session &session, const QJsonObject &order)
        : m_session(session)
        , m_row(order["row"_L1].toString())
        , m_terminal(session.openTerminal(m_row, Terminal::Place::Cloud))
        , m_order(order)
        , m_expected(order["expect"_L1].toString())
    {
        connect(m_terminal.get(), &Terminal::readyRead, this, &Typist::read);
        connect(m_terminal.get(), &Terminal::stateChanged, this, &Typist::type);
        connect(&m_patience, &QTimer::timeout, this, [this] { finish({}); });
        m_patience.start(std::chrono::seconds(order["seconds"_L1].toInt(30)));
        type();
    }

private:
    void type()
    {
        if (!m_typed && m_terminal->state() == Terminal::State::Open)
            m_typed = m_terminal->write(m_order["text"_L1].toString().toUtf8() + '\n');
    }

    void read()
    {
        m_seen += m_terminal->take();
        const auto match = m_expected.match(QString::fromUtf8(m_seen));
        if (match.hasMatch())
            finish(match.captured());
        m_seen = m_seen.last(std::min<qsizetype>(m_seen.size(), 4096));
    }

    void finish(const QString &found)
    {
        if (std::exchange(m_finished, true))
            return;
        say({{"id"_L1, m_order["id"_L1]},
             {"found"_L1, found},
             {"state"_L1, int(m_terminal->state())},
             {"error"_L1, m_terminal->lastError().message},
             {"seen"_L1, QString::fromUtf8(m_seen).right(500)}});
        // Or it would run on.
        m_session.endTerminal(m_row, m_terminal->id());
        deleteLater();
    }

    Session &m_session;
    QString m_row;
    std::unique_ptr<Terminal> m_terminal;
    QJsonObject m_order;
    QRegularExpression m_expected;
    QTimer m_patience;
    QByteArray m_seen;
    bool m_typed = false;
    bool m_finished = false;
};

QJsonObject rowToJson(const WorktreeInfo &row)
{
    QJsonObject json{{"id"_L1, row.id},
                     {"branch"_L1, row.branch},
                     {"operation"_L1, int(row.operation)},
                     {"failure"_L1, row.failure ? row.failure->error.message : QString()},
                     {"reachable"_L1, row.cloudReachable}};
    if (row.cloud)
        json.insert("cloud"_L1,
                    QJsonObject{{"id"_L1, row.cloud->id.toString()},
                                {"status"_L1, domain::name(row.cloud->status)},
                                {"pending"_L1, domain::name(row.cloud->pending)}});
    return json;
}

class Driver : public QObject
{
public:
    explicit Driver(Session &session)
        : m_session(session)
    {
        connect(&session, &Session::failed, this, [](const QString &row, const Error &error) {
            say({{"failed"_L1, row}, {"message"_L1, error.message}});
        });
        connect(&m_input, &QSocketNotifier::activated, this, [this] { read(); });
    }

private:
    void read()
    {
        std::array<char, 4096> block;
        const ssize_t count = ::read(STDIN_FILENO, block.data(), block.size());
        if (count <= 0) {
            QCoreApplication::quit();
            return;
        }
        m_lines.append(block.data(), count);
        for (qsizetype end = 0; (end = m_lines.indexOf('\n')) >= 0; m_lines.remove(0, end + 1))
            obey(QJsonDocument::fromJson(m_lines.first(end)).object());
    }

    QJsonArray rows() const
    {
        QJsonArray rows;
        for (const RepositoryInfo &repository : m_session.repositories()) {
            for (const WorktreeInfo &row : repository.worktrees)
                rows.append(rowToJson(m_session.worktree(row.id).value_or(row)));
        }
        for (const WorktreeInfo &row : m_session.cloudOnly())
            rows.append(rowToJson(row));
        return rows;
    }

    void obey(const QJsonObject &order)
    {
        const QString what = order["do"_L1].toString();
        const QString row = order["row"_L1].toString();
        if (what == "type"_L1) {
            (new Typist(m_session, order))->setParent(this);
            return;
        }
        if (what == "stream"_L1)
            m_stream = std::make_unique<soak::Stream>(
                m_session, row, order["terminal"_L1].toString(), order["lines"_L1].toInteger());
        if (what == "stream"_L1 || what == "streamed"_L1) {
            QJsonObject report = m_stream ? m_stream->report() : QJsonObject();
            report.insert("id"_L1, order["id"_L1]);
            say(report);
            return;
        }
        if (what == "add"_L1)
            m_session.addRepository(row);
        else if (what == "enable"_L1)
            m_session.enableCloud(row, order["unpushed"_L1].toBool());
        else if (what == "push"_L1)
            m_session.push(row);
        else if (what == "pull"_L1)
            m_session.pull(row);
        else if (what == "pullInCloud"_L1)
            m_session.pullInCloud(row);
        else if (what == "pushFromCloud"_L1)
            m_session.pushFromCloud(row);
        else if (what == "retryFromHere"_L1)
            m_session.retryFromHere(row);
        else if (what == "current"_L1)
            m_session.setCurrent(row);
        else
            request(row, what);
        say({{"id"_L1, order["id"_L1]},
             {"rows"_L1, rows()},
             {"loaded"_L1, m_session.isLoaded()},
             {"ready"_L1, m_session.backend().state == BackendInfo::State::Ready}});
    }

    void request(const QString &row, const QString &event)
    {
        for (const domain::WorkspaceEvent each : domain::allWorkspaceEvents()) {
            if (domain::name(each) == event)
                m_session.request(row, each);
        }
    }

    Session &m_session;
    QSocketNotifier m_input{STDIN_FILENO, QSocketNotifier::Read};
    QByteArray m_lines;
    std::unique_ptr<soak::Stream> m_stream;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    installLog();
    const QStringList words = QCoreApplication::arguments();
    if (words.size() != 4) {
        std::fputs("skybranch-soak-desktop DATA-FOLDER BACKEND-URL KEY-FILE\n", stderr);
        return 2;
    }
    Session session({.dataFolder = words[1], .backendUrl = words[2], .backendKeyFile = words[3]});
    const Driver driver(session);
    session.start();
    return QCoreApplication::exec();
}
