// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/apirig.h"

#include "clouddb/accountstore.h"
#include "clouddb/workspacestore.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace skybranch::bench {
namespace {

constexpr int listed = 100;

Result<WorkspaceId> insertAll(clouddb::Transaction &transaction, const QJsonObject &organization)
{
    const auto id = OrganizationId::fromString(organization[u"organization"].toString());
    clouddb::WorkspaceStore store(transaction, id);
    WorkspaceId last;
    for (int i = 0; i < listed; ++i) {
        const auto made = store.insert(
            {.id = WorkspaceId::create(),
             .organizationId = id,
             .repositoryId = RepositoryId::fromString(organization[u"repository"].toString()),
             .creatorId = UserId::fromString(organization[u"user"].toString()),
             .name = u"Fix the cart, part %1"_s.arg(i),
             .branch = u"fix-cart-%1"_s.arg(i),
             .status = domain::WorkspaceStatus::Running});
        if (!made)
            return failure(made);
        last = made->id;
    }
    return last;
}

} // namespace

Result<std::unique_ptr<ApiRig>> ApiRig::start()
{
    std::unique_ptr<ApiRig> rig(new ApiRig);
    if (auto started = rig->m_postgres.start(); !started)
        return failure(started);
    const auto url = rig->m_postgres.database();
    if (!url)
        return failure(url);
    rig->m_url = *url;
    rig->m_database = std::make_unique<clouddb::Database>(*url, 1);
    auto server = ServerProcess::start(
        QCoreApplication::applicationDirPath() + u"/skybranch-bench-server"_s, {*url});
    if (!server)
        return failure(server);
    rig->m_ours = std::move(*server);
    if (auto filled = rig->fill(); !filled)
        return failure(filled);
    rig->startNode();
    return rig;
}

Result<> ApiRig::fill()
{
    const QJsonArray organizations = m_ours->said().value(u"organizations"_s).toArray();
    const QJsonObject full = organizations.at(0).toObject();
    const QJsonObject growing = organizations.at(1).toObject();
    m_emptyRepository = growing[u"repository"].toString();
    const auto last
        = test::await(m_database->run(u"fill"_s, [full](clouddb::Transaction &transaction) {
              return insertAll(transaction, full);
          }));
    if (!last)
        return failure(last);
    m_workspace = *last;
    return addKeys("full", full).and_then([&] { return addKeys("growing", growing); });
}

Result<> ApiRig::addKeys(const QByteArray &name, const QJsonObject &organization)
{
    return test::await(m_database->run(
        u"keys"_s, [name, organization](clouddb::Transaction &transaction) -> Result<> {
            clouddb::AccountStore accounts(transaction);
            for (int i = 0; i < connections; ++i) {
                const auto added = accounts.addKey(
                    OrganizationId::fromString(organization[u"organization"].toString()),
                    UserId::fromString(organization[u"user"].toString()), u"bench %1"_s.arg(i),
                    clouddb::AccountStore::hashOf(keyOf(name, i)));
                if (!added)
                    return failure(added);
            }
            return {};
        }));
}

void ApiRig::startNode()
{
    auto node = ServerProcess::start(u"node"_s,
                                     {QStringLiteral(BENCH_SOURCE_DIR "/node/server.mjs"),
                                      QStringLiteral(SKYBRANCH_NODE_FOLDER), m_url});
    if (node)
        m_node = std::move(*node);
    else
        m_whyNoNode = node.error().message;
}

QByteArray ApiRig::keyOf(const QByteArray &name, int connection)
{
    return "a-key-of-the-benchmarks-" + name + '-' + QByteArray::number(connection);
}

} // namespace skybranch::bench
