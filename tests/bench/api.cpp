// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/api.h"

#include "bench/apirig.h"
#include "bench/httpload.h"
#include "bench/processtree.h"
#include "bench/statistics.h"

#include <QJsonDocument>
#include <QUrl>

#include <array>

using namespace Qt::StringLiterals;

namespace skybranch::bench {
namespace {

constexpr std::array counts{16, 64};
const auto memoryMb = u"PSS, MB"_s;

struct Call
{
    QString name;
    QString what;
    double share; ///< of Node's time for a request that is aimed at
    QByteArray method;
    QByteArray target;
    QByteArray body;
    bool grows = false; ///< asks in the organisation whose workspaces nobody lists
};

struct Rival
{
    QString name;
    ServerProcess *server;
};

QString nodeName()
{
    return u"node"_s;
}

QString measureName(int connections, const QString &what)
{
    return u"%1: %2"_s.arg(connections).arg(what);
}

QByteArray requestOf(const Call &call, const Rival &rival, const QByteArray &key)
{
    return call.method + ' ' + call.target + " HTTP/1.1\r\nHost: 127.0.0.1:"
        + QByteArray::number(rival.server->port()) + "\r\nAuthorization: Bearer " + key
        + "\r\nContent-Type: application/json\r\nContent-Length: "
        + QByteArray::number(call.body.size()) + "\r\n\r\n" + call.body;
}

Result<> measureOnce(Section &section, ApiRig &rig, const Call &call, const Rival &rival, int count)
{
    LoadPlan plan{.port = rival.server->port(), .requests = {}};
    for (int i = 0; i < count; ++i)
        plan.requests
            += requestOf(call, rival, call.grows ? rig.keyOfGrowing(i) : rig.keyOfFull(i));
    const double cpuBefore = ProcessTree::cpuMsOf(rival.server->processId());
    const auto outcome = load(plan);
    if (!outcome)
        return failure(outcome);
    const double cpu = ProcessTree::cpuMsOf(rival.server->processId()) - cpuBefore;
    section.add(rival.name, measureName(count, u"us/request"_s), 1e6 / outcome->perSecond);
    section.add(rival.name, measureName(count, u"p50, ms"_s), median(outcome->latenciesMs));
    section.add(rival.name, measureName(count, u"p99, ms"_s), quantile(outcome->latenciesMs, 0.99));
    section.add(rival.name, measureName(count, u"CPU us"_s), 1e3 * cpu / outcome->requests);
    section.note(u"%1, %2 connections: %3 requests/s"_s.arg(rival.name)
                     .arg(count)
                     .arg(outcome->perSecond, 0, 'f', 0));
    return {};
}

void claim(Section &section, const Call &call)
{
    for (const int count : counts) {
        const QString where = u" at %1 connections, against Node: "_s.arg(count);
        section.claim({call.what + where + u"us a request"_s, measureName(count, u"us/request"_s),
                       nodeName(), call.share});
        section.claim(
            {call.what + where + u"p99"_s, measureName(count, u"p99, ms"_s), nodeName(), 0.2});
    }
    section.claim(
        {call.what + u", memory of the server, against Node"_s, memoryMb, nodeName(), 0.2});
}

Result<Section> measure(Stand &stand, ApiRig &rig, const Call &call)
{
    Section section(call.name, call.what + u", a key checked in each call"_s, nodeName());
    claim(section, call);
    QList<Rival> rivals{{Section::ours(), &rig.ours()}};
    if (rig.node())
        rivals += Rival{nodeName(), rig.node()};
    else
        section.note(u"Node is left out: "_s + rig.whyNoNode());
    for (int round = 0; round < stand.plan().rounds; ++round) {
        for (const int count : counts) {
            for (const auto &rival : rivals) {
                if (auto measured = measureOnce(section, rig, call, rival, count); !measured)
                    return failure(measured);
            }
        }
        for (const auto &rival : rivals)
            section.add(rival.name, memoryMb, ProcessTree::pssMbOf(rival.server->processId()));
    }
    return section;
}

QByteArray inputOf(const QJsonObject &object)
{
    return QUrl::toPercentEncoding(
        QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
}

} // namespace

Result<Section> measureApiList(Stand &stand)
{
    return stand.api().and_then([&stand](ApiRig *rig) {
        return measure(stand, *rig,
                       {.name = u"api-list"_s,
                        .what = u"List of 100 workspaces"_s,
                        .share = 1.0 / 3,
                        .method = "GET",
                        .target = "/trpc/cloudWorkspace.list",
                        .body = {}});
    });
}

Result<Section> measureApiGet(Stand &stand)
{
    return stand.api().and_then([&stand](ApiRig *rig) {
        return measure(
            stand, *rig,
            {.name = u"api-get"_s,
             .what = u"Get a workspace"_s,
             .share = 1.0 / 5,
             .method = "GET",
             .target = "/trpc/cloudWorkspace.get?input=" + inputOf({{u"id"_s, rig->workspace()}}),
             .body = {}});
    });
}

Result<Section> measureApiCreate(Stand &stand)
{
    return stand.api().and_then([&stand](ApiRig *rig) {
        const QJsonObject input{{u"repositoryId"_s, rig->emptyRepository()},
                                {u"name"_s, u"Fix the cart"_s},
                                {u"branch"_s, u"fix-cart"_s},
                                {u"placement"_s, u"dedicated"_s},
                                {u"seed"_s, u"remote"_s},
                                {u"autoStopMinutes"_s, 30}};
        return measure(stand, *rig,
                       {.name = u"api-create"_s,
                        .what = u"Create a workspace"_s,
                        .share = 1.0 / 4,
                        .method = "POST",
                        .target = "/trpc/cloudWorkspace.create",
                        .body = QJsonDocument(input).toJson(QJsonDocument::Compact),
                        .grows = true});
    });
}

} // namespace skybranch::bench
