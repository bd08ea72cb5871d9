// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/worktreefield.h"

#include "localdb/desktopstore.h"
#include "support/result.h"
#include "support/scratchrepository.h"

namespace skybranch::bench {

namespace {

test::ScratchRepository makeRepository(const QString &folder, int files)
{
    const auto repository = test::ScratchRepository::create(folder);
    for (int i = 0; i < files; ++i)
        repository.write(WorktreeField::fileName(i),
                         QByteArray("line\n").repeated(40) + QByteArray::number(i));
    repository.git({QStringLiteral("add"), QStringLiteral("-A")});
    repository.git({QStringLiteral("commit"), QStringLiteral("-q"), QStringLiteral("-m"),
                    QStringLiteral("Fill")});
    return repository;
}

} // namespace

WorktreeField::WorktreeField(const QString &folder, FieldSize size)
{
    for (int i = 0; i < size.repositories; ++i) {
        const auto main = QStringLiteral("%1/project%2").arg(folder).arg(i);
        const auto repository = makeRepository(main, size.files);
        m_repositories += main;
        m_worktrees += main;
        for (int k = 1; k < size.worktrees; ++k) {
            const auto path = QStringLiteral("%1-%2").arg(main).arg(k);
            repository.git({QStringLiteral("worktree"), QStringLiteral("add"), QStringLiteral("-q"),
                            QStringLiteral("-b"), QStringLiteral("feature/%1-%2").arg(i).arg(k),
                            path});
            m_worktrees += path;
        }
    }
}

QString WorktreeField::fileName(int number)
{
    constexpr int folders = 100;
    return QStringLiteral("src/part%1/file%2.txt").arg(number % folders).arg(number);
}

void writeDesktopData(const QString &dataFolder, const QStringList &repositories)
{
    QDir().mkpath(dataFolder);
    const auto database
        = std::make_shared<localdb::Database>(dataFolder + QStringLiteral("/desktop.db"));
    const auto opened = test::await(database->open(QStringLiteral(":/localdb/desktop")));
    if (!opened)
        qFatal("%s", qPrintable(describe(opened.error())));
    const localdb::DesktopStore store(database);
    for (const auto &repository : repositories) {
        if (const auto added = test::await(store.addRepository(repository)); !added)
            qFatal("%s", qPrintable(describe(added.error())));
    }
}

} // namespace skybranch::bench
