// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edge/operation.h"
#include "fuzzvalues.h"

namespace skybranch::test {

/// What is sent over one connection, and how.
struct FuzzTalk
{
    enum class Manner { AtOnce, InPieces, HalfClosed, CutOff };

    QByteArray bytes;
    QList<bool> areOfHead; ///< of each request: its answer has no body
    Manner manner = Manner::AtOnce;
};

/// Makes requests to all that is served: for the most part nearly right ones, for what is refused
/// at the door shows nothing of what is behind it.
class FuzzRequests
{
public:
    struct World
    {
        QList<edge::Route> routes;
        QStringList procedures;
        QByteArrayList keys;
        QStringList workspaces;
        QString repository;
        QByteArray host;
    };

    FuzzRequests(quint32 seed, World world)
        : m_values(seed)
        , m_world(std::move(world))
    {
    }

    FuzzTalk next();

private:
    QByteArray verbFor(const edge::Route &route);
    QByteArray request(const QByteArray &verb, const QString &pattern);
    QByteArray path(const QString &pattern);
    QByteArray query(const QString &pattern);
    QByteArray shapeQuery();
    QByteArray trpcQuery();
    QByteArray headers(const QByteArray &body);
    QByteArray framing(const QByteArray &body);
    QByteArray body(const QString &pattern);
    QJsonObject object();
    QString id();

    FuzzValues m_values;
    World m_world;
};

} // namespace skybranch::test
