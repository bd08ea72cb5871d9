// SPDX-License-Identifier: GPL-3.0-or-later
#include "replicachecks.h"

#include "processes.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace skybranch::soak {
namespace {

constexpr int patienceMs = 150'000;
constexpr int worthTelling = 1000;

// A row that waits for something, a job, or a VM that no workspace has.
const QString unfinished = uR"(
    SELECT (SELECT count(*) FROM cloud_workspaces
            WHERE pending_action IS NOT NULL OR status = 'provisioning')
         + (SELECT count(*) FROM jobs)
         + (SELECT count(*) FROM vms v
            WHERE NOT EXISTS (SELECT FROM cloud_workspaces w WHERE w.vm_id = v.id)) AS number)"_s;

QString words(const QJsonArray &rows)
{
    QStringList all;
    for (const QJsonValue &row : rows)
        all << u"%1 %2/%3 \"%4\""_s.arg(
            row[u"id"_s].toString().first(8), row[u"status"_s].toString(),
            row[u"pendingAction"_s].toString(), row[u"statusMessage"_s].toString());
    return all.isEmpty() ? u"nothing"_s : all.join(u"; "_s);
}

bool isInError(const QJsonValue &row)
{
    return row[u"status"_s].toString() == u"error"_s;
}

} // namespace

QString ReplicaChecks::afterRound()
{
    static const std::pair<const char *, QString (ReplicaChecks::*)()> all[]{
        {"backends", &ReplicaChecks::allRun},         {"answers", &ReplicaChecks::answersEnd},
        {"jobs", &ReplicaChecks::nothingIsLeftToDo},  {"errors", &ReplicaChecks::errorsAreMended},
        {"provider", &ReplicaChecks::providerAgrees}, {"mirrors", &ReplicaChecks::everybodyAgrees}};
    m_times.clear();
    QString wrong;
    for (const auto &[name, check] : all) {
        QElapsedTimer timer;
        timer.start();
        if (wrong.isEmpty())
            wrong = (this->*check)();
        if (timer.elapsed() > worthTelling)
            m_times << u"%1 %2 s"_s.arg(QLatin1StringView(name),
                                        QString::number(double(timer.elapsed()) / 1000, 'f', 1));
    }
    return wrong;
}

std::optional<QJsonArray> ReplicaChecks::rowsOf(int backend)
{
    const auto reply
        = m_world.backend(backend).client().send("GET", u"/api/workspaces"_s, {}, 15'000);
    if (reply.status != 200)
        return std::nullopt;
    return reply.json().value(u"workspaces"_s).toArray();
}

bool ReplicaChecks::request(test::HttpClient http, const QString &id, const QString &action)
{
    const QString path = u"/api/workspaces/"_s + id;
    const auto reply
        = action == u"delete"_s ? http.send("DELETE", path) : http.post(path + u'/' + action);
    return reply.status >= 200 && reply.status < 300;
}

QString ReplicaChecks::allRun()
{
    return m_world.heal();
}

QString ReplicaChecks::answersEnd()
{
    const auto ended = [this] {
        for (int i = 0; i < Replicas::users; ++i) {
            if (m_world.user(i).open() != 0)
                return false;
        }
        return true;
    };
    return eventually(ended, patienceMs) ? QString() : u"Somebody waits for an answer."_s;
}

/// A SIGTERM that has arrived late may end a backend only now.
QString ReplicaChecks::nothingIsLeftToDo()
{
    const auto isDone = [this] {
        for (int i = 0; i < Replicas::count; ++i) {
            if (!m_world.isRunning(i) && !m_world.startBackend(i))
                return false;
        }
        return m_world.number(unfinished) == 0;
    };
    if (eventually(isDone, patienceMs))
        return {};
    return u"Rows, jobs or VMs are not brought to an end: %1 of "_s.arg(m_world.number(unfinished))
        + words(rowsOf(0).value_or(QJsonArray()));
}

QString ReplicaChecks::errorsAreMended()
{
    for (int tries = 0; tries < 2; ++tries) {
        int index = 0;
        for (const QJsonValue &row : rowsOf(0).value_or(QJsonArray())) {
            if (!isInError(row))
                continue;
            const QString sentence = row[u"statusMessage"_s].toString();
            m_errors << sentence;
            if (sentence.isEmpty())
                return u"An error does not say why."_s;
            const QString action = tries == 0 && ++index % 2 == 0 ? u"retry"_s : u"delete"_s;
            if (!request(m_world.backend(index % Replicas::count).client(), row[u"id"_s].toString(),
                         action))
                return u"It can not be mended: "_s + words({row});
        }
        if (const QString wrong = nothingIsLeftToDo(); !wrong.isEmpty())
            return wrong;
    }
    const QJsonArray rows = rowsOf(0).value_or(QJsonArray());
    return std::ranges::any_of(rows, isInError) ? u"It is not mended: "_s + words(rows) : QString();
}

QString ReplicaChecks::providerAgrees()
{
    QString wrong;
    const auto agrees = [&] {
        const auto rows = rowsOf(0);
        wrong = rows ? compareWithProvider(*rows) : u"A backend does not answer."_s;
        return wrong.isEmpty();
    };
    return eventually(agrees, patienceMs) ? QString() : wrong;
}

QString ReplicaChecks::compareWithProvider(const QJsonArray &rows)
{
    const auto vms = m_world.machines().all().value_or(QHash<QString, bool>());
    QStringList ids;
    for (const QJsonValue &row : rows) {
        const QString vm = row[u"vmId"_s].toString();
        const QString status = row[u"status"_s].toString();
        ids << vm;
        if (!vms.contains(vm) || vms.value(vm) != (status == u"running"_s || status == u"paused"_s))
            return u"The VM is not what the row says: "_s + words({row});
    }
    return m_world.machines().leftover(ids);
}

QString ReplicaChecks::everybodyAgrees()
{
    QString wrong;
    const auto agrees = [&] {
        const auto rows = rowsOf(0);
        wrong = rows ? compareMirrors(*rows) : u"A backend does not answer."_s;
        for (int i = 1; i < Replicas::count && wrong.isEmpty(); ++i) {
            if (rowsOf(i) != rows)
                wrong = u"Backend %1 says "_s.arg(i) + words(rowsOf(i).value_or(QJsonArray()))
                    + u" instead of "_s + words(*rows);
        }
        return wrong.isEmpty();
    };
    return eventually(agrees, patienceMs) ? QString() : wrong;
}

QString ReplicaChecks::compareMirrors(const QJsonArray &rows)
{
    QMap<QString, QString> expected;
    for (const QJsonValue &row : rows)
        expected.insert(row[u"id"_s].toString(), row[u"status"_s].toString());
    for (int i = 0; i < Replicas::users; ++i) {
        QMap<QString, QString> shown;
        for (const auto &[id, columns] : m_world.user(i).rows().asKeyValueRange())
            shown.insert(id, columns[u"status"_s].toString());
        // Each column, of whoever has heard it in however many parts.
        if (shown != expected || m_world.user(i).rows() != m_world.user(0).rows())
            return u"The mirror of user %1 has %2 instead of %3."_s.arg(i).arg(
                QStringList(shown.values()).join(u','), QStringList(expected.values()).join(u','));
    }
    return {};
}

QString ReplicaChecks::atTheEnd()
{
    for (const QJsonValue &row : rowsOf(0).value_or(QJsonArray()))
        (void)request(m_world.backend(1).client(), row[u"id"_s].toString(), u"delete"_s);
    const bool isEmpty = eventually(
        [this] {
            return m_world.number(u"SELECT (SELECT count(*) FROM cloud_workspaces) + "
                                  "(SELECT count(*) FROM vms) + (SELECT count(*) FROM jobs) "
                                  "AS number"_s)
                == 0;
        },
        patienceMs);
    if (!isEmpty)
        return u"These can not be deleted: "_s + words(rowsOf(0).value_or(QJsonArray()));
    if (const QString wrong = providerAgrees(); !wrong.isEmpty())
        return wrong;
    if (const QString wrong = everybodyAgrees(); !wrong.isEmpty())
        return wrong;
    for (int i = 0; i < Replicas::count; ++i) {
        if (m_world.backend(i).terminate() != 0)
            return u"Backend %1 does not end in order."_s.arg(i);
    }
    return {};
}

} // namespace skybranch::soak
