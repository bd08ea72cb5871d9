// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/operationmaker.h"

namespace skybranch::edge {
namespace {

using namespace Qt::StringLiterals;

Task<QJsonObject> create(Services services, Call call)
{
    const auto request = wire::createRepository(call.input);
    if (!request)
        co_return failure(request);
    co_return answer(co_await services.repositories->add(call.caller, *request));
}

Task<QJsonObject> list(Services services, Call call)
{
    co_return answerList(u"repositories"_s, co_await services.repositories->list(call.caller));
}

} // namespace

QList<Operation> repositoryOperations(Services services)
{
    const OperationMaker make{services};
    const QString all = u"/api/repositories"_s;
    return {
        make.mutation(u"repository.create"_s, Method::Post, all,
                      {u"The repository with this remote, made where it is new."_s, u"Repository"_s,
                       u"CreateRepository"_s, 201},
                      create),
        make.query(u"repository.list"_s, all,
                   {u"The repositories of the organisation."_s, u"RepositoryList"_s}, list),
    };
}

} // namespace skybranch::edge
