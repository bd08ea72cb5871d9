// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/handles.h"

#include "git/explain.h"

namespace skybranch::git {
namespace {

struct Library
{
    Library()
    {
        git_libgit2_init();
        // Formats that it refuses, but whose refs and trees it reads: our worktrees are found
        // without it, and objects that a partial clone has not are an error when they are asked.
        const char *known[] = {"partialclone", "relativeworktrees"};
        git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, known, std::size(known));
    }
    ~Library() { git_libgit2_shutdown(); }
};

} // namespace

void ensureLibrary()
{
    static const Library library;
}

QString libraryDetail(int code)
{
    const git_error *error = git_error_last();
    return QStringLiteral("libgit2 %1: %2")
        .arg(code)
        .arg(redact(QString::fromUtf8(error ? error->message : "")));
}

std::unexpected<Error> readFailure(int code, const QString &message)
{
    const ErrorCode kind = code == GIT_ENOTFOUND ? ErrorCode::NotFound : ErrorCode::Internal;
    return failure(kind, message, libraryDetail(code));
}

QString toString(const git_oid &id)
{
    char text[GIT_OID_MAX_HEXSIZE + 1];
    return QString::fromLatin1(git_oid_tostr(text, sizeof text, &id));
}

} // namespace skybranch::git
