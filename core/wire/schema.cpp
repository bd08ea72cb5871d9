// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/schema.h"

#include <algorithm>

namespace skybranch::wire {

const QList<Schema> &schemas()
{
    static const QList<Schema> all = requestSchemas() + answerSchemas();
    return all;
}

const Schema *schema(const QString &name)
{
    const auto found = std::ranges::find(schemas(), name, &Schema::name);
    return found == schemas().end() ? nullptr : &*found;
}

} // namespace skybranch::wire
