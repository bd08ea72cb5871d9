// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edge/services.h"

namespace skybranch::edge {

/// What a client asks of an operation.
struct Call
{
    cloud::Caller caller;
    QJsonObject input;
    StopToken gone; ///< stopped when the client has gone, or the server is to stop
};

/// One thing that the API does. Its REST route and its tRPC procedure are made of the same entry,
/// so that both answer alike: the input of a procedure is the body of the request, or the query of
/// a GET, together with what stands in its path.
struct Operation
{
    enum class Kind { Query, Mutation };

    QString name; ///< "cloudWorkspace.pause"
    Kind kind = Kind::Query;
    Method method = Method::Get;
    QString path; ///< "/api/workspaces/{id}/pause"
    QString summary; ///< one line, for the API's documents
    QString response; ///< its type in wire/schema.h
    QString request{}; ///< of the input beside what stands in the path; empty: there is none
    int status = 200; ///< of a REST response that is no failure
    std::function<Task<QByteArray>(Call)> run; ///< gives the JSON of its response
};

QList<Operation> workspaceOperations(Services services);
QList<Operation> repositoryOperations(Services services);
QList<Operation> presenceOperations(Services services);
QList<Operation> accountOperations(Services services);
QList<Operation> usageOperations(Services services);
QList<Operation> vmOperations(Services services);

/// All of them.
QList<Operation> operations(Services services);

/// The names of what stands in the path: "id".
QStringList captures(const Operation &operation);

Route restRoute(const Operation &operation);

/// GET and POST /trpc/NAME as @trpc/client calls it: queries, mutations and batches of both.
/// HEAD says that there is something.
QList<Route> trpcRoutes(QList<Operation> operations);

/// The OpenAPI document of these routes.
QJsonObject openApi(const QList<Route> &routes);

/// GET /api/openapi.json: the document of @p routes and of itself.
Route openApiRoute(const QList<Route> &routes);

/// A .d.ts with the type AppRouter for clients in TypeScript, and with what goes in and out.
QByteArray routerTypes(const QList<Operation> &operations);

} // namespace skybranch::edge
