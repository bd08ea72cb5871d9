// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options.h"

#include <QByteArray>

namespace skybranch::backend {

/// Holds a data folder for one skybranchd. The kernel lets go of it when the process ends,
/// however that happens.
class DataFolderLock
{
public:
    DataFolderLock() = default;
    ~DataFolderLock();
    DataFolderLock(const DataFolderLock &) = delete;
    DataFolderLock &operator=(const DataFolderLock &) = delete;

    /// Makes the folder where it is missing. Conflict where another process holds it.
    Result<> take(const QString &folder);

private:
    int m_descriptor = -1;
};

/// Names a data folder for ever, wherever it is moved to: made at random in DIR/identity.
Result<QString> folderIdentity(const QString &folder);

/// The API key: from the descriptor, from the file, or from DIR/api-key, which is made. A database
/// that was given may be shared, so with one there is no key, and it is empty, unless it was given
/// too.
Result<QByteArray> readApiKey(const Options &options);

} // namespace skybranch::backend
