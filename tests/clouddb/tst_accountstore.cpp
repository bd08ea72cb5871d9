// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/accountstore.h"
#include "clouddb/presencestore.h"
#include "clouddb/systemstore.h"
#include "databasetest.h"

#include <QTest>

using namespace skybranch;
using namespace skybranch::clouddb;
using domain::Placement;
using skybranch::test::await;

class TestAccountStore : public test::DatabaseTest
{
    Q_OBJECT

    /// As the version before migration @p number has left it.
    Result<QString> databaseBefore(int number)
    {
        const auto url = m_rig.emptyDatabase();
        if (!url)
            return url;
        QString script = QStringLiteral("CREATE TABLE schema_migrations (version integer PRIMARY "
                                        "KEY, name text NOT NULL, applied_at timestamptz NOT NULL "
                                        "DEFAULT now());");
        const QDir folder(QStringLiteral(":/clouddb/migrations"));
        for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
            const int version = name.left(4).toInt();
            const auto text = readFile(folder.filePath(name));
            if (!text)
                return failure(text);
            if (version < number)
                script += QString::fromUtf8(*text)
                    + QStringLiteral("; INSERT INTO schema_migrations VALUES (%1, '%2');")
                          .arg(version)
                          .arg(name);
        }
        const auto done = test::runSql(*url, script);
        return done ? url : failure(done);
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY_RESULT(m_rig.start()); }

    void init() { QVERIFY_RESULT(openWithRows()); }

    void cleanup() { m_database.reset(); }

    void theDefaultAccountIsMadeOnceAndItsKeyReplaced()
    {
        const QByteArray first = AccountStore::hashOf("first");
        const QByteArray second = AccountStore::hashOf("second");
        const auto ensure = [this](const QByteArray &hash, OtherKeys others = OtherKeys::Removed) {
            return run([=](Transaction &t) {
                return AccountStore(t).ensureDefault(QStringLiteral("Ann"), hash, others);
            });
        };
        const auto one = ensure(first);
        QVERIFY_RESULT(one);
        QCOMPARE(one->role, Role::Admin);
        QCOMPARE(one->userName, QStringLiteral("Ann"));
        QCOMPARE(*ensure(first), *one);
        const auto two = ensure(second);
        QVERIFY_RESULT(two);
        QCOMPARE(two->organizationId, one->organizationId);
        QCOMPARE(findByKey(first).error().code, ErrorCode::Unauthorized);
        // It was not revoked: what its user has open in VMs may stay.
        const auto keys
            = run([=](Transaction &t) { return AccountStore(t).keys(two->organizationId); });
        QVERIFY_RESULT(keys);
        QCOMPARE(keys->size(), 1);
        QVERIFY_RESULT(findByKey(second));
        QVERIFY_RESULT(ensure(first));
        QVERIFY_RESULT(findByKey(first));
        QVERIFY(!findByKey(second));
        // Where the database is shared, the other key is another backend's.
        QVERIFY_RESULT(ensure(second, OtherKeys::Kept));
        QVERIFY_RESULT(findByKey(first));
        QVERIFY_RESULT(findByKey(second));
        // And one that somebody has revoked does not count again because a backend has it.
        QVERIFY_RESULT(run([=](Transaction &t) {
            return AccountStore(t).removeMembership(two->organizationId, two->userId);
        }));
        QCOMPARE(ensure(second, OtherKeys::Kept).error().code, ErrorCode::Unauthorized);
        QVERIFY(!findByKey(second));
    }

    void aUserHasSoManyKeys()
    {
        const auto add = [this](int number) {
            return run([=, this](Transaction &t) {
                return AccountStore(t).addKey(m_rows.organization, m_rows.user,
                                              QStringLiteral("ci"),
                                              AccountStore::hashOf(QByteArray::number(number)));
            });
        };
        Result<QUuid> first = add(0);
        QVERIFY_RESULT(first);
        for (int i = 1; i < maxKeys; ++i)
            QVERIFY_RESULT(add(i));
        QCOMPARE(add(maxKeys).error().code, ErrorCode::LimitReached);
        QVERIFY_RESULT(run([=, this](Transaction &t) {
            return AccountStore(t).revokeKey(m_rows.organization, *first);
        }));
        QCOMPARE(add(maxKeys).error().code, ErrorCode::LimitReached);
        QVERIFY_RESULT(run([=](Transaction &t) {
            return t.exec(QStringLiteral("UPDATE api_keys SET revoked_at = now() - interval '2h' "
                                         "WHERE revoked_at IS NOT NULL"));
        }));
        QVERIFY_RESULT(add(maxKeys));
    }

    void aKeyEndsWithItsMembershipOrRevocation()
    {
        const QByteArray hash = AccountStore::hashOf("a key");
        const auto key = run([=, this](Transaction &t) {
            return AccountStore(t).addKey(m_rows.organization, m_rows.user, QStringLiteral("ci"),
                                          hash);
        });
        QVERIFY_RESULT(key);
        const auto holder = findByKey(hash);
        QVERIFY_RESULT(holder);
        QCOMPARE(holder->keyId, *key);
        QCOMPARE(holder->organizationId, m_rows.organization);
        QCOMPARE(holder->role, Role::Member);
        QVERIFY_RESULT(run([=](Transaction &t) { return AccountStore(t).touchKey(*key); }));
        // Somebody else's membership is no help.
        QVERIFY_RESULT(run([this](Transaction &t) {
            AccountStore accounts(t);
            return accounts.findOrAddUser(QStringLiteral("bob")).and_then([&](UserId bob) {
                return accounts.setMembership(m_rows.organization, bob, Role::Admin);
            });
        }));

        QVERIFY_RESULT(run([this](Transaction &t) {
            return AccountStore(t).removeMembership(m_rows.organization, m_rows.user);
        }));
        QVERIFY(!findByKey(hash));
        QVERIFY(!*isValid(*key));
        QVERIFY_RESULT(run([this](Transaction &t) {
            return AccountStore(t).setMembership(m_rows.organization, m_rows.user, Role::Admin);
        }));
        // Who comes back needs another one.
        QVERIFY(!findByKey(hash));
        const QByteArray next = AccountStore::hashOf("another key");
        const auto later = run([=, this](Transaction &t) {
            return AccountStore(t).addKey(m_rows.organization, m_rows.user, QStringLiteral("ci"),
                                          next);
        });
        QVERIFY_RESULT(later);
        QCOMPARE(findByKey(next)->role, Role::Admin);
        QVERIFY(*isValid(*later));

        const auto foreign = run([=](Transaction &t) {
            return AccountStore(t).revokeKey(OrganizationId::create(), *later);
        });
        QCOMPARE(foreign.error().code, ErrorCode::NotFound);
        QVERIFY(run([=, this](Transaction &t) {
                    return AccountStore(t).revokeKey(m_rows.organization, *later, UserId::create());
                })
                    .error()
                    .code
                == ErrorCode::NotFound);
        QVERIFY_RESULT(run([=, this](Transaction &t) {
            return AccountStore(t).revokeKey(m_rows.organization, *later, m_rows.user);
        }));
        QVERIFY(!findByKey(next));
        QVERIFY(!*isValid(*later));
    }

    /// Each organisation keeps what it has called its members, and the version before goes on.
    void namesAreTheMembershipsOwn()
    {
        const auto url = databaseBefore(16);
        QVERIFY_RESULT(url);
        const QString join = QStringLiteral(
            "INSERT INTO users (id, external_name, display_name) "
            "VALUES (gen_random_uuid(), 'ann', 'Ann A.') ON CONFLICT DO NOTHING; "
            "INSERT INTO organizations (id, name) VALUES (gen_random_uuid(), '%1'); "
            "INSERT INTO memberships (organization_id, user_id, role) SELECT o.id, u.id, 'member' "
            "FROM organizations o, users u WHERE o.name = '%1' AND u.external_name = '%2'");
        QVERIFY_RESULT(test::runSql(*url, join.arg(QStringLiteral("One"), QStringLiteral("ann"))));
        Database database(*url, 1);
        QVERIFY_RESULT(await(migrate(database)));
        QVERIFY_RESULT(test::runSql(*url, join.arg(QStringLiteral("Two"), QStringLiteral("ann"))));
        QVERIFY_RESULT(test::runSql(
            *url,
            QStringLiteral("BEGIN; INSERT INTO users (id, external_name, display_name) "
                           "VALUES (gen_random_uuid(), 'bo', 'Bo B.'); ")
                + join.arg(QStringLiteral("Three"), QStringLiteral("bo"))
                + QStringLiteral("; COMMIT")));
        const auto rows = await(database.run(QStringLiteral("names"), [](Transaction &t) {
            return t.exec(QStringLiteral("SELECT o.name, m.display_name FROM memberships m "
                                         "JOIN organizations o ON o.id = m.organization_id "
                                         "ORDER BY m.created_at"));
        }));
        QVERIFY_RESULT(rows);
        QStringList names;
        for (const Row &row : *rows)
            names << row.text(QLatin1StringView("name")) + QLatin1Char(' ')
                    + row.text(QLatin1StringView("display_name"));
        QCOMPARE(names,
                 (QStringList{QStringLiteral("One Ann A."), QStringLiteral("Two ann"),
                              QStringLiteral("Three Bo B.")}));
    }

    void aRepositoryIsMadeOncePerOrganisation()
    {
        const QString url = QStringLiteral("git@git.example.org:acme/cart.git");
        const auto other = test::CloudRows::create(*m_database, QStringLiteral("eve"));
        const auto find = [&](OrganizationId organization) {
            return m_database->run(QStringLiteral("repository"), [=](Transaction &t) {
                return RepositoryStore(t, organization).findOrCreate(url);
            });
        };
        auto asked = find(m_rows.organization);
        auto askedAtOnce = find(m_rows.organization);
        const auto one = test::valueOf(await(std::move(asked)));
        const auto same = test::valueOf(await(std::move(askedAtOnce)));
        const auto theirs = test::valueOf(await(find(other->organization)));
        QVERIFY_RESULT(one);
        QCOMPARE(*same, *one);
        QCOMPARE(one->name, QStringLiteral("acme/cart"));
        QVERIFY(theirs->id != one->id);
        const auto list = run(
            [this](Transaction &t) { return RepositoryStore(t, m_rows.organization).list(10); });
        QCOMPARE(list->size(), 2);
        const auto refused = run([this](Transaction &t) {
            return RepositoryStore(t, m_rows.organization)
                .findOrCreate(QStringLiteral("--upload-pack=x"));
        });
        QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
    }

    void aWarmVmIsClaimedOnce()
    {
        const domain::Vm warm{.id = VmId::create(),
                              .providerType = QStringLiteral("sandbox"),
                              .providerVmId = QStringLiteral("vm-1"),
                              .status = domain::VmStatus::Running,
                              .hostKeys = {QStringLiteral("ssh-ed25519 AAAA")}};
        const auto inserted = insert(warm, Placement::Dedicated);
        QVERIFY_RESULT(inserted);
        QCOMPARE(inserted->hostKeys, warm.hostKeys);
        QVERIFY(inserted->ownerId.isNull());
        const auto again = insert({.id = VmId::create(),
                                   .providerType = warm.providerType,
                                   .providerVmId = warm.providerVmId},
                                  Placement::Dedicated);
        QCOMPARE(again.error().code, ErrorCode::Conflict);

        const auto claim = [this] {
            return m_database->run(QStringLiteral("claim"), [this](Transaction &t) {
                return VmStore(t, m_rows.organization)
                    .claimWarm(m_rows.user, QStringLiteral("sandbox"), Placement::Personal);
            });
        };
        auto first = claim();
        auto second = claim();
        const auto one = await(std::move(first));
        const auto two = await(std::move(second));
        QVERIFY_RESULT(one);
        QVERIFY_RESULT(two);
        QCOMPARE(one->has_value() + two->has_value(), 1);
        const auto personal = run([this](Transaction &t) {
            return VmStore(t, m_rows.organization)
                .findPersonal(m_rows.user, QStringLiteral("sandbox"));
        });
        QCOMPARE(personal->value().id, warm.id);
        const auto another = insert({.id = VmId::create(),
                                     .ownerId = m_rows.user,
                                     .providerType = QStringLiteral("sandbox")},
                                    Placement::Personal);
        QCOMPARE(another.error().code, ErrorCode::Conflict);
    }

    void aVmGoesOnlyWhenItIsTerminated()
    {
        const auto vm = m_rows.insertVm(*m_database);
        QVERIFY_RESULT(vm);
        const auto remove = [this, id = vm->id] {
            return run([this, id](Transaction &t) {
                return VmStore(t, m_rows.organization).removeTerminated(id);
            });
        };
        QCOMPARE(remove().error().code, ErrorCode::Conflict);
        const auto gone = run([this, id = vm->id](Transaction &t) {
            return VmStore(t, m_rows.organization).report(id, domain::VmEvent::Gone);
        });
        QVERIFY_RESULT(gone);
        QCOMPARE(gone->status, domain::VmStatus::Terminated);
        QVERIFY_RESULT(remove());
        QCOMPARE(remove().error().code, ErrorCode::NotFound);
    }

    void presenceComesAndGoes()
    {
        const auto workspace = m_rows.insert(*m_database, m_rows.workspace());
        const domain::Presence mine{.id = QUuid::createUuid(),
                                    .workspaceId = workspace->id,
                                    .userId = m_rows.user,
                                    .type = domain::ClientType::Web};
        const auto present = [this](auto work) {
            return run([this, work](Transaction &t) {
                PresenceStore store(t, m_rows.organization);
                return work(store);
            });
        };
        const auto connect = [mine](PresenceStore &store) { return store.connect(mine); };
        const auto list = [id = workspace->id](PresenceStore &store) { return store.list(id); };
        QVERIFY_RESULT(present(connect));
        QVERIFY_RESULT(present(connect));
        QCOMPARE(present(list)->size(), 1);
        QCOMPARE(present(list)->first().type, domain::ClientType::Web);
        QCOMPARE(present(list)->first().userName, QStringLiteral("ann"));

        const auto stolen = present([mine](PresenceStore &store) {
            return store.heartbeat(mine.workspaceId, mine.id, UserId::create());
        });
        QCOMPARE(stolen.error().code, ErrorCode::NotFound);
        const auto fresh = run([](Transaction &t) {
            return SystemStore(t).removeStalePresence(std::chrono::seconds(60));
        });
        QCOMPARE(*fresh, 0);
        const auto stale = run([](Transaction &t) {
            return SystemStore(t).removeStalePresence(std::chrono::seconds(-60));
        });
        QCOMPARE(*stale, 1);
        const auto late = present([mine](PresenceStore &store) {
            return store.heartbeat(mine.workspaceId, mine.id, mine.userId);
        });
        QCOMPARE(late.error().code, ErrorCode::NotFound);
        QVERIFY_RESULT(present([mine](PresenceStore &store) {
            return store.disconnect(mine.workspaceId, mine.id, mine.userId);
        }));
    }

private:
    template <typename Work> std::invoke_result_t<Work, Transaction &> run(Work work)
    {
        return await(m_database->run(QStringLiteral("test"), std::move(work)));
    }

    Result<KeyHolder> findByKey(const QByteArray &hash)
    {
        return run([hash](Transaction &t) { return AccountStore(t).findByKey(hash); });
    }

    Result<bool> isValid(QUuid key)
    {
        const auto valid = run([key](Transaction &t) {
            return AccountStore(t).validAmong({key, QUuid::createUuid()});
        });
        return valid.transform([key](const QSet<QUuid> &keys) { return keys.contains(key); });
    }

    Result<domain::Vm> insert(const domain::Vm &vm, Placement placement)
    {
        return run([=, this](Transaction &t) {
            return VmStore(t, m_rows.organization).insert(vm, placement);
        });
    }
};

QTEST_GUILESS_MAIN(TestAccountStore)
#include "tst_accountstore.moc"
