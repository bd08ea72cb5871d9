// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QString>
#include <QUuid>

namespace skybranch {

/// A UUID that can not be mistaken for the id of something else.
template <typename Tag> class Id
{
public:
    Id() = default;
    explicit Id(QUuid uuid)
        : m_uuid(uuid)
    {
    }

    /// A new random id. UUIDv7 where Qt has it would sort by time; nothing here relies on order.
    static Id create() { return Id(QUuid::createUuid()); }

    /// Null when @p text is not a UUID.
    static Id fromString(QStringView text) { return Id(QUuid::fromString(text)); }

    bool isNull() const { return m_uuid.isNull(); }
    QUuid uuid() const { return m_uuid; }

    /// Lower case, with dashes, without braces.
    QString toString() const { return m_uuid.toString(QUuid::WithoutBraces); }

    friend bool operator==(const Id &, const Id &) = default;
    friend bool operator<(const Id &a, const Id &b) { return a.m_uuid < b.m_uuid; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return qHash(id.m_uuid, seed); }

private:
    QUuid m_uuid;
};

using OrganizationId = Id<struct OrganizationTag>;
using UserId = Id<struct UserTag>;
using RepositoryId = Id<struct RepositoryTag>;
using WorkspaceId = Id<struct WorkspaceTag>;
using VmId = Id<struct VmTag>;
using JobId = Id<struct JobTag>;

} // namespace skybranch
