// SPDX-License-Identifier: GPL-3.0-or-later
#include "replicas.h"

#include "support/result.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace skybranch::soak {

Replicas::Replicas()
    : m_database(shared(u"database"_s), true)
    , m_machines(Machines::make({}, shared(u"sandboxes"_s), m_dir.path()))
{
    for (auto &backend : m_backends)
        backend = std::make_unique<test::BackendProcess>();
}

Replicas::~Replicas()
{
    m_users.clear();
    if (const QString wrong = heal(); !wrong.isEmpty())
        qWarning("%s", qPrintable(wrong));
}

bool Replicas::start()
{
    bool hasKey = false;
    test::runTool(u"ssh-keygen"_s,
                  {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, QString(), u"-f"_s, shared(u"ca"_s)},
                  {}, &hasKey);
    if (!hasKey || !m_git.start() || !m_database.start() || !m_balancer.listen())
        return false;
    m_sql = std::make_unique<clouddb::Database>(
        u"postgresql://skybranch@/postgres?host="_s
            + QString::fromLatin1(QUrl::toPercentEncoding(m_database.server()->socketFolder)),
        1);
    m_options = m_database.backendOptions()
        + QStringList{u"--sandbox-dir"_s, shared(u"sandboxes"_s),
                      u"--ca-key"_s,      shared(u"ca"_s),
                      u"--host"_s,        u"127.0.0.1:%1"_s.arg(m_balancer.port())};
    for (int i = 0; i < count; ++i) {
        if (!startBackend(i))
            return false;
    }
    const QUrl url(u"http://127.0.0.1:%1"_s.arg(m_balancer.port()));
    for (int i = 0; i < users; ++i)
        m_users.push_back(std::make_unique<User>(url, m_backends[0]->key()));
    return true;
}

bool Replicas::startBackend(int index)
{
    test::BackendProcess &backend = *m_backends[size_t(index)];
    m_oldLogs[size_t(index)] += backend.errors();
    if (!backend.start(m_options))
        return false;
    m_balancer.setBackend(index, quint16(backend.base().section(u':', -1).toInt()));
    return true;
}

void Replicas::signal(int index, int number)
{
    if (isRunning(index))
        ::kill(pid_t(m_backends[size_t(index)]->process().processId()), number);
}

QString Replicas::heal()
{
    m_database.network()->setCut(false);
    if (!m_database.heal())
        return u"The database does not start again."_s;
    for (int i = 0; i < count; ++i)
        signal(i, SIGCONT);
    for (int i = 0; i < count; ++i) {
        if (!isRunning(i) && !startBackend(i) && !startBackend(i))
            return u"Backend %1 does not start again."_s.arg(i);
    }
    return {};
}

QString Replicas::takeAnswers()
{
    User::Answers all;
    for (const auto &each : m_users) {
        const User::Answers answers = each->takeAnswers();
        all.taken += answers.taken;
        all.refused += answers.refused;
        all.lost += answers.lost;
    }
    return u"%1 taken, %2 refused, %3 lost"_s.arg(all.taken).arg(all.refused).arg(all.lost);
}

qint64 Replicas::number(const QString &sql)
{
    const auto rows = test::await(m_sql->run(
        u"soak"_s, [sql](clouddb::Transaction &transaction) { return transaction.exec(sql); }));
    return rows ? rows->first().number("number"_L1) : -1;
}

QList<std::pair<QString, QByteArray>> Replicas::logs()
{
    QList<std::pair<QString, QByteArray>> all{{u"database"_s, m_database.log()}};
    for (int i = 0; i < count; ++i)
        all.append(
            {u"backend %1"_s.arg(i), m_oldLogs[size_t(i)] + m_backends[size_t(i)]->errors()});
    for (const QString &vm : m_machines->all().value_or(QHash<QString, bool>()).keys())
        all.append({u"VM "_s + vm, m_machines->log(vm)});
    return all;
}

} // namespace skybranch::soak
