// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/shapereads.h"

#include "edge/shapeanswers.h"
#include "edge/shapemessages.h"

#include <QJsonDocument>

namespace skybranch::edge {
namespace {

constexpr qsizetype maxKept = 64;

/// Equal for those to whom the answer is the same.
QByteArray keyOf(const cloud::Caller &caller, const ShapeDefinition &shape, qint64 offset)
{
    QByteArray key = caller.organizationId.uuid().toRfc4122();
    if (clouddb::hasPrivateRows(shape.table))
        key += caller.userId.uuid().toRfc4122();
    key += QByteArray::number(offset) + '\n' + shape.text;
    return key;
}

} // namespace

Task<ShapeTail> ShapeReads::read(cloud::Caller caller, ShapeDefinition shape, qint64 offset)
{
    const auto changes = co_await m_services.changes->since(
        caller.organizationId, {shape.table, caller.userId, shape.filter}, offset);
    if (!changes)
        co_return failure(changes);
    ShapeTail tail{.handleBase = handleBase(changes->handle, caller, shape),
                   .offset = changes->offset,
                   .upToDate = changes->upToDate};
    for (const QJsonValue &message : changeMessages(shape, *changes))
        tail.messages << QJsonDocument(message.toObject()).toJson(QJsonDocument::Compact);
    tail.body = bodyOf(tail.messages, tail.upToDate ? std::optional(tail.offset) : std::nullopt);
    co_return tail;
}

Task<ShapeTail> ShapeReads::readShared(cloud::Caller caller, ShapeDefinition shape, qint64 offset)
{
    const QByteArray key = keyOf(caller, shape, offset);
    const quint64 generation = m_services.feed->generation(caller.organizationId);
    std::shared_ptr<Shared> shared = m_shared.value(key);
    if (!shared || shared->generation != generation) {
        dropOld();
        shared = std::make_shared<Shared>(Shared{.generation = generation});
        m_shared.insert(key, shared);
        shared->result = co_await read(caller, shape, offset);
        for (const Completion<> &completion : std::as_const(shared->waiting))
            completion.finish({});
        shared->waiting.clear();
        // Another one may get more out of it.
        if (!*shared->result && m_shared.value(key) == shared)
            m_shared.remove(key);
    } else if (!shared->result) {
        const Completion<> completion;
        shared->waiting << completion;
        if (auto waited = co_await completion.wait(); !waited)
            co_return failure(waited);
    }
    auto result = *shared->result;
    co_return result;
}

void ShapeReads::dropOld()
{
    if (m_shared.size() < maxKept)
        return;
    m_shared.removeIf([](const auto &entry) { return entry.value()->result.has_value(); });
}

} // namespace skybranch::edge
