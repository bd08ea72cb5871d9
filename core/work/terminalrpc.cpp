// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/terminalrpc.h"

#include "wire/guestrpc.h"
#include "wire/jsonreader.h"
#include "wire/jsonrpc.h"
#include "work/activity.h"
#include "work/terminallist.h"

#include <functional>

namespace skybranch::work {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace wire::guestmethod;
using wire::JsonRpcPeer;

constexpr qsizetype maxName = 200;

Task<QJsonObject> ready(Result<QJsonObject> answer)
{
    co_return answer;
}

Result<QString> idIn(const QJsonObject &params)
{
    wire::JsonReader reader(params);
    const QString id = reader.text("terminal"_L1, 64);
    return reader.finish(id);
}

Result<QJsonObject> job(const QJsonObject &params)
{
    const auto id = idIn(params);
    if (!id)
        return failure(id);
    return QJsonObject{{"job"_L1, foregroundJobs().value(*id)}};
}

Result<QJsonObject> rename(TerminalList *terminals, const QJsonObject &params)
{
    wire::JsonReader reader(params);
    const QString id = reader.text("terminal"_L1, 64);
    const QString name = reader.words("name"_L1, maxName);
    if (reader.error())
        return std::unexpected(*reader.error());
    if (const auto named = terminals->name(id, name); !named)
        return failure(named);
    return QJsonObject();
}

Result<QJsonObject> tell(const QJsonObject &params,
                         const std::function<Result<>(const QString &)> &work)
{
    const auto id = idIn(params);
    if (!id)
        return failure(id);
    if (const auto done = work(*id); !done)
        return failure(done);
    return QJsonObject();
}

void watch(JsonRpcPeer *peer, TerminalList *terminals)
{
    QObject::disconnect(terminals, nullptr, peer, nullptr); // a second watch is the same as one
    QObject::connect(terminals, &TerminalList::changed, peer,
                     [peer](const QList<wire::TerminalInfo> &now) {
                         peer->notify(terminalsChanged, wire::toJson(now));
                     });
}

} // namespace

void offerTerminals(JsonRpcPeer *peer, TerminalList *terminals)
{
    peer->setHandler(terminalJob, [](const QJsonObject &params) { return ready(job(params)); });
    peer->setHandler(terminalWatch, [peer, terminals](const QJsonObject &) {
        watch(peer, terminals);
        return ready(wire::toJson(terminals->terminals()));
    });
    peer->setHandler(terminalName, [terminals](const QJsonObject &params) {
        return ready(rename(terminals, params));
    });
    peer->setHandler(terminalEnd, [terminals](const QJsonObject &params) {
        return ready(tell(params, [terminals](const QString &id) { return terminals->end(id); }));
    });
    peer->setHandler(terminalForget, [terminals](const QJsonObject &params) {
        return ready(
            tell(params, [terminals](const QString &id) { return terminals->forget(id); }));
    });
}

} // namespace skybranch::work
