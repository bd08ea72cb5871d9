// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/operationmaker.h"

namespace skybranch::edge {
namespace {

using namespace Qt::StringLiterals;

Task<QByteArray> create(Services services, Call call, wire::CreateRepository request)
{
    co_return answer(co_await services.repositories->add(call.caller, request));
}

Task<QByteArray> list(Services services, Call call)
{
    co_return answerList("repositories"_L1, co_await services.repositories->list(call.caller));
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
                      create, wire::createRepository),
        make.query(u"repository.list"_s, all,
                   {u"The repositories of the organisation."_s, u"RepositoryList"_s}, list),
    };
}

} // namespace skybranch::edge
