// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/result.h"
#include "wire/jsonreader.h"
#include "wire/rest.h"

#include <QTimeZone>

using namespace skybranch;
using namespace skybranch::wire;
using namespace Qt::StringLiterals;

class TestRest : public QObject
{
    Q_OBJECT

private:
    static domain::Workspace full()
    {
        const QDateTime time(QDate(2026, 1, 31), QTime(12, 30, 15, 250), QTimeZone::UTC);
        return {.id = WorkspaceId::create(),
                .organizationId = OrganizationId::create(),
                .repositoryId = RepositoryId::create(),
                .vmId = VmId::create(),
                .creatorId = UserId::create(),
                .placement = domain::Placement::Personal,
                .name = u"Fix \"it\" \u00fc"_s,
                .branch = u"fix/it"_s,
                .status = domain::WorkspaceStatus::Error,
                .pending = domain::PendingAction::Delete,
                .statusMessage = u"Why."_s,
                .step = domain::ProvisioningStep::Cloning,
                .stepDetail = u"1 of 2"_s,
                .stepStartedAt = time,
                .seed = domain::SeedSource::Desktop,
                .autoStopMinutes = 480,
                .location = domain::Location::Cloud,
                .providerType = u"sandbox"_s,
                .providerVmId = u"vm-1"_s,
                .lastActiveAt = time.addSecs(1),
                .awakeReason = u"npm"_s,
                .keepAwakeUntil = time.addSecs(9),
                .statusChangedAt = time.addSecs(2),
                .createdAt = time.addSecs(3),
                .updatedAt = time.addSecs(4)};
    }

    template <typename Value>
    static void compareRoundTrip(const Value &value, Result<Value> (*read)(const QJsonObject &))
    {
        const auto back = read(toJson(value));
        QVERIFY_RESULT(back);
        QVERIFY(*back == value);
    }

private Q_SLOTS:
    void whatIsWrittenIsReadAgain()
    {
        compareRoundTrip(full(), workspace);
        compareRoundTrip(domain::Workspace{.id = WorkspaceId::create(),
                                           .organizationId = OrganizationId::create(),
                                           .repositoryId = RepositoryId::create(),
                                           .name = u"a"_s,
                                           .branch = u"b"_s},
                         workspace);
        compareRoundTrip(CreateWorkspace{.repositoryId = RepositoryId::create(),
                                         .name = u"a"_s,
                                         .branch = u"b"_s,
                                         .seed = domain::SeedSource::Desktop,
                                         .autoStopMinutes = 5,
                                         .provider = u"sandbox"_s,
                                         .id = WorkspaceId::create()},
                         createWorkspace);
        compareRoundTrip(PatchWorkspace{.autoStopMinutes = 60}, patchWorkspace);
        compareRoundTrip(PatchWorkspace{.name = u"x"_s}, patchWorkspace);
        compareRoundTrip(RetryWorkspace{.seed = domain::SeedSource::Desktop}, retryWorkspace);
        compareRoundTrip(RetryWorkspace{}, retryWorkspace);
        compareRoundTrip(
            JoinWorkspace{.sessionId = QUuid::createUuid(), .clientType = domain::ClientType::Web},
            joinWorkspace);
        compareRoundTrip(domain::Presence{.id = QUuid::createUuid(),
                                          .workspaceId = WorkspaceId::create(),
                                          .userId = UserId::create(),
                                          .userName = u"Ann"_s,
                                          .type = domain::ClientType::Web,
                                          .connectedAt = full().createdAt,
                                          .lastHeartbeatAt = full().updatedAt},
                         presence);
        compareRoundTrip(KeepAwake{.minutes = 480}, keepAwake);
        compareRoundTrip(UsageQuery{.from = full().createdAt, .to = full().updatedAt}, usageQuery);
        compareRoundTrip(
            Usage{.from = full().createdAt,
                  .to = full().updatedAt,
                  .entries = {{WorkspaceId::create(), u"Fix it"_s, false, u"docker"_s,
                               u"2cpu-4096mb"_s, domain::WorkspaceStatus::Paused, 3600}}},
            usage);
        compareRoundTrip(CreateRepository{.url = u"ssh://git@example.org/a/b.git"_s},
                         createRepository);
        compareRoundTrip(SshCredentials{.host = u"127.0.0.1"_s,
                                        .port = 40122,
                                        .user = u"dev"_s,
                                        .hostKeys = {u"ssh-ed25519 AAAA"_s},
                                        .certificate = u"c"_s,
                                        .principal = u"p"_s,
                                        .expiresAt = full().createdAt},
                         sshCredentials);
    }

    void timesAreUtcWithMilliseconds()
    {
        const QJsonObject json = toJson(full());
        QCOMPARE(json.value(u"stepStartedAt"_s).toString(), u"2026-01-31T12:30:15.250Z"_s);
        QVERIFY(toJson(domain::Workspace{}).value(u"createdAt"_s).isNull());
    }

    /// They are written by hand, and must be what Qt makes of them.
    void timesOfAllAgesAreWrittenAlike_data()
    {
        QTest::addColumn<QDateTime>("time");
        const auto add = [](int year, int month, int day, QTime time, const QTimeZone &zone) {
            QTest::addRow("%d-%d-%d", year, month, day)
                << QDateTime(QDate(year, month, day), time, zone);
        };
        add(2024, 2, 29, QTime(23, 59, 59, 999), QTimeZone::UTC);
        add(2026, 1, 1, QTime(0, 30), QTimeZone::fromSecondsAheadOfUtc(3600));
        add(1969, 12, 31, QTime(23, 59, 59, 1), QTimeZone::UTC);
        add(1, 1, 1, QTime(0, 0), QTimeZone::UTC);
        add(9999, 12, 31, QTime(23, 59, 59, 999), QTimeZone::UTC);
        add(12026, 5, 4, QTime(1, 2, 3, 4), QTimeZone::UTC);
    }

    void timesOfAllAgesAreWrittenAlike()
    {
        QFETCH(const QDateTime, time);
        QCOMPARE(timeToJson(time).toString(), time.toUTC().toString(Qt::ISODateWithMs));
    }

    void everyWrongFieldOfAWorkspaceIsNamed_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("id") << u"id"_s << QJsonValue(u"1"_s);
        QTest::newRow("status") << u"status"_s << QJsonValue(u"asleep"_s);
        QTest::newRow("pendingAction") << u"pendingAction"_s << QJsonValue(1);
        QTest::newRow("step") << u"step"_s << QJsonValue(u"dancing"_s);
        QTest::newRow("port") << u"autoStopMinutes"_s << QJsonValue(1e300);
        QTest::newRow("time") << u"createdAt"_s << QJsonValue(u"yesterday"_s);
        QTest::newRow("name") << u"name"_s << QJsonValue(QString(5000, u'x'));
    }

    void everyWrongFieldOfAWorkspaceIsNamed()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        QJsonObject json = toJson(full());
        json.insert(field, value);
        const auto read = workspace(json);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::InvalidArgument);
        QVERIFY2(read.error().message.contains(field), qPrintable(read.error().message));
    }

    void anErrorKeepsItsCodeAndSentenceOnly()
    {
        const Error error{ErrorCode::Conflict, u"It is paused."_s, u"a secret detail"_s};
        const Error back = errorFromJson(toJson(error));
        QCOMPARE(back.code, ErrorCode::Conflict);
        QCOMPARE(back.message, error.message);
        QVERIFY(back.detail.isEmpty());
        QCOMPARE(errorFromJson({}).code, ErrorCode::Internal);
        QVERIFY(!errorFromJson({{u"error"_s, 5}}).message.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRest)
#include "tst_rest.moc"
