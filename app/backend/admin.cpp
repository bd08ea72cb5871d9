// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace skybranch::backend {
namespace {

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toString(Qt::ISODate) : u"-"_s;
}

/// Columns as wide as what is in them.
QString table(const QList<QStringList> &rows)
{
    QList<qsizetype> widths(rows.first().size(), 0);
    for (const QStringList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    QString text;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i)
            line += row[i].leftJustified(widths[i] + 2);
        text += line.trimmed() + u'\n';
    }
    return text;
}

template <typename T, typename RowOf>
AdminAnswer listing(const QString &name, const QList<T> &items, QStringList heading, RowOf rowOf)
{
    QJsonArray array;
    QList<QStringList> rows{std::move(heading)};
    for (const T &item : items) {
        array.append(wire::toJson(item));
        rows << rowOf(item);
    }
    return {{{name, array}}, table(rows)};
}

/// Unset for "none".
Result<std::optional<int>> limitOf(const QString &word)
{
    if (word == "none"_L1)
        return std::optional<int>();
    bool isNumber = false;
    const int limit = word.toInt(&isNumber);
    if (!isNumber || limit < 0)
        return failure(ErrorCode::InvalidArgument,
                       u"The limit must be a number of workspaces, or none."_s);
    return std::optional(limit);
}

Result<domain::ApiKey> keyNamed(const QList<domain::ApiKey> &keys, const QString &nameOrId)
{
    QList<domain::ApiKey> found;
    for (const domain::ApiKey &key : keys) {
        if (key.id == QUuid::fromString(nameOrId) && !key.id.isNull())
            return key;
        if (key.name == nameOrId && !key.revokedAt.isValid())
            found << key;
    }
    if (found.isEmpty())
        return failure(ErrorCode::NotFound,
                       u"There is no key \"%1\" that counts. See \"skybranchd admin key "
                       "list\"."_s.arg(nameOrId));
    if (found.size() > 1)
        return failure(ErrorCode::Conflict,
                       u"Several keys are called \"%1\". Give the id."_s.arg(nameOrId));
    return found.first();
}

} // namespace

Admin::Admin(clouddb::Database &database, AdminOptions options)
    : m_options(std::move(options))
    , m_organizations(database)
    , m_members(database)
{
}

Task<AdminAnswer> Admin::run()
{
    if (m_options.command == "org add"_L1)
        co_return co_await addOrganization();
    if (m_options.command == "org list"_L1)
        co_return co_await listOrganizations();
    const auto organization = co_await m_organizations.find(m_options.words.value(0));
    if (!organization)
        co_return failure(organization);
    co_return co_await runForOrganization(*organization);
}

Task<AdminAnswer> Admin::runForOrganization(domain::Organization organization)
{
    if (m_options.command == "org rename"_L1)
        return renameOrganization(organization);
    if (m_options.command == "org limit"_L1)
        return limitOrganization(organization);
    if (m_options.command == "org remove"_L1)
        return removeOrganization(organization);
    using Command = Task<AdminAnswer> (Admin::*)(cloud::Caller);
    static const QHash<QString, Command> commands{
        {u"user add"_s, &Admin::addUser},       {u"user list"_s, &Admin::listUsers},
        {u"user remove"_s, &Admin::removeUser}, {u"key add"_s, &Admin::addKey},
        {u"key list"_s, &Admin::listKeys},      {u"key revoke"_s, &Admin::revokeKey},
    };
    return (this->*commands.value(m_options.command))(
        cloud::OrganizationService::adminOf(organization.id));
}

Task<AdminAnswer> Admin::addOrganization()
{
    const auto added = co_await m_organizations.add(m_options.words.value(0));
    if (!added)
        co_return failure(added);
    co_return AdminAnswer{wire::toJson(*added), added->id.toString() + u'\n'};
}

Task<AdminAnswer> Admin::listOrganizations()
{
    const auto all = co_await m_organizations.list();
    if (!all)
        co_return failure(all);
    co_return listing(u"organizations"_s, *all,
                      {u"ID"_s, u"NAME"_s, u"MEMBERS"_s, u"WORKSPACES"_s, u"LIMIT"_s, u"VMS"_s},
                      [](const domain::Organization &o) -> QStringList {
                          return {o.id.toString(),
                                  o.name,
                                  QString::number(o.members),
                                  QString::number(o.workspaces),
                                  o.maxWorkspaces ? QString::number(*o.maxWorkspaces) : u"-"_s,
                                  QString::number(o.vms)};
                      });
}

Task<AdminAnswer> Admin::renameOrganization(domain::Organization organization)
{
    const auto renamed = co_await m_organizations.rename(organization.id, m_options.words.value(1));
    if (!renamed)
        co_return failure(renamed);
    co_return AdminAnswer{wire::toJson(*renamed), {}};
}

Task<AdminAnswer> Admin::limitOrganization(domain::Organization organization)
{
    const auto limit = limitOf(m_options.words.value(1));
    if (!limit)
        co_return failure(limit);
    const auto limited = co_await m_organizations.setLimit(organization.id, *limit);
    if (!limited)
        co_return failure(limited);
    co_return AdminAnswer{wire::toJson(*limited), {}};
}

Task<AdminAnswer> Admin::removeOrganization(domain::Organization organization)
{
    if (m_options.withWorkspaces && organization.workspaces > 0 && !m_options.yes)
        co_return failure(
            ErrorCode::Conflict,
            u"\"%1\" has %2 workspaces. What is in them and not pushed would be lost. "
            "If it may be, say so with --yes."_s.arg(organization.name)
                .arg(organization.workspaces));
    if (m_options.withWorkspaces) {
        const auto asked = co_await m_organizations.deleteWorkspaces(organization.id);
        if (!asked)
            co_return failure(asked);
        if (*asked > 0)
            co_return AdminAnswer{
                {{u"deleting"_s, *asked}},
                {},
                u"The deletion of %1 workspaces is asked for, and a running backend does it. "
                "Remove the organisation when they are gone.\n"_s.arg(*asked)};
    }
    const auto removed = co_await m_organizations.remove(organization.id);
    if (!removed)
        co_return failure(removed);
    co_return AdminAnswer{{{u"removed"_s, organization.id.toString()}}, {}};
}

Task<AdminAnswer> Admin::addUser(cloud::Caller caller)
{
    const QString user = m_options.words.value(1);
    const wire::AddMember request{user, m_options.displayName, m_options.role};
    const auto checked = wire::addMember(wire::toJson(request));
    if (!checked)
        co_return failure(checked);
    const auto added = co_await m_members.addMember(caller, *checked);
    if (!added)
        co_return failure(added);
    co_return AdminAnswer{wire::toJson(*added), added->userId.toString() + u'\n'};
}

Task<AdminAnswer> Admin::listUsers(cloud::Caller caller)
{
    const auto all = co_await m_members.members(caller);
    if (!all)
        co_return failure(all);
    co_return listing(u"members"_s, *all, {u"ID"_s, u"USER"_s, u"NAME"_s, u"ROLE"_s},
                      [](const domain::Member &m) -> QStringList {
                          return {m.userId.toString(), m.externalName, m.displayName,
                                  domain::name(m.role)};
                      });
}

Task<AdminAnswer> Admin::removeUser(cloud::Caller caller)
{
    const auto removed = co_await m_members.removeMember(caller, m_options.words.value(1));
    if (!removed)
        co_return failure(removed);
    co_return AdminAnswer{{{u"removed"_s, m_options.words.value(1)}}, {}};
}

Task<AdminAnswer> Admin::addKey(cloud::Caller caller)
{
    const auto request = wire::createKey(
        wire::toJson(wire::CreateKey{m_options.words.value(2), m_options.words.value(1)}));
    if (!request)
        co_return failure(request);
    const auto added = co_await m_members.addKey(caller, *request);
    if (!added)
        co_return failure(added);
    co_return AdminAnswer{wire::toJson(*added), QString::fromLatin1(added->key) + u'\n',
                          u"Keep this key: nobody can show it again.\n"_s};
}

Task<AdminAnswer> Admin::listKeys(cloud::Caller caller)
{
    const auto all = co_await m_members.keys(caller);
    if (!all)
        co_return failure(all);
    co_return listing(u"keys"_s, *all,
                      {u"ID"_s, u"USER"_s, u"NAME"_s, u"MADE"_s, u"LAST USED"_s, u"REVOKED"_s},
                      [](const domain::ApiKey &k) -> QStringList {
                          return {k.id.toString(QUuid::WithoutBraces),
                                  k.userName,
                                  k.name,
                                  timeText(k.createdAt),
                                  timeText(k.lastUsedAt),
                                  timeText(k.revokedAt)};
                      });
}

Task<AdminAnswer> Admin::revokeKey(cloud::Caller caller)
{
    const auto keys = co_await m_members.keys(caller);
    if (!keys)
        co_return failure(keys);
    const auto key = keyNamed(*keys, m_options.words.value(1));
    if (!key)
        co_return failure(key);
    const auto revoked = co_await m_members.revokeKey(caller, key->id);
    if (!revoked)
        co_return failure(revoked);
    co_return AdminAnswer{{{u"revoked"_s, key->id.toString(QUuid::WithoutBraces)}}, {}};
}

} // namespace skybranch::backend
