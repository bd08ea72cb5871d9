// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks.h"

#include "processes.h"

using namespace Qt::StringLiterals;

namespace skybranch::soak {
namespace {

constexpr int settleMs = 150'000;
constexpr int agreeMs = 150'000; ///< the backend compares itself with its provider each minute

QString words(const QJsonValue &workspace)
{
    return u"%1 %2/%3 %4 \"%5\""_s.arg(
        workspace[u"branch"_s].toString(), workspace[u"status"_s].toString(),
        workspace[u"pendingAction"_s].toString(), workspace[u"step"_s].toString(),
        workspace[u"statusMessage"_s].toString());
}

QString words(const QJsonArray &workspaces)
{
    QStringList all;
    for (const QJsonValue &workspace : workspaces)
        all << words(workspace);
    return all.join(u"; "_s);
}

bool isSettled(const QJsonValue &workspace)
{
    return workspace[u"pendingAction"_s].toString().isEmpty()
        && workspace[u"status"_s].toString() != u"provisioning"_s;
}

} // namespace

QStringList Checks::afterRound()
{
    QStringList wrong;
    wrong << m_world.heal();
    wrong.removeAll(QString());
    for (const auto check :
         {&Checks::settle, &Checks::mendErrors, &Checks::providerAgrees, &Checks::mirrorsAgree,
          &Checks::operationsEnd, &Checks::commitsAreThere, &Checks::terminalsWork}) {
        if (wrong.isEmpty())
            wrong << (this->*check)();
        wrong.removeAll(QString());
    }
    return wrong;
}

/// No row is stuck.
QString Checks::settle()
{
    QJsonArray last;
    const bool settled = eventually(
        [&] {
            const auto all = m_world.workspaces();
            last = all.value_or(last);
            return all && std::ranges::all_of(*all, isSettled);
        },
        settleMs);
    return settled ? QString() : u"These rows do not settle: "_s + words(last);
}

QString Checks::mendErrors()
{
    for (const QJsonValue &workspace : m_world.workspaces().value_or(QJsonArray())) {
        if (workspace[u"status"_s].toString() != u"error"_s)
            continue;
        if (workspace[u"statusMessage"_s].toString().isEmpty())
            return u"An error does not say why: "_s + words(workspace);
        if (!mend(workspace))
            return u"It can be neither retried nor deleted: "_s + words(workspace);
    }
    // Desktops ask in their own time.
    QString inError;
    const auto isMended = [&] {
        inError.clear();
        const auto all = m_world.workspaces();
        for (const QJsonValue &workspace : all.value_or(QJsonArray())) {
            if (!isSettled(workspace) || workspace[u"status"_s].toString() == u"error"_s)
                inError = words(workspace);
        }
        return all && inError.isEmpty();
    };
    return eventually(isMended, settleMs) ? QString() : u"It is not mended: "_s + inError;
}

/// As its message says, on the computer that has the branch.
bool Checks::mend(const QJsonValue &workspace)
{
    const QString id = workspace[u"id"_s].toString();
    if (m_deeds.draw(2) == 0)
        return m_world.request(id, u"delete"_s);
    for (int i = 0; i < World::desktopCount; ++i) {
        Desktop &desktop = m_world.desktop(i);
        const bool isOfIt = workspace[u"branch"_s].toString().startsWith(u"of%1"_s.arg(i));
        if (isOfIt && eventually([&] { return !desktop.rowOf(id).isEmpty(); }, agreeMs))
            return desktop.ask({{u"do"_s, u"retryFromHere"_s}, {u"row"_s, desktop.rowOf(id)}})
                .has_value();
    }
    return false;
}

/// The VMs are those that rows know, and as alive as the rows say.
QString Checks::providerAgrees()
{
    QString wrong;
    const auto agrees = [&] {
        const auto rows = m_world.workspaces();
        const auto vms = m_world.machines().all();
        wrong = rows && vms ? compare(*rows, *vms) : u"Backend or provider do not answer."_s;
        return wrong.isEmpty();
    };
    return eventually(agrees, agreeMs) ? QString() : wrong;
}

QString Checks::compare(const QJsonArray &rows, const QHash<QString, bool> &vms)
{
    QStringList ids;
    for (const QJsonValue &workspace : rows) {
        const QString vm = workspace[u"vmId"_s].toString();
        const QString status = workspace[u"status"_s].toString();
        const bool isAlive = status == u"running"_s || status == u"paused"_s;
        ids << vm;
        if (isAlive != vms.value(vm))
            return u"The VM is not what the row says: "_s + words(workspace);
    }
    return m_world.machines().leftover(ids);
}

QString Checks::mirrorsAgree()
{
    QString wrong;
    const auto agrees = [&] {
        QHash<QString, QString> expected;
        for (const QJsonValue &workspace : m_world.workspaces().value_or(QJsonArray()))
            expected.insert(workspace[u"id"_s].toString(), workspace[u"status"_s].toString());
        for (int i = 0; i < World::desktopCount; ++i) {
            QHash<QString, QString> shown;
            for (const QJsonValue &row : m_world.desktop(i).rows()) {
                const QJsonObject cloud = row[u"cloud"_s].toObject();
                if (!cloud.isEmpty())
                    shown.insert(cloud[u"id"_s].toString(), cloud[u"status"_s].toString());
            }
            if (shown != expected) {
                wrong = u"Desktop %1 shows %2 instead of %3."_s.arg(i).arg(
                    QStringList(shown.values()).join(u','),
                    QStringList(expected.values()).join(u','));
                return false;
            }
        }
        return true;
    };
    return eventually(agrees, agreeMs) ? QString() : wrong;
}

/// What a desktop was doing has come to an end, good or bad.
QString Checks::operationsEnd()
{
    QString busy;
    const auto ended = [&] {
        for (int i = 0; i < World::desktopCount; ++i) {
            for (const QJsonValue &row : m_world.desktop(i).rows()) {
                if (row[u"operation"_s].toInt() == 0)
                    continue;
                busy = u"Desktop %1 does not end operation %2 of %3."_s.arg(i)
                           .arg(row[u"operation"_s].toInt())
                           .arg(row[u"id"_s].toString());
                return false;
            }
        }
        return true;
    };
    return eventually(ended, agreeMs) ? QString() : busy;
}

QString Checks::commitsAreThere()
{
    QHash<QString, QString> branches;
    for (const QJsonValue &workspace : m_world.workspaces().value_or(QJsonArray())) {
        const QString vm = workspace[u"vmId"_s].toString();
        const QString branch = workspace[u"branch"_s].toString();
        branches.insert(vm, branch);
        const QString sent = m_deeds.sentHead(branch);
        const QString status = workspace[u"status"_s].toString();
        // One that was asked for a moment ago has nothing yet.
        const bool isFilled = status != u"error"_s && status != u"provisioning"_s;
        if (!sent.isEmpty() && isFilled && !m_world.machines().hasCommit(vm, sent))
            return u"What was sent with it is not in the VM of "_s + words(workspace);
    }
    for (const KeptCommit &kept : m_deeds.kept()) {
        const bool isHere = kept.vmId.isEmpty();
        // Who deletes a workspace deletes what is in it.
        if (!isHere && !branches.contains(kept.vmId))
            continue;
        const bool isThere = isHere ? Machines::isInRepository(kept.commit, kept.folder)
                                    : m_world.machines().hasCommit(kept.vmId, kept.commit);
        if (!isThere)
            return u"The commit %1 in %2 is lost."_s.arg(
                kept.commit, isHere ? kept.folder : u"the VM of "_s + branches[kept.vmId]);
    }
    return {};
}

/// What a desktop was asked last may have reached the backend only now.
bool Checks::isRunning(const QString &workspaceId)
{
    (void)settle();
    const QJsonArray all = m_world.workspaces().value_or(QJsonArray());
    return std::ranges::any_of(all, [&](const QJsonValue &workspace) {
        return workspace[u"id"_s].toString() == workspaceId
            && workspace[u"status"_s].toString() == u"running"_s;
    });
}

QString Checks::terminalsWork()
{
    for (const QJsonValue &workspace : m_world.workspaces().value_or(QJsonArray())) {
        if (workspace[u"status"_s].toString() != u"running"_s)
            continue;
        Desktop &desktop = m_world.desktop(m_deeds.draw(World::desktopCount));
        const QString row = desktop.rowOf(workspace[u"id"_s].toString());
        const auto answer = desktop.ask({{u"do"_s, u"type"_s},
                                         {u"row"_s, row},
                                         {u"seconds"_s, 40},
                                         {u"text"_s, u"echo works$((6*7))"_s},
                                         {u"expect"_s, u"works42"_s}},
                                        45'000);
        const QJsonObject said = answer.value_or(QJsonObject());
        if (said[u"found"_s].toString().isEmpty() && isRunning(workspace[u"id"_s].toString()))
            return u"No terminal in %1: state %2, %3, \"%4\""_s.arg(
                words(workspace), QString::number(said[u"state"_s].toInt(-1)),
                said[u"error"_s].toString(), said[u"seen"_s].toString());
    }
    return {};
}

QStringList Checks::atTheEnd()
{
    for (const QJsonValue &workspace : m_world.workspaces().value_or(QJsonArray()))
        (void)m_world.request(workspace[u"id"_s].toString(), u"delete"_s);
    QJsonArray left;
    const bool gone = eventually(
        [&] {
            const auto all = m_world.workspaces();
            left = all.value_or(left);
            return all && all->isEmpty();
        },
        settleMs);
    if (!gone)
        return {u"These can not be deleted: "_s + words(left)};
    const QString wrong = providerAgrees();
    return wrong.isEmpty() ? QStringList() : QStringList(wrong);
}

} // namespace skybranch::soak
