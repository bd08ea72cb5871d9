// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "git/changes.h"
#include "support/result.h"
#include "support/scratchrepository.h"

#include <QTest>

#define VERIFY_ERROR(result, wantedCode, words)                                                    \
    do {                                                                                           \
        const auto &failed = (result);                                                             \
        QVERIFY(!failed.has_value());                                                              \
        QVERIFY2(failed.error().code == wantedCode, qPrintable(describe(failed.error())));         \
        QVERIFY2(failed.error().message.contains(words), qPrintable(failed.error().message));      \
    } while (false)

namespace skybranch::test {

/// Bare remotes and clones of them, each in a folder of its own.
class RemoteRig
{
protected:
    ScratchHome home;

    QString freshPath() { return home.path(QStringLiteral("r%1").arg(++m_count)); }

    /// A bare remote with one commit on main.
    ScratchRepository freshRemote()
    {
        const auto seed = ScratchRepository::create(freshPath());
        const QString path = freshPath();
        seed.git({QStringLiteral("clone"), QStringLiteral("-q"), QStringLiteral("--bare"),
                  seed.path(), path});
        return ScratchRepository(path);
    }

    ScratchRepository cloneOf(const ScratchRepository &remote)
    {
        const QString path = freshPath();
        remote.git({QStringLiteral("clone"), QStringLiteral("-q"),
                    QStringLiteral("file://") + remote.path(), path});
        return ScratchRepository(path);
    }

    static git::GitCall in(const ScratchRepository &repository)
    {
        return {.folder = repository.path()};
    }

    /// @p here and @p remote get a commit each that the other has not.
    void diverge(const ScratchRepository &here, const ScratchRepository &remote,
                 const QByteArray &mine = "1", const QString &myFile = QStringLiteral("here"))
    {
        const auto other = cloneOf(remote);
        other.commit(QStringLiteral("there"), "1", QStringLiteral("There"));
        other.git({QStringLiteral("push"), QStringLiteral("-q")});
        here.commit(myFile, mine, QStringLiteral("Here"));
    }

private:
    int m_count = 0;
};

} // namespace skybranch::test
