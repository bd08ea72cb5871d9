// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/ports.h"

#include "wire/jsonreader.h"

#include <map>

namespace skybranch::wire {
namespace {

using namespace Qt::Literals::StringLiterals;
using domain::ListeningPort;

Result<ListeningPort> portFromJson(const QJsonObject &json)
{
    JsonReader reader(json);
    ListeningPort port{.port = quint16(reader.integer("port"_L1, 1, 65'535)),
                       .program = reader.words("program"_L1, maxProgramName).simplified(),
                       .onlyIpv6 = reader.booleanOr("onlyIpv6"_L1, false),
                       .onlyLoopback = reader.booleanOr("onlyLoopback"_L1, false)};
    return reader.finish(std::move(port));
}

} // namespace

QJsonObject toJson(const QList<ListeningPort> &ports)
{
    QJsonArray array;
    for (const ListeningPort &port : ports)
        array.append(QJsonObject{{"port"_L1, port.port},
                                 {"program"_L1, port.program},
                                 {"onlyIpv6"_L1, port.onlyIpv6},
                                 {"onlyLoopback"_L1, port.onlyLoopback}});
    return {{"ports"_L1, array}};
}

Result<QList<ListeningPort>> portsFromJson(const QJsonObject &json)
{
    JsonReader reader(json);
    std::map<quint16, ListeningPort> ports;
    for (const QJsonValue &item : reader.array("ports"_L1, maxListeningPorts)) {
        auto port = portFromJson(item.toObject());
        if (!port)
            return failure(port);
        ports.insert_or_assign(port->port, std::move(*port));
    }
    QList<ListeningPort> sorted;
    for (auto &[number, port] : ports)
        sorted.append(std::move(port));
    return reader.finish(std::move(sorted));
}

} // namespace skybranch::wire
