// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/result.h"
#include "wire/accounts.h"
#include "wire/guestrpc.h"
#include "wire/rest.h"
#include "wire/schema.h"
#include "wire/vms.h"

#include <QTimeZone>

using namespace skybranch;
using namespace skybranch::wire;
using namespace Qt::StringLiterals;

namespace {

using Type = SchemaField::Type;
/// Whether it can be read; nothing where nobody of ours reads it.
using Read = std::function<bool(const QJsonObject &)>;

QString unknown()
{
    return u"moon"_s;
}

bool fits(const SchemaField &field, const QJsonValue &value)
{
    switch (field.type) {
    case Type::Text:
        return value.isString()
            && (field.values.isEmpty() || field.values.contains(value.toString()));
    case Type::Uuid:
        return value.isString() && !QUuid::fromString(value.toString()).isNull();
    case Type::Time:
        return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).isValid();
    case Type::Integer:
        return value.isDouble() && value.toDouble() == double(value.toInteger());
    case Type::Number:
        return value.isDouble();
    case Type::Boolean:
        return value.isBool();
    case Type::Texts:
    case Type::Objects:
        return value.isArray();
    case Type::Object:
        return value.isObject();
    }
    Q_UNREACHABLE_RETURN(false);
}

/// What of @p json is not as the schema says.
QStringList complaints(const Schema &schema, const QJsonObject &json)
{
    QStringList found;
    QStringList known;
    for (const SchemaField &field : schema.fields) {
        known.append(field.name);
        if (!json.contains(field.name)) {
            if (field.required)
                found.append(field.name + u" is missing"_s);
        } else if (json.value(field.name).isNull()) {
            if (!field.nullable)
                found.append(field.name + u" is null"_s);
        } else if (!fits(field, json.value(field.name))) {
            found.append(field.name + u" does not fit"_s);
        }
    }
    for (const QString &key : json.keys()) {
        if (!known.contains(key))
            found.append(key + u" is not in the schema"_s);
    }
    return found;
}

QJsonObject with(QJsonObject json, const QString &field, const QJsonValue &value)
{
    json.insert(field, value);
    return json;
}

template <typename T> Read reads(Result<T> (*read)(const QJsonObject &))
{
    return [read](const QJsonObject &json) { return read(json).has_value(); };
}

domain::Workspace fullWorkspace()
{
    const QDateTime time(QDate(2026, 1, 31), QTime(12, 30), QTimeZone::UTC);
    return {.id = WorkspaceId::create(),
            .organizationId = OrganizationId::create(),
            .repositoryId = RepositoryId::create(),
            .vmId = VmId::create(),
            .creatorId = UserId::create(),
            .name = u"a"_s,
            .branch = u"b"_s,
            .pending = domain::PendingAction::Delete,
            .step = domain::ProvisioningStep::Cloning,
            .stepStartedAt = time,
            .providerType = u"sandbox"_s,
            .providerVmId = u"vm-1"_s,
            .lastActiveAt = time,
            .keepAwakeUntil = time,
            .statusChangedAt = time,
            .createdAt = time,
            .updatedAt = time};
}

domain::Workspace newWorkspace()
{
    domain::Workspace workspace = fullWorkspace();
    workspace.pending = {};
    return {.id = workspace.id,
            .organizationId = workspace.organizationId,
            .repositoryId = workspace.repositoryId,
            .name = u"a"_s,
            .branch = u"b"_s};
}

} // namespace

Q_DECLARE_METATYPE(Read)

/// The schema tells the truth about what is written and what is read.
class TestSchema : public QObject
{
    Q_OBJECT

private:
    static void addExamples()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QJsonObject>("json");
        QTest::addColumn<Read>("read");
        const QDateTime time(QDate(2026, 1, 31), QTime(12, 30), QTimeZone::UTC);
        const auto row = [](const char *tag, const QString &name, const QJsonObject &json,
                            const Read &read) { QTest::newRow(tag) << name << json << read; };
        row("workspace", u"Workspace"_s, toJson(fullWorkspace()), reads(workspace));
        row("new workspace", u"Workspace"_s, toJson(newWorkspace()), reads(workspace));
        row("repository", u"Repository"_s,
            toJson(domain::Repository{.id = RepositoryId::create(),
                                      .name = u"a/b"_s,
                                      .url = u"https://git.example.org/a/b"_s,
                                      .createdAt = time}),
            reads(repository));
        row("vm", u"Vm"_s,
            toJson(domain::ShownVm{.vm = {.id = VmId::create(),
                                          .ownerId = UserId::create(),
                                          .providerType = u"docker"_s,
                                          .providerVmId = u"abc"_s,
                                          .hostKeys = {u"ssh-ed25519 AAAA"_s},
                                          .createdAt = time},
                                   .placement = domain::Placement::Dedicated}),
            {});
        row("session", u"Session"_s,
            toJson(domain::Presence{.id = QUuid::createUuid(),
                                    .workspaceId = WorkspaceId::create(),
                                    .userId = UserId::create(),
                                    .userName = u"ann"_s,
                                    .connectedAt = time,
                                    .lastHeartbeatAt = time}),
            reads(presence));
        row("credentials", u"SshCredentials"_s,
            toJson(SshCredentials{.host = u"127.0.0.1"_s,
                                  .port = 22,
                                  .user = u"dev"_s,
                                  .hostKeys = {u"ssh-ed25519 AAAA"_s},
                                  .certificate = u"c"_s,
                                  .principal = u"p"_s,
                                  .expiresAt = time}),
            reads(sshCredentials));
        const UsageEntry entry{.workspaceId = WorkspaceId::create(), .workspaceName = u"a"_s};
        row("usage entry", u"UsageEntry"_s, toJson(entry), reads(usageEntry));
        row("usage", u"Usage"_s, toJson(Usage{.from = time, .to = time, .entries = {entry}}),
            reads(usage));
        row("status", u"RepositoryStatus"_s,
            RepositoryStatus{.present = true, .files = {u"M a"_s}, .lastFetchAt = time}.toJson(),
            reads(RepositoryStatus::fromJson));
        row("member", u"Member"_s,
            toJson(domain::Member{.userId = UserId::create(),
                                  .externalName = u"ann"_s,
                                  .displayName = u"Ann"_s,
                                  .createdAt = time}),
            {});
        row("key", u"NewKey"_s,
            toJson(NewKey{.info = {.id = QUuid::createUuid(),
                                   .userName = u"ann"_s,
                                   .name = u"laptop"_s,
                                   .createdAt = time},
                          .key = "skb_1"}),
            {});
        addRequests();
    }

    static void addRequests()
    {
        const auto row = [](const QString &name, const QJsonObject &json, const Read &read) {
            QTest::newRow(qPrintable(name)) << name << json << read;
        };
        const CreateWorkspace create{.repositoryId = RepositoryId::create(),
                                     .name = u"a"_s,
                                     .branch = u"b"_s,
                                     .provider = u"sandbox"_s,
                                     .id = WorkspaceId::create()};
        row(u"CreateWorkspace"_s, toJson(create), reads(createWorkspace));
        row(u"CreateRepository"_s,
            toJson(CreateRepository{.url = u"https://git.example.org/a"_s, .name = u"a"_s}),
            reads(createRepository));
        row(u"UpdateWorkspace"_s, toJson(PatchWorkspace{.name = u"a"_s, .autoStopMinutes = 30}),
            reads(patchWorkspace));
        row(u"RetryWorkspace"_s, toJson(RetryWorkspace{.seed = domain::SeedSource::Desktop}),
            reads(retryWorkspace));
        row(u"SshCredentialsRequest"_s,
            toJson(SshCredentialsRequest{.publicKey = u"ssh-ed25519 AAAA"_s}),
            reads(sshCredentialsRequest));
        row(u"AddMember"_s,
            toJson(
                AddMember{.user = u"ann"_s, .displayName = u"Ann"_s, .role = domain::Role::Admin}),
            reads(addMember));
        row(u"CreateKey"_s, toJson(CreateKey{.name = u"laptop"_s, .user = u"ann"_s}),
            reads(createKey));
        row(u"KeepAwake"_s, toJson(KeepAwake{.minutes = 60}), reads(keepAwake));
        const QDateTime time(QDate(2026, 1, 31), QTime(12, 30), QTimeZone::UTC);
        row(u"UsageQuery"_s, toJson(UsageQuery{.from = time, .to = time}), reads(usageQuery));
        row(u"JoinWorkspace"_s, toJson(JoinWorkspace{.sessionId = QUuid::createUuid()}),
            reads(joinWorkspace));
    }

    static bool isRequest(const QString &name)
    {
        return std::ranges::contains(requestSchemas(), name, &Schema::name);
    }

private Q_SLOTS:
    void whatIsWrittenIsInTheSchema_data() { addExamples(); }
    void whatIsWrittenIsInTheSchema()
    {
        QFETCH(QString, name);
        QFETCH(QJsonObject, json);
        QFETCH(Read, read);
        QVERIFY(schema(name));
        QCOMPARE(complaints(*schema(name), json), QStringList());
        QVERIFY(!read || read(json));
        // An example has all that there is, or a field could hide from the rest of the test.
        for (const SchemaField &field : schema(name)->fields)
            QVERIFY2(json.contains(field.name), qPrintable(field.name));
    }

    void whatIsRequiredIsRequired_data() { addExamples(); }
    void whatIsRequiredIsRequired()
    {
        QFETCH(QString, name);
        QFETCH(QJsonObject, json);
        QFETCH(Read, read);
        if (!isRequest(name))
            return;
        for (const SchemaField &field : schema(name)->fields) {
            QJsonObject less = json;
            less.remove(field.name);
            QVERIFY2(read(less) != field.required, qPrintable(field.name));
            QVERIFY2(read(with(json, field.name, QJsonValue())) != field.required,
                     qPrintable(field.name));
        }
    }

    void typesAreAsTheSchemaSays_data() { addExamples(); }
    void typesAreAsTheSchemaSays()
    {
        QFETCH(QString, name);
        QFETCH(QJsonObject, json);
        QFETCH(Read, read);
        if (!read)
            return;
        for (const SchemaField &field : schema(name)->fields) {
            // No field takes both.
            const QJsonValue wrong = field.type == Type::Boolean ? QJsonValue(1) : QJsonValue(true);
            QVERIFY2(!read(with(json, field.name, wrong)), qPrintable(field.name));
            for (const QString &value : field.values)
                QVERIFY2(read(with(json, field.name, value)), qPrintable(value));
            if (!field.values.isEmpty())
                QVERIFY2(!read(with(json, field.name, unknown())), qPrintable(field.name));
        }
    }

    void rangesAreAsTheSchemaSays_data() { addExamples(); }
    void rangesAreAsTheSchemaSays()
    {
        QFETCH(QString, name);
        QFETCH(QJsonObject, json);
        QFETCH(Read, read);
        if (!read)
            return;
        for (const SchemaField &field : schema(name)->fields) {
            if (!field.range)
                continue;
            const auto [least, most] = *field.range;
            const bool isText = field.type == Type::Text;
            const auto takes = [&](qint64 size) {
                const QJsonValue value
                    = isText ? QJsonValue(QString(size, u'a')) : QJsonValue(size);
                return read(with(json, field.name, value));
            };
            QVERIFY2(!takes(most + 1), qPrintable(field.name));
            QVERIFY2(least == 0 || !takes(least - 1), qPrintable(field.name));
            if (!isText)
                QVERIFY2(takes(least) && takes(most), qPrintable(field.name));
        }
    }

    void everyNameIsOfOneTypeThatIsThere()
    {
        QStringList names;
        for (const Schema &each : schemas()) {
            QVERIFY2(!names.contains(each.name), qPrintable(each.name));
            names.append(each.name);
            QVERIFY(!each.about.isEmpty());
            for (const SchemaField &field : each.fields) {
                QVERIFY(!field.about.isEmpty());
                const bool refers = field.type == Type::Object || field.type == Type::Objects;
                QCOMPARE(refers, !field.of.isEmpty());
                QVERIFY2(!refers || schema(field.of), qPrintable(field.of));
            }
        }
    }

    void allNamesOfAStatusAreListed()
    {
        const auto fields = schema(u"Workspace"_s)->fields;
        const auto values = [&fields](const QString &name) {
            return std::ranges::find(fields, name, &SchemaField::name)->values;
        };
        using domain::WorkspaceStatus;
        for (int i = 0; i <= int(WorkspaceStatus::Error); ++i)
            QVERIFY(values(u"status"_s).contains(domain::name(WorkspaceStatus(i))));
        for (int i = 1; i <= int(domain::PendingAction::Cancel); ++i)
            QVERIFY(values(u"pendingAction"_s).contains(domain::name(domain::PendingAction(i))));
        for (int i = 0; i <= int(domain::ProvisioningStep::Ready); ++i)
            QVERIFY(values(u"step"_s).contains(domain::name(domain::ProvisioningStep(i))));
    }
};

QTEST_GUILESS_MAIN(TestSchema)
#include "tst_schema.moc"
