// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/guestfolder.h"

#include "base/paths.h"
#include "wire/jsonreader.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QVersionNumber>

namespace skybranch::cloud {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostBytes = 1LL << 30;

/// They are words of a command in a VM.
QString plainWord(wire::JsonReader &reader, QLatin1StringView field)
{
    static const QRegularExpression word(u"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"_s);
    QString text = reader.text(field, 100);
    if (!word.match(text).hasMatch())
        reader.fail(field, u"must be one word"_s);
    return text;
}

} // namespace

Result<GuestFolder> GuestFolder::read(const QString &folder)
{
    const auto content = readFile(folder + u"/skybranch-guest.json"_s);
    if (!content)
        return failure(content);
    const auto json = wire::parseObject(*content);
    if (!json)
        return failure(json);
    wire::JsonReader reader(*json);
    GuestFolder guest{.name = plainWord(reader, "name"_L1),
                      .machine = plainWord(reader, "machine"_L1),
                      .archive = folder + u"/skybranch-guest.tar.xz"_s,
                      .sha256 = plainWord(reader, "sha256"_L1),
                      .plainSha256 = plainWord(reader, "plainSha256"_L1),
                      .plainSize = reader.integer("plainSize"_L1, 1, mostBytes)};
    if (!QFileInfo(guest.archive).isFile())
        return failure(ErrorCode::NotFound, u"%1 is missing."_s.arg(guest.archive));
    return reader.finish(std::move(guest));
}

bool GuestFolder::replaces(const QString &other) const
{
    return other != name && QVersionNumber::fromString(other) <= QVersionNumber::fromString(name);
}

} // namespace skybranch::cloud
