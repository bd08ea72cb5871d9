// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "domain/account.h"
#include "wire/jsonwriter.h"

#include <QJsonObject>

#include <optional>

/// Organisations, members and keys, as REST and the command line show them.
namespace skybranch::wire {

struct AddMember
{
    QString user; ///< "userId": the external name; the user is made where there is none
    std::optional<QString> displayName; ///< unset: what it is, or the external name
    std::optional<domain::Role> role; ///< unset: what they have, or member
};

struct CreateKey
{
    QString name;
    QString user; ///< "userId": whose; empty: the caller's own
};

/// The only answer that holds a key.
struct NewKey
{
    domain::ApiKey info;
    QByteArray key;
};

QJsonObject toJson(const AddMember &request);
QJsonObject toJson(const CreateKey &request);
void writeFields(JsonWriter &out, const domain::Organization &organization);
void writeFields(JsonWriter &out, const domain::Member &member);
void writeFields(JsonWriter &out, const domain::Membership &membership);
void writeFields(JsonWriter &out, const domain::ApiKey &key);
void writeFields(JsonWriter &out, const NewKey &key);

Result<AddMember> addMember(const QJsonObject &json);
Result<CreateKey> createKey(const QJsonObject &json);
Result<domain::Membership> membership(const QJsonObject &json); ///< names are fit to be shown

} // namespace skybranch::wire
