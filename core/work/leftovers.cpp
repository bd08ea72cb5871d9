// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/leftovers.h"

#include "work/seedcommand.h"

#include <QDir>
#include <QDirIterator>

namespace skybranch::work {
namespace {

using namespace Qt::Literals::StringLiterals;

void removeIn(const QString &folder, const QStringList &names,
              QDirIterator::IteratorFlags depth = QDirIterator::NoIteratorFlags)
{
    QDirIterator files(folder, names, QDir::Files | QDir::Hidden, depth);
    while (files.hasNext()) {
        const QString file = files.next();
        if (QFile::remove(file))
            qInfo("left from before, removed: %s", qPrintable(file));
    }
}

} // namespace

void removeLeftovers(const QString &workspace, const QString &home)
{
    removeIn(home, {seedFilePattern()});
    const QStringList locks{u"*.lock"_s};
    for (const QFileInfo &folder :
         QDir(workspace).entryInfoList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot)) {
        const QString git = folder.filePath() + u"/.git"_s;
        removeIn(git, locks);
        // No branch may be called so: these are locks.
        for (const QString &kind : {u"/refs"_s, u"/worktrees"_s})
            removeIn(git + kind, locks, QDirIterator::Subdirectories);
    }
}

} // namespace skybranch::work
