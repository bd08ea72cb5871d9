// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/sandbox/removetree.h"

#include <QFile>

#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace skybranch::providers {
namespace {

using Folder = std::unique_ptr<DIR, decltype([](DIR *folder) { ::closedir(folder); })>;

/// A folder's owner may always change its rights, whatever they are.
Folder openFolder(int parent, const char *name)
{
    ::fchmodat(parent, name, S_IRWXU, AT_SYMLINK_NOFOLLOW);
    const int descriptor = ::openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    return Folder(descriptor < 0 ? nullptr : ::fdopendir(descriptor));
}

bool isDots(const char *name)
{
    return qstrcmp(name, ".") == 0 || qstrcmp(name, "..") == 0;
}

/// Removes what is in a folder by lifting every folder in it up to the top, so that a million
/// nested folders need neither a stack nor descriptors.
class Remover
{
public:
    explicit Remover(DIR *top)
        : m_top(::dirfd(top))
        , m_topFolder(top)
    {
    }

    bool run()
    {
        for (bool found = true; found;) {
            found = false;
            ::rewinddir(m_topFolder);
            while (const dirent *entry = ::readdir(m_topFolder)) {
                if (isDots(entry->d_name))
                    continue;
                found = true;
                if (!removeEntry(std::string(entry->d_name)))
                    return false;
            }
        }
        return true;
    }

private:
    bool removeEntry(const std::string &name)
    {
        if (::unlinkat(m_top, name.c_str(), 0) == 0 || errno == ENOENT)
            return true;
        if (::unlinkat(m_top, name.c_str(), AT_REMOVEDIR) == 0)
            return true;
        const Folder folder = openFolder(m_top, name.c_str());
        if (!folder)
            return false;
        while (const dirent *entry = ::readdir(folder.get())) {
            if (!isDots(entry->d_name) && !emptyOut(::dirfd(folder.get()), entry->d_name))
                return false;
        }
        return ::unlinkat(m_top, name.c_str(), AT_REMOVEDIR) == 0 || errno == ENOTEMPTY;
    }

    bool emptyOut(int folder, const char *name)
    {
        if (::unlinkat(folder, name, 0) == 0)
            return true;
        if (::unlinkat(folder, name, AT_REMOVEDIR) == 0)
            return true;
        ::fchmodat(folder, name, S_IRWXU, AT_SYMLINK_NOFOLLOW);
        for (;;) {
            const std::string lifted = ".lifted-" + std::to_string(m_lifted++);
            if (::renameat(folder, name, m_top, lifted.c_str()) == 0)
                return true;
            if (errno != EEXIST && errno != ENOTEMPTY && errno != ENOTDIR)
                return false;
        }
    }

    int m_top;
    DIR *m_topFolder;
    quint64 m_lifted = 0;
};

} // namespace

Result<> removeTree(const QString &folder)
{
    const QByteArray path = QFile::encodeName(folder);
    struct stat info{};
    if (::lstat(path.constData(), &info) != 0 && errno == ENOENT)
        return {};
    const Folder top = openFolder(AT_FDCWD, path.constData());
    if (top && Remover(top.get()).run() && ::rmdir(path.constData()) == 0)
        return {};
    return failure(ErrorCode::Unavailable,
                   QStringLiteral("The folder %1 can not be removed. Check its rights and whether "
                                  "something is mounted in it.")
                       .arg(folder),
                   qt_error_string(errno));
}

} // namespace skybranch::providers
