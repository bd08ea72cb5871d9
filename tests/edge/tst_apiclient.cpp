// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/operation.h"
#include "edge/router.h"
#include "edgerig.h"
#include "support/node.h"
#include "wire/schema.h"

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;
using domain::WorkspaceStatus;

namespace {

/// TypeScript takes its time on a busy computer.
constexpr int patience = 180'000;

} // namespace

/// The API as clients see it that we have not written, and the documents that they read.
class TestApiClient : public QObject
{
    Q_OBJECT

private:
    PostgresRig m_postgres;
    std::unique_ptr<EdgeRig> m_rig;
    const QByteArray m_fellowKey = "fellow-key-fellow-key";
    const QByteArray m_adminKey = "admin-key-admin-key-ad";
    QString m_vm;
    QString m_reachable;

    QString workspace(WorkspaceStatus status,
                      domain::Placement placement = domain::Placement::Dedicated) const
    {
        domain::Workspace made = m_rig->ours.workspace(status);
        made.placement = placement;
        (void)m_rig->ours.insert(*m_rig->database, made);
        return made.id.toString();
    }

    /// A workspace that runs in a real VM, without any work in it.
    QString reachableWorkspace()
    {
        providers::CloudProvider &provider = m_rig->context->providers.standard();
        auto vm = m_rig->ours.insertVm(*m_rig->database);
        if (!vm)
            return {};
        const auto made
            = await(provider.createVm({.id = vm->id,
                                       .owner = vm->ownerId,
                                       .tag = m_rig->context->tag,
                                       .hostName = u"reachable"_s,
                                       .caPublicKey = m_rig->context->authority.publicKey()},
                                      StopToken()));
        if (!made)
            return {};
        m_vm = made->providerVmId;
        const auto endpoint = await(provider.sshEndpoint(m_vm));
        const auto stored = await(m_rig->database->run(
            u"vm"_s, [=, this, id = vm->id](clouddb::Transaction &transaction) {
                return clouddb::VmStore(transaction, m_rig->ours.organization)
                    .setProviderVm(id, m_vm, endpoint->hostKeys);
            }));
        domain::Workspace workspace = m_rig->ours.workspace(WorkspaceStatus::Running);
        workspace.vmId = vm->id;
        const auto inserted = m_rig->ours.insert(*m_rig->database, workspace);
        return stored && inserted ? inserted->id.toString() : QString();
    }

    /// What a script needs to talk to the server, with a workspace in every state.
    QMap<QString, QString> surroundings() const
    {
        using enum WorkspaceStatus;
        const QJsonObject given{
            {u"repository"_s, m_rig->ours.repository.toString()},
            {u"running"_s, workspace(Running)},
            {u"other"_s, workspace(Running)},
            {u"paused"_s, workspace(Paused)},
            {u"settled"_s, workspace(Paused)},
            {u"stopped"_s, workspace(Stopped)},
            {u"failed"_s, workspace(Error)},
            {u"reachable"_s, m_reachable},
            {u"personal"_s, workspace(Paused, domain::Placement::Personal)},
        };
        return {{u"BASE"_s, m_rig->base},
                {u"KEY"_s, QString::fromLatin1(m_rig->ourKey)},
                {u"FELLOW"_s, QString::fromLatin1(m_fellowKey)},
                {u"ADMIN"_s, QString::fromLatin1(m_adminKey)},
                {u"GIVEN"_s, QString::fromUtf8(QJsonDocument(given).toJson())}};
    }

    /// The routes in the words of the document: "get /api/workspaces/{id}".
    QStringList routeTitles() const
    {
        QStringList titles;
        for (const edge::Route &route : edge::allRoutes(m_rig->services())) {
            QString path = route.pattern;
            for (const QString &name : route.about.captures)
                path.replace(path.indexOf("{}"_L1), 2, u'{' + name + u'}');
            titles << QString::fromLatin1(edge::name(route.method)).toLower() + u' ' + path;
        }
        titles.sort();
        return titles;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY_RESULT(m_postgres.start());
        m_rig = std::make_unique<EdgeRig>();
        QVERIFY_RESULT(m_rig->start(m_postgres));
        const auto fellow = m_rig->addFellow(u"fred"_s);
        QVERIFY_RESULT(fellow);
        QVERIFY_RESULT(m_rig->addKey(m_rig->ours.organization, *fellow, m_fellowKey));
        const auto admin = m_rig->addFellow(u"ada"_s, domain::Role::Admin);
        QVERIFY_RESULT(admin);
        QVERIFY_RESULT(m_rig->addKey(m_rig->ours.organization, *admin, m_adminKey));
        m_reachable = reachableWorkspace();
        QVERIFY(!m_reachable.isEmpty());
    }

    void cleanupTestCase()
    {
        if (!m_vm.isEmpty())
            QVERIFY_RESULT(await(m_rig->context->providers.standard().deleteVm(m_vm)));
        m_rig.reset();
    }

    void theOfficialTrpcClientGetsOn_data()
    {
        QTest::addColumn<QString>("link");
        QTest::newRow("single") << u"httpLink"_s;
        QTest::newRow("batches") << u"httpBatchLink"_s;
    }

    void theOfficialTrpcClientGetsOn()
    {
        QFETCH(QString, link);
        auto variables = surroundings();
        variables.insert(u"LINK"_s, link);
        NodeScript script;
        QVERIFY_RESULT(script.start(u"trpcclient.mjs"_s, variables));
        QCOMPARE(script.waitForEnd(patience), 0);
        QCOMPARE(script.waitForLine(), "done with " + link.toLatin1());
    }

    void aClientSeesItsOwnWriteInItsShape()
    {
        NodeScript script;
        QVERIFY_RESULT(script.start(u"ownwrite.mjs"_s, surroundings()));
        QCOMPARE(script.waitForEnd(patience), 0);
        QCOMPARE(script.waitForLine(), "done");
    }

    void typescriptKnowsTheTypes()
    {
        NodeScript script;
        QFile types(script.folder() + u"/skybranch-api.d.ts"_s);
        QVERIFY(types.open(QIODevice::WriteOnly));
        types.write(edge::routerTypes(edge::operations(m_rig->services())));
        types.close();
        QVERIFY_RESULT(script.start(u"compile.mjs"_s, {{u"FILE"_s, u"apitypes.ts"_s}}));
        QCOMPARE(script.waitForEnd(patience), 0);
    }

    void answersAreAsTheDocumentSays()
    {
        NodeScript script;
        QVERIFY_RESULT(script.start(u"openapi.mjs"_s, surroundings()));
        QCOMPARE(script.waitForEnd(patience), 0);
        QCOMPARE(script.waitForLine(), "done");
    }

    void theDocumentHasTheRoutesAndNoOthers()
    {
        const QJsonObject paths
            = m_rig->client({}).get(u"/api/openapi.json"_s).json().value(u"paths"_s).toObject();
        QStringList titles;
        for (const QString &path : paths.keys()) {
            for (const QString &method : paths.value(path).toObject().keys())
                titles << method + u' ' + path;
        }
        titles.sort();
        QCOMPARE(titles, routeTitles());
    }

    void everyRouteSaysWhatItIs_data()
    {
        QTest::addColumn<int>("index");
        const QList<edge::Route> routes = edge::allRoutes(m_rig->services());
        for (int i = 0; i < routes.size(); ++i)
            QTest::addRow("%s %s", edge::name(routes[i].method).constData(),
                          qPrintable(routes[i].pattern))
                << i;
    }

    void everyRouteSaysWhatItIs()
    {
        QFETCH(int, index);
        const edge::Route route = edge::allRoutes(m_rig->services()).at(index);
        QVERIFY(route.about.summary.endsWith(u'.'));
        QCOMPARE(route.about.captures.size(), route.pattern.count("{}"_L1));
        if (!route.about.request.isEmpty())
            QVERIFY(wire::schema(route.about.request));
        // Other people's protocols, and the document itself.
        static const QStringList others{u"/trpc/{}"_s, u"/v1/shape"_s, u"/api/openapi.json"_s};
        if (!others.contains(route.pattern))
            QVERIFY(wire::schema(route.about.response));
    }
};

QTEST_GUILESS_MAIN(TestApiClient)
#include "tst_apiclient.moc"
