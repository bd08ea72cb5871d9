// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/terminalfolder.h"

#include "base/paths.h"
#include "wire/jsonreader.h"
#include "work/localsocket.h"
#include "work/terminalring.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <unistd.h>

namespace skybranch::work {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype maxWords = 200;
constexpr qint64 maxNameFile = 4 * maxWords;

/// At once or not at all, and without waiting for the disk, as writePrivateFile() does: who writes
/// here carries what somebody types, and a machine that loses power loses the terminal as well.
Result<> replaceFile(const QString &path, const QByteArray &content)
{
    QFile file(path + u".new"_s);
    const bool isWritten = file.open(QIODevice::WriteOnly | QIODevice::Truncate)
        && file.write(content) == content.size();
    file.close();
    if (!isWritten
        || ::rename(QFile::encodeName(file.fileName()).constData(),
                    QFile::encodeName(path).constData())
            != 0)
        return failure(ErrorCode::Unavailable,
                       u"The file %1 can not be written. Check its folder's rights and whether "
                       "the disk is full."_s.arg(path),
                       qt_error_string(errno));
    return {};
}

} // namespace

QJsonObject TerminalRecord::toJson() const
{
    return {{"title"_L1, title},
            {"startedAt"_L1, wire::timeToJson(startedAt)},
            {"endedAt"_L1, wire::timeToJson(endedAt)},
            {"byItself"_L1, exit.byItself},
            {"exitCode"_L1, exit.code},
            {"watchers"_L1, watchers}};
}

Result<TerminalRecord> TerminalRecord::fromJson(const QJsonObject &json)
{
    wire::JsonReader reader(json);
    return reader.finish(
        TerminalRecord{.title = reader.words("title"_L1, maxWords),
                       .startedAt = reader.timeOrNull("startedAt"_L1),
                       .endedAt = reader.timeOrNull("endedAt"_L1),
                       .exit = {.byItself = reader.boolean("byItself"_L1),
                                .code = int(reader.integer("exitCode"_L1, -1, 255))},
                       .watchers = int(reader.integer("watchers"_L1, 0, 10'000))});
}

TerminalFolder::TerminalFolder(const QString &home, const QString &id)
    : m_id(id)
    , m_path(ofAll(home) + u'/' + id)
{
}

QString TerminalFolder::ofAll(const QString &home)
{
    return home + u"/.local/state/skybranch/terminals"_s;
}

QStringList TerminalFolder::ids(const QString &home)
{
    QStringList ids
        = QDir(ofAll(home)).entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks);
    ids.removeIf([](const QString &id) { return !wire::isTerminalId(id); });
    return ids;
}

QString TerminalFolder::socket() const
{
    return m_path + u"/socket"_s;
}

QString TerminalFolder::ring() const
{
    return m_path + u"/ring"_s;
}

QString TerminalFolder::log() const
{
    return m_path + u"/log"_s;
}

Result<> TerminalFolder::make() const
{
    return makePrivateFolder(m_path);
}

bool TerminalFolder::exists() const
{
    return QFileInfo::exists(m_path + u"/terminal.json"_s);
}

void TerminalFolder::remove() const
{
    QDir(m_path).removeRecursively();
}

Result<TerminalRecord> TerminalFolder::record() const
{
    const auto content = readFile(m_path + u"/terminal.json"_s);
    if (!content)
        return failure(content);
    const auto object = wire::parseObject(*content);
    if (!object)
        return failure(object);
    return TerminalRecord::fromJson(*object);
}

Result<> TerminalFolder::write(const TerminalRecord &record) const
{
    return replaceFile(m_path + u"/terminal.json"_s,
                       QJsonDocument(record.toJson()).toJson(QJsonDocument::Compact));
}

QString TerminalFolder::name() const
{
    const auto content = readFile(m_path + u"/name"_s, maxNameFile);
    return content ? wire::printable(QString::fromUtf8(*content)).left(maxWords) : QString();
}

Result<> TerminalFolder::setName(const QString &name) const
{
    return writePrivateFile(m_path + u"/name"_s, name.left(maxWords).toUtf8());
}

bool TerminalFolder::isHeld() const
{
    const auto descriptor = connectLocal(socket(), 0);
    if (descriptor)
        ::close(*descriptor);
    return descriptor.has_value();
}

qint64 TerminalFolder::output() const
{
    return TerminalRing::endOf(ring());
}

wire::TerminalInfo TerminalFolder::info(bool isHeld) const
{
    const TerminalRecord record = this->record().value_or(TerminalRecord());
    wire::TerminalInfo info{.id = m_id,
                            .name = name(),
                            .title = record.title,
                            .startedAt = record.startedAt,
                            .endedAt = record.endedAt,
                            .exit = record.exit,
                            .watchers = isHeld ? record.watchers : 0};
    if (!isHeld && !info.endedAt.isValid())
        info.endedAt = QFileInfo(ring()).lastModified().toUTC();
    if (!isHeld && !info.endedAt.isValid())
        info.endedAt = QFileInfo(m_path).lastModified().toUTC();
    return info;
}

void forgetOldTerminals(const QString &home, qsizetype most)
{
    QList<std::pair<QDateTime, QString>> ended;
    for (const QString &id : TerminalFolder::ids(home)) {
        const TerminalFolder folder(home, id);
        if (folder.exists() && !folder.isHeld())
            ended.append({folder.info(false).endedAt, id});
    }
    std::ranges::sort(ended, std::ranges::greater());
    for (qsizetype i = most; i < ended.size(); ++i)
        TerminalFolder(home, ended[i].second).remove();
}

} // namespace skybranch::work
