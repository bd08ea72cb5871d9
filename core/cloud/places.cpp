// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/places.h"

#include "clouddb/systemstore.h"

using namespace Qt::StringLiterals;

namespace skybranch::cloud {

Task<> bindPlace(clouddb::Database &database, providers::CloudProvider &provider)
{
    const auto place = co_await provider.place();
    if (!place)
        co_return failure(place);
    if (place->isEmpty())
        co_return Result<>{};
    co_return co_await database.run(
        u"place"_s, [type = provider.type(), place = *place](clouddb::Transaction &transaction) {
            return clouddb::SystemStore(transaction).bindPlace(type, place);
        });
}

} // namespace skybranch::cloud
