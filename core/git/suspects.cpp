// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/suspects.h"

#include <algorithm>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace skybranch::git {
namespace {

constexpr qsizetype maxSuspects = 1000;
constexpr std::string_view gitFolderName(".git");

class Folder
{
public:
    Folder(int parent, const char *name)
        : m_descriptor(::openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
    {
    }
    ~Folder()
    {
        if (m_names)
            ::closedir(m_names); // the descriptor with it
        else if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Folder(const Folder &) = delete;
    Folder &operator=(const Folder &) = delete;

    bool isOpen() const { return m_descriptor >= 0; }
    int descriptor() const { return m_descriptor; }

    const char *nextName()
    {
        if (!m_names)
            m_names = ::fdopendir(m_descriptor);
        const dirent *found = m_names ? ::readdir(m_names) : nullptr;
        return found ? found->d_name : nullptr;
    }

    /// Nothing while it is so new that a change of the next moment would not show in it.
    std::optional<StatusMemory::FolderMark> mark() const
    {
        struct stat found{};
        timespec now{};
        constexpr time_t tick = 2; // seconds, as coarse as times of files are
        if (::fstat(m_descriptor, &found) != 0 || ::clock_gettime(CLOCK_REALTIME, &now) != 0
            || found.st_ctim.tv_sec + tick > now.tv_sec || found.st_mtim.tv_sec + tick > now.tv_sec)
            return {};
        return StatusMemory::FolderMark{
            qint64(found.st_dev), qint64(found.st_ino),
            qint64(found.st_mtim.tv_sec) * 1'000'000'000 + found.st_mtim.tv_nsec,
            qint64(found.st_ctim.tv_sec) * 1'000'000'000 + found.st_ctim.tv_nsec};
    }

private:
    int m_descriptor;
    DIR *m_names = nullptr;
};

bool isSame(const git_index_time &remembered, const timespec &now)
{
    return remembered.seconds == int32_t(now.tv_sec)
        && remembered.nanoseconds == uint32_t(now.tv_nsec);
}

uint32_t modeOf(const struct stat &file)
{
    if (S_ISLNK(file.st_mode))
        return GIT_FILEMODE_LINK;
    if (!S_ISREG(file.st_mode))
        return GIT_FILEMODE_UNREADABLE;
    return (file.st_mode & S_IXUSR) ? GIT_FILEMODE_BLOB_EXECUTABLE : GIT_FILEMODE_BLOB;
}

/// Walks the worktree and its index side by side, one folder after the other. Files are looked at
/// from within their folder: the kernel needs less time for a name than for a path.
class Walk
{
public:
    Walk(git_index *index, const timespec &indexTime, StatusMemory &memory)
        : m_index(index)
        , m_count(git_index_entrycount(index))
        , m_indexTime(indexTime)
        , m_memory(memory)
    {
    }

    void lookInto(Folder &folder, const QByteArray &prefix);
    bool isTooMuch() const { return m_suspects.size() > maxSuspects; }
    const QList<QByteArray> &suspects() const { return m_suspects; }

private:
    const git_index_entry *current() const { return git_index_get_byindex(m_index, m_at); }
    bool isWithin(const QByteArray &prefix) const
    {
        return m_at < m_count && QByteArrayView(current()->path).startsWith(prefix);
    }
    void lookIntoInner(const Folder &parent, const QByteArray &path, qsizetype nameAt);
    bool isAsRemembered(const Folder &folder, const char *name, const git_index_entry &entry) const;
    bool isRacy(const git_index_entry &entry) const;
    void lookForUnknown(Folder &folder, const QByteArray &prefix,
                        std::vector<std::string_view> known);

    git_index *m_index;
    size_t m_count;
    timespec m_indexTime;
    StatusMemory &m_memory;
    size_t m_at = 0;
    QList<QByteArray> m_suspects;
};

/// A file written after the index, within the same tick of the clock, may look as before it.
bool Walk::isRacy(const git_index_entry &entry) const
{
    const auto seconds = int32_t(m_indexTime.tv_sec);
    return entry.mtime.seconds > seconds
        || (entry.mtime.seconds == seconds
            && entry.mtime.nanoseconds >= uint32_t(m_indexTime.tv_nsec));
}

bool Walk::isAsRemembered(const Folder &folder, const char *name,
                          const git_index_entry &entry) const
{
    struct stat now{};
    return git_index_entry_stage(&entry) == 0 && entry.flags_extended == 0 && !isRacy(entry)
        && ::fstatat(folder.descriptor(), name, &now, AT_SYMLINK_NOFOLLOW) == 0
        && isSame(entry.mtime, now.st_mtim) && isSame(entry.ctime, now.st_ctim)
        && entry.ino == uint32_t(now.st_ino) && entry.file_size == uint32_t(now.st_size)
        && entry.uid == now.st_uid && entry.gid == now.st_gid && entry.mode == modeOf(now);
}

void Walk::lookInto(Folder &folder, const QByteArray &prefix)
{
    std::vector<std::string_view> known;
    while (!isTooMuch() && isWithin(prefix)) {
        const git_index_entry &entry = *current();
        const char *name = entry.path + prefix.size();
        const std::string_view rest(name);
        known.push_back(rest.substr(0, rest.find('/')));
        if (known.back().size() < rest.size()) {
            lookIntoInner(folder, prefix + QByteArrayView(known.back()), prefix.size());
            continue;
        }
        if (!isAsRemembered(folder, name, entry))
            m_suspects << QByteArray(entry.path);
        ++m_at;
    }
    const auto mark = folder.mark();
    if (mark && m_memory.knownFolders.value(prefix) == *mark)
        return;
    const auto before = m_suspects.size();
    lookForUnknown(folder, prefix, std::move(known));
    if (mark && m_suspects.size() == before)
        m_memory.knownFolders.insert(prefix, *mark);
}

void Walk::lookIntoInner(const Folder &parent, const QByteArray &path, qsizetype nameAt)
{
    const QByteArray prefix = path + '/';
    Folder inner(parent.descriptor(), path.constData() + nameAt);
    if (inner.isOpen()) {
        lookInto(inner, prefix);
        return;
    }
    m_suspects << path;
    while (isWithin(prefix))
        ++m_at;
}

void Walk::lookForUnknown(Folder &folder, const QByteArray &prefix,
                          std::vector<std::string_view> known)
{
    std::ranges::sort(known);
    while (const char *found = isTooMuch() ? nullptr : folder.nextName()) {
        const std::string_view name(found);
        if (name == gitFolderName && !prefix.isEmpty())
            m_suspects << prefix.chopped(1); // a repository of its own
        else if (name != gitFolderName && name != "." && name != ".."
                 && !std::ranges::binary_search(known, name))
            m_suspects << prefix + QByteArrayView(name);
    }
}

} // namespace

std::optional<QList<QByteArray>> findSuspects(git_index *index, const QByteArray &folder,
                                              StatusMemory &memory)
{
    struct stat indexFile{};
    const char *indexPath = git_index_path(index);
    // Before it is read again: of two versions, the time of the older one counts.
    if (!indexPath || ::stat(indexPath, &indexFile) != 0 || git_index_read(index, 0) < 0)
        return {};
    const git_oid *checksum = git_index_checksum(index);
    if (git_oid_is_zero(checksum) || !git_oid_equal(checksum, &memory.index))
        memory = {.index = *checksum, .cleanHead = {}, .knownFolders = {}};
    Folder top(AT_FDCWD, folder.constData());
    if (!top.isOpen())
        return {};
    Walk walk(index, indexFile.st_mtim, memory);
    walk.lookInto(top, {});
    return walk.isTooMuch() ? std::nullopt : std::optional(walk.suspects());
}

} // namespace skybranch::git
