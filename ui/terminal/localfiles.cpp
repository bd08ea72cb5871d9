// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/localfiles.h"

#include <QDir>
#include <QFileInfo>

namespace skybranch::ui {
namespace {

QString fileAt(const QString &path)
{
    const QFileInfo file(path);
    return file.isFile() && file.isReadable() ? file.absoluteFilePath() : QString();
}

QString inFolder(const QString &folder, const QString &path)
{
    return folder.isEmpty() ? QString() : fileAt(QDir::cleanPath(folder + u'/' + path));
}

/// Links in the worktree may lead out of it.
QString inWorktree(const QString &worktree, const QString &path)
{
    const QString file = inFolder(worktree, path);
    const QString root = QFileInfo(worktree).canonicalFilePath() + u'/';
    return QFileInfo(file).canonicalFilePath().startsWith(root) ? file : QString();
}

/// Nobody tells where a VM has the worktree: the longest end of the path that is here counts.
QString endInWorktree(const QString &worktree, const QString &path)
{
    QString end = QDir::cleanPath(path);
    while (!end.isEmpty()) {
        const QString file = inWorktree(worktree, end);
        if (!file.isEmpty())
            return file;
        const qsizetype slash = end.indexOf(u'/');
        if (slash < 0)
            return {};
        end.remove(0, slash + 1);
    }
    return {};
}

} // namespace

QString localFile(const QString &path, const QString &folder, const TerminalFiles &files)
{
    const bool absolute = path.startsWith(u'/');
    if (files.cloud) {
        if (files.worktree.isEmpty())
            return {};
        return endInWorktree(files.worktree, absolute ? path : folder + u'/' + path);
    }
    if (absolute)
        return fileAt(path);
    if (path.startsWith(QLatin1StringView("~/")))
        return fileAt(QDir::homePath() + path.sliced(1));
    const QString there = inFolder(folder, path);
    return there.isEmpty() ? inFolder(files.worktree, path) : there;
}

} // namespace skybranch::ui
