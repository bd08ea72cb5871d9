// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/terminalframes.h"

#include "wire/jsonreader.h"

#include <QJsonDocument>
#include <QtEndian>

#include <algorithm>

namespace skybranch::wire {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype headSize = 1 + sizeof(quint32);
constexpr qsizetype maxPayload = 1 << 20;
constexpr qint64 maxPosition = qint64(1) << 53; ///< what a number of JSON holds
constexpr int maxCells = 1000;
constexpr qsizetype maxWatchers = 64;
constexpr qsizetype maxName = 64;

template <typename Number> void put(QByteArray &out, Number value)
{
    const Number big = qToBigEndian(value);
    out.append(reinterpret_cast<const char *>(&big), sizeof big);
}

template <typename Number> Number numberAt(const QByteArray &bytes, qsizetype at)
{
    return qFromBigEndian<Number>(bytes.constData() + at);
}

std::unexpected<Error> broken(const QString &detail)
{
    return failure(ErrorCode::InvalidArgument,
                   u"The terminal's stream is damaged. Reconnect, or open another terminal."_s,
                   detail);
}

bool isPosition(qint64 position)
{
    return position >= 0 && position <= maxPosition;
}

bool isSize(int columns, int rows)
{
    return columns >= 1 && columns <= maxCells && rows >= 1 && rows <= maxCells;
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject withSize(QJsonObject object, TerminalSize size)
{
    object.insert("columns"_L1, size.columns);
    object.insert("rows"_L1, size.rows);
    return object;
}

TerminalSize readSize(JsonReader &reader)
{
    return {.columns = int(reader.integer("columns"_L1, 1, maxCells)),
            .rows = int(reader.integer("rows"_L1, 1, maxCells))};
}

} // namespace

QByteArray encodeFrame(FrameKind kind, const QByteArray &payload)
{
    QByteArray frame;
    frame.reserve(headSize + payload.size());
    frame.append(char(kind));
    put(frame, quint32(payload.size()));
    return frame.append(payload);
}

void FrameReader::add(const QByteArray &bytes)
{
    m_bytes.remove(0, std::exchange(m_read, 0));
    m_bytes.append(bytes);
}

Result<std::optional<Frame>> FrameReader::next()
{
    if (m_broken)
        return broken(u"after a broken frame"_s);
    if (m_bytes.size() - m_read < headSize)
        return std::nullopt;
    const qsizetype size = numberAt<quint32>(m_bytes, m_read + 1);
    if (size > maxPayload) {
        m_broken = true;
        return broken(u"a frame of %1 bytes"_s.arg(size));
    }
    if (m_bytes.size() - m_read < headSize + size)
        return std::nullopt;
    Frame frame{.kind = FrameKind(quint8(m_bytes[m_read])),
                .payload = m_bytes.sliced(m_read + headSize, size)};
    m_read += headSize + size;
    return frame;
}

QByteArray TerminalSize::encode() const
{
    QByteArray payload;
    put(payload, quint16(columns));
    put(payload, quint16(rows));
    return payload;
}

Result<TerminalSize> TerminalSize::decode(const QByteArray &payload)
{
    if (payload.size() != 2 * sizeof(quint16))
        return broken(u"size"_s);
    const TerminalSize size{.columns = numberAt<quint16>(payload, 0),
                            .rows = numberAt<quint16>(payload, sizeof(quint16))};
    if (!isSize(size.columns, size.rows))
        return broken(u"size out of range"_s);
    return size;
}

QByteArray PositionedBytes::encode() const
{
    QByteArray payload;
    payload.reserve(qsizetype(sizeof position) + bytes.size());
    put(payload, position);
    return payload.append(bytes);
}

Result<PositionedBytes> PositionedBytes::decode(const QByteArray &payload)
{
    constexpr qsizetype head = sizeof(qint64);
    if (payload.size() < head || payload.size() > head + maxTerminalBlock)
        return broken(u"block"_s);
    PositionedBytes block{.position = numberAt<qint64>(payload, 0), .bytes = payload.sliced(head)};
    if (!isPosition(block.position))
        return broken(u"position of a block"_s);
    return block;
}

QByteArray OutputGap::encode() const
{
    return encodePosition(from) + encodePosition(to);
}

Result<OutputGap> OutputGap::decode(const QByteArray &payload)
{
    constexpr qsizetype half = sizeof(qint64);
    if (payload.size() != 2 * half)
        return broken(u"gap"_s);
    const OutputGap gap{.from = numberAt<qint64>(payload, 0),
                        .to = numberAt<qint64>(payload, half)};
    if (!isPosition(gap.from) || !isPosition(gap.to) || gap.to <= gap.from)
        return broken(u"gap out of range"_s);
    return gap;
}

QByteArray encodePosition(qint64 position)
{
    QByteArray payload;
    put(payload, position);
    return payload;
}

Result<qint64> decodePosition(const QByteArray &payload)
{
    if (payload.size() != sizeof(qint64))
        return broken(u"position"_s);
    const auto position = numberAt<qint64>(payload, 0);
    if (!isPosition(position))
        return broken(u"position out of range"_s);
    return position;
}

QByteArray AttachRequest::encode() const
{
    return compact(withSize({{"version"_L1, version},
                             {"watcher"_L1, watcher},
                             {"name"_L1, name.left(maxName)},
                             {"from"_L1, from}},
                            size));
}

Result<AttachRequest> AttachRequest::decode(const QByteArray &payload)
{
    const auto object = parseObject(payload);
    if (!object)
        return failure(object);
    JsonReader reader(*object);
    return reader.finish(AttachRequest{.version = int(reader.integer("version"_L1, 1, 1000)),
                                       .watcher = reader.text("watcher"_L1, 64),
                                       .name = reader.words("name"_L1, maxName),
                                       .from = reader.integer("from"_L1, 0, maxPosition),
                                       .size = readSize(reader)});
}

QByteArray AttachAnswer::encode() const
{
    return compact(
        withSize({{"version"_L1, version}, {"end"_L1, end}, {"inputTaken"_L1, inputTaken}}, size));
}

Result<AttachAnswer> AttachAnswer::decode(const QByteArray &payload)
{
    const auto object = parseObject(payload);
    if (!object)
        return failure(object);
    JsonReader reader(*object);
    return reader.finish(AttachAnswer{.version = int(reader.integer("version"_L1, 1, 1000)),
                                      .end = reader.integer("end"_L1, 0, maxPosition),
                                      .inputTaken = reader.integer("inputTaken"_L1, 0, maxPosition),
                                      .size = readSize(reader)});
}

QByteArray TerminalWatchers::encode() const
{
    return compact(withSize(
        {{"names"_L1, QJsonArray::fromStringList(names.first(std::min(names.size(), maxWatchers)))},
         {"typing"_L1, typing}},
        size));
}

Result<TerminalWatchers> TerminalWatchers::decode(const QByteArray &payload)
{
    const auto object = parseObject(payload);
    if (!object)
        return failure(object);
    JsonReader reader(*object);
    TerminalWatchers watchers{.size = readSize(reader),
                              .names = reader.texts("names"_L1, maxWatchers, maxName),
                              .typing = reader.words("typing"_L1, maxName)};
    std::ranges::transform(watchers.names, watchers.names.begin(), printable);
    return reader.finish(std::move(watchers));
}

QByteArray TerminalExit::encode() const
{
    return compact({{"byItself"_L1, byItself}, {"code"_L1, code}});
}

Result<TerminalExit> TerminalExit::decode(const QByteArray &payload)
{
    const auto object = parseObject(payload);
    if (!object)
        return failure(object);
    JsonReader reader(*object);
    return reader.finish(TerminalExit{.byItself = reader.boolean("byItself"_L1),
                                      .code = int(reader.integer("code"_L1, -1, 255))});
}

} // namespace skybranch::wire
