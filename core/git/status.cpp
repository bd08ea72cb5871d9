// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/handles.h"
#include "git/repository.h"
#include "git/suspects.h"
#include "git/words.h"

#include <QFile>
#include <QMap>
#include <QSet>

#include <algorithm>
#include <utility>
#include <vector>

namespace skybranch::git {
namespace {

constexpr qsizetype maxListedFiles = 200;

QString operationName(int state)
{
    switch (state) {
    case GIT_REPOSITORY_STATE_NONE:
        return {};
    case GIT_REPOSITORY_STATE_MERGE:
        return QStringLiteral("merge");
    case GIT_REPOSITORY_STATE_REVERT:
    case GIT_REPOSITORY_STATE_REVERT_SEQUENCE:
        return QStringLiteral("revert");
    case GIT_REPOSITORY_STATE_CHERRYPICK:
    case GIT_REPOSITORY_STATE_CHERRYPICK_SEQUENCE:
        return QStringLiteral("cherry-pick");
    case GIT_REPOSITORY_STATE_BISECT:
        return QStringLiteral("bisect");
    case GIT_REPOSITORY_STATE_APPLY_MAILBOX:
        return QStringLiteral("am");
    default:
        return QStringLiteral("rebase");
    }
}

QLatin1Char letterOf(unsigned flags)
{
    constexpr std::pair<unsigned, char> letters[]{
        {GIT_STATUS_CONFLICTED, 'U'},
        {GIT_STATUS_INDEX_RENAMED | GIT_STATUS_WT_RENAMED, 'R'},
        {GIT_STATUS_INDEX_DELETED | GIT_STATUS_WT_DELETED, 'D'},
        {GIT_STATUS_INDEX_NEW, 'A'},
        {GIT_STATUS_WT_NEW, '?'},
        {GIT_STATUS_INDEX_TYPECHANGE | GIT_STATUS_WT_TYPECHANGE, 'T'},
    };
    for (const auto &[mask, letter] : letters) {
        if (flags & mask)
            return QLatin1Char(letter);
    }
    return QLatin1Char('M');
}

QByteArray pathOf(const git_status_entry &entry)
{
    const git_diff_delta *delta
        = entry.index_to_workdir ? entry.index_to_workdir : entry.head_to_index;
    return delta->new_file.path ? delta->new_file.path : delta->old_file.path;
}

/// What is changed: the flags of each path.
using Changes = QMap<QByteArray, unsigned>;

/// Adds what @p show says to @p changes; @p among: of these paths, none means all.
int addChanges(Changes &changes, git_repository *handle, git_status_show_t show,
               const QList<QByteArray> &among = {})
{
    std::vector<char *> paths;
    for (const QByteArray &path : among)
        paths.push_back(const_cast<char *>(path.constData()));
    git_status_options options = GIT_STATUS_OPTIONS_INIT;
    options.show = show;
    // Without GIT_STATUS_OPT_UPDATE_INDEX: a read that writes would wake the watcher of the index.
    options.flags = GIT_STATUS_OPT_INCLUDE_UNTRACKED | GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS
        | GIT_STATUS_OPT_RENAMES_HEAD_TO_INDEX | GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH
        | GIT_STATUS_OPT_NO_REFRESH;
    options.pathspec = {paths.data(), paths.size()};
    StatusListHandle list;
    const int code = git_status_list_new(std::out_ptr(list), handle, &options);
    if (code < 0)
        return code;
    for (size_t i = 0; i < git_status_list_entrycount(list.get()); ++i) {
        const git_status_entry *entry = git_status_byindex(list.get(), i);
        changes[pathOf(*entry)] |= entry->status;
    }
    return 0;
}

/// Zero where there is none.
git_oid headTree(git_repository *handle)
{
    ObjectHandle tree;
    if (git_revparse_single(std::out_ptr(tree), handle, "HEAD^{tree}") < 0)
        return {};
    return *git_object_id(tree.get());
}

int addStaged(Changes &changes, git_repository *handle, StatusMemory &memory)
{
    const git_oid head = headTree(handle);
    if (!git_oid_is_zero(&head) && git_oid_equal(&head, &memory.cleanHead))
        return 0;
    const int code = addChanges(changes, handle, GIT_STATUS_SHOW_INDEX_ONLY);
    if (code == 0 && changes.isEmpty() && !git_oid_is_zero(&memory.index))
        memory.cleanHead = head;
    return code;
}

int readChanges(Changes &changes, git_repository *handle, StatusMemory &memory)
{
    IndexHandle index;
    int code = git_repository_index(std::out_ptr(index), handle);
    if (code < 0)
        return code;
    const auto suspects = findSuspects(index.get(), git_repository_workdir(handle), memory);
    code = addStaged(changes, handle, memory);
    if (code < 0 || (suspects && suspects->isEmpty()))
        return code;
    return addChanges(changes, handle, GIT_STATUS_SHOW_WORKDIR_ONLY,
                      suspects.value_or(QList<QByteArray>()));
}

} // namespace

Result<Status> Repository::status() const
{
    Changes changes;
    if (const int code = readChanges(changes, m_handle.get(), *m_memory); code < 0)
        return readFailure(code,
                           Words::tr("The state of %1 can not be read. Run \"git status\" "
                                     "there.")
                               .arg(folder()));
    Status status;
    status.operation = operationName(git_repository_state(m_handle.get()));
    status.changed = int(changes.size());
    for (const auto &[path, flags] : changes.asKeyValueRange()) {
        status.conflicted += (flags & GIT_STATUS_CONFLICTED) ? 1 : 0;
        if (status.files.size() < maxListedFiles)
            status.files << letterOf(flags) + QLatin1Char(' ') + QFile::decodeName(path);
    }
    return status;
}

qsizetype Repository::trackedFiles() const
{
    IndexHandle index;
    if (git_repository_index(std::out_ptr(index), m_handle.get()) < 0)
        return 0;
    return qsizetype(git_index_entrycount(index.get()));
}

Result<QStringList> Repository::trackedFolders(int max) const
{
    IndexHandle index;
    int code = git_repository_index(std::out_ptr(index), m_handle.get());
    if (code == 0)
        code = git_index_read(index.get(), /*force*/ 0);
    if (code < 0)
        return readFailure(
            code,
            Words::tr("The index of %1 can not be read. Run \"git status\" there.").arg(folder()));
    const QString top = folder();
    QStringList folders{top};
    QSet<QByteArrayView> known;
    QByteArrayView last;
    for (size_t i = 0; i < git_index_entrycount(index.get()); ++i) {
        const QByteArrayView path(git_index_get_byindex(index.get(), i)->path);
        const auto folder = path.first(std::max(path.lastIndexOf('/'), qsizetype(0)));
        if (folder == last)
            continue; // the files of a folder stand together
        last = folder;
        // With all folders above it: a file moved into one of those is an edit too.
        for (auto end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            if (known.contains(path.first(end)))
                continue;
            if (folders.size() >= max)
                return folders;
            known.insert(path.first(end));
            folders << top + u'/' + QFile::decodeName(path.first(end).toByteArray());
        }
    }
    return folders;
}

} // namespace skybranch::git
