// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/explain.h"

#include "git/progress.h"
#include "git/words.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace skybranch::git {
namespace {

struct Cause
{
    const char *sign; ///< what git or ssh prints with LC_ALL=C
    ErrorCode code;
    const char *message;
};

constexpr char unknownHost[] = QT_TRANSLATE_NOOP(
    "git",
    "The host key of the git remote is not known on this computer. Connect to it once with ssh "
    "in "
    "a terminal, compare the fingerprint with the one its owner publishes, then try again.");
constexpr char changedHost[] = QT_TRANSLATE_NOOP(
    "git",
    "The host key of the git remote has changed: somebody may stand between you and it. Ask its "
    "owner for the new fingerprint before you remove the old key with \"ssh-keygen -R HOST\".");
constexpr char noLogin[] = QT_TRANSLATE_NOOP(
    "git",
    "The git remote did not accept your login. Log in once in a terminal with \"git fetch\", so "
    "that your credential helper keeps it (at GitHub: gh auth login), then try again.");
constexpr char noKey[] = QT_TRANSLATE_NOOP(
    "git",
    "The git remote did not accept your ssh key. Add a key that it knows to the ssh agent "
    "(ssh-add), or register yours there, then check with \"git fetch\" in a terminal.");
constexpr char noLfs[]
    = QT_TRANSLATE_NOOP("git",
                        "This repository keeps large files with Git LFS, and git-lfs is not "
                        "installed. Install it, run "
                        "\"git lfs install\" once, then try again.");
constexpr char notAllowed[] = QT_TRANSLATE_NOOP(
    "git", "Your account may not do this on the git remote. Ask its owner for access.");
constexpr char noRepository[] = QT_TRANSLATE_NOOP(
    "git",
    "The git remote has no such repository, or you may not see it. Check its address with \"git "
    "remote -v\".");
constexpr char noNetwork[] = QT_TRANSLATE_NOOP(
    "git", "The git remote can not be reached. Check the network, then try again.");
constexpr char diverged[] = QT_TRANSLATE_NOOP(
    "git", "The remote has commits that are not here. Pull them first, then push again.");
constexpr char locked[] = QT_TRANSLATE_NOOP(
    "git",
    "Another git program is at work in this repository. Wait until it has ended, then try again.");
constexpr char diskFull[]
    = QT_TRANSLATE_NOOP("git", "There is no space left on the disk. Make some, then try again.");

// The first that fits counts, so what is special stands before what is general.
constexpr Cause causes[]{
    {"No space left on device", ErrorCode::LimitReached, diskFull},
    {"git-lfs: not found", ErrorCode::Unsupported, noLfs},
    {"git-lfs: command not found", ErrorCode::Unsupported, noLfs},
    {"'lfs' is not a git command", ErrorCode::Unsupported, noLfs},
    {"'git-lfs' was not found", ErrorCode::Unsupported, noLfs},
    {"IDENTIFICATION HAS CHANGED", ErrorCode::HostKeyMismatch, changedHost},
    {"Host key verification failed", ErrorCode::HostKeyMismatch, unknownHost},
    {"returned error: 403", ErrorCode::Forbidden, notAllowed},
    {"ERROR: Permission to ", ErrorCode::Forbidden, notAllowed},
    {"returned error: 404", ErrorCode::NotFound, noRepository},
    {"returned error: 401", ErrorCode::AuthenticationFailed, noLogin},
    {"Authentication failed for", ErrorCode::AuthenticationFailed, noLogin},
    {"terminal prompts disabled", ErrorCode::AuthenticationFailed, noLogin},
    {"could not read Username", ErrorCode::AuthenticationFailed, noLogin},
    {"could not read Password", ErrorCode::AuthenticationFailed, noLogin},
    {"Permission denied (", ErrorCode::AuthenticationFailed, noKey},
    {"Too many authentication failures", ErrorCode::AuthenticationFailed, noKey},
    {"[rejected]", ErrorCode::Conflict, diverged},
    {"Not possible to fast-forward", ErrorCode::Conflict,
     QT_TRANSLATE_NOOP(
         "git", "The branch and its upstream have diverged. Merge or rebase in a terminal.")},
    {"would be overwritten by merge", ErrorCode::Conflict,
     QT_TRANSLATE_NOOP(
         "git", "Files here would be overwritten. Commit, move or delete them, then pull again.")},
    {"You have not concluded", ErrorCode::Conflict,
     QT_TRANSLATE_NOOP("git", "A merge is not finished here. Commit or abort it, then try again.")},
    {".lock': File exists", ErrorCode::Conflict, locked},
    {"cannot lock ref", ErrorCode::Conflict, locked},
    {"Unable to write index", ErrorCode::Conflict, locked},
    {"is already used by worktree", ErrorCode::Conflict,
     QT_TRANSLATE_NOOP("git",
                       "The branch is checked out in another worktree. Choose another branch.")},
    {"is already checked out", ErrorCode::Conflict,
     QT_TRANSLATE_NOOP("git",
                       "The branch is checked out in another worktree. Choose another branch.")},
    {"A branch named", ErrorCode::Conflict,
     QT_TRANSLATE_NOOP("git", "A branch of this name exists already. Choose another name.")},
    {"a branch named", ErrorCode::Conflict,
     QT_TRANSLATE_NOOP("git", "A branch of this name exists already. Choose another name.")},
    {"already exists", ErrorCode::Conflict,
     QT_TRANSLATE_NOOP("git", "The folder exists already and is not empty. Choose another one.")},
    {"Refusing to create empty bundle", ErrorCode::Conflict,
     QT_TRANSLATE_NOOP("git", "There is nothing to send: the other side has all of it.")},
    {"is not a valid branch name", ErrorCode::InvalidArgument,
     QT_TRANSLATE_NOOP("git", "branch is not a valid git branch name.")},
    {"src refspec", ErrorCode::NotFound,
     QT_TRANSLATE_NOOP("git", "There is no such branch here. Choose another one.")},
    {"couldn't find remote ref", ErrorCode::NotFound,
     QT_TRANSLATE_NOOP("git",
                       "The remote has no such branch any more. Push it, or choose another one.")},
    {"invalid reference", ErrorCode::NotFound,
     QT_TRANSLATE_NOOP("git",
                       "There is no such branch or commit here. Fetch, "
                       "then try again.")},
    {"Remote branch", ErrorCode::NotFound,
     QT_TRANSLATE_NOOP("git", "The remote has no such branch. Choose another one.")},
    {"unrelated histories", ErrorCode::Conflict,
     QT_TRANSLATE_NOOP(
         "git", "The branch and its upstream have no commit in common. Merge in a terminal.")},
    {"Repository not found", ErrorCode::NotFound, noRepository},
    {"not found", ErrorCode::NotFound, noRepository},
    {"does not appear to be a git repository", ErrorCode::NotFound, noRepository},
    {"does not exist", ErrorCode::NotFound, noRepository},
    {"not a git repository", ErrorCode::NotFound, noRepository},
    {"dubious ownership", ErrorCode::Forbidden,
     QT_TRANSLATE_NOOP(
         "git",
         "The repository belongs to another user. If you trust it, run: git config --global --add "
         "safe.directory FOLDER")},
    {"unable to access", ErrorCode::Unavailable, noNetwork},
    {"Could not resolve host", ErrorCode::Unavailable, noNetwork},
    {"Connection refused", ErrorCode::Unavailable, noNetwork},
    {"Connection timed out", ErrorCode::Unavailable, noNetwork},
    {"Connection reset", ErrorCode::Unavailable, noNetwork},
    {"Connection closed", ErrorCode::Unavailable, noNetwork},
    {"Network is unreachable", ErrorCode::Unavailable, noNetwork},
    {"No route to host", ErrorCode::Unavailable, noNetwork},
    {"hung up unexpectedly", ErrorCode::Unavailable, noNetwork},
    {"early EOF", ErrorCode::Unavailable, noNetwork},
    {"Could not read from remote repository", ErrorCode::Unavailable, noNetwork},
};

constexpr QLatin1StringView remotePrefix("remote:");

/// Terminal escapes and other control characters are a stranger's way to draw on our window.
QString cleaned(const QString &line)
{
    static const QRegularExpression escapes(QStringLiteral("\\x1b\\[[0-9;?]*[A-Za-z]"));
    QString text = line;
    text.remove(escapes);
    text.removeIf([](QChar c) {
        return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format;
    });
    return text.trimmed();
}

struct Lines
{
    QStringList local; ///< git's and ssh's own, and what a local hook printed
    QStringList remote; ///< after "remote: "
};

Lines linesOf(const ProcessOutput &output)
{
    static const QRegularExpression ends(QStringLiteral("[\\r\\n]+"));
    Lines lines;
    const QString text = redact(QString::fromUtf8(output.err));
    for (const QString &line : text.split(ends, Qt::SkipEmptyParts)) {
        if (!line.startsWith(remotePrefix))
            lines.local << cleaned(line);
        else if (const QString said = cleaned(line.sliced(remotePrefix.size())); !said.isEmpty())
            lines.remote << said;
    }
    return lines;
}

/// The end of what was said, short enough for a dialog.
QString lastLines(const QStringList &lines)
{
    constexpr qsizetype maxLines = 6;
    constexpr qsizetype maxCharacters = 600;
    return lines.last(std::min(maxLines, lines.size())).join(u'\n').right(maxCharacters);
}

QString quoted(const QString &who, const QStringList &lines)
{
    const QString said = lastLines(lines);
    return said.isEmpty() ? QString() : QStringLiteral("\n%1 said: %2").arg(who, said);
}

/// "pre-receive hook declined" of "! [remote rejected] main -> main (pre-receive hook declined)".
QString refusalReason(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral("\\[remote rejected\\][^\\n(]*\\(([^\\n)]+)\\)"));
    return cleaned(pattern.match(text).captured(1));
}

Error refusedByRemote(const QString &reason, const Lines &lines)
{
    const bool collided = reason.contains(QStringLiteral("lock"));
    const QString message = collided
        ? Words::tr("Somebody else is pushing to this branch (%1). Try again in a moment.")
        : Words::tr("The git remote refused the push: %1. Do what its answer says, or push to "
                    "another branch.");
    return {collided ? ErrorCode::Conflict : ErrorCode::Forbidden,
            message.arg(reason) + quoted(QStringLiteral("It"), lines.remote),
            {}};
}

/// The pre-push hook ends a push before anything is sent, so no ref has a status.
bool isRefusedByLocalHook(const QString &command, const QString &text, const ProcessOutput &output)
{
    return command == QStringLiteral("push") && output.out.isEmpty()
        && text.contains(QStringLiteral("error: failed to push some refs"))
        && !text.contains(QStringLiteral("error: src refspec"))
        && !text.contains(QStringLiteral("'git-lfs' was not found"));
}

Error refusedByLocalHook(const Lines &lines)
{
    QStringList said = lines.local;
    said.removeIf([](const QString &line) {
        return line.startsWith(QStringLiteral("error: failed to push some refs"));
    });
    return {ErrorCode::Forbidden,
            Words::tr("The pre-push hook of this repository refused the push. Correct what it "
                      "names, then push again.")
                + quoted(QStringLiteral("It"), said),
            {}};
}

/// A pre-merge-commit, commit-msg or pre-rebase hook.
bool isRefusedByCommitHook(const QString &command, const QString &text)
{
    return (command == QStringLiteral("merge")
            && text.contains(QStringLiteral("Not committing merge"))
            && !text.contains(QStringLiteral("CONFLICT")))
        || text.contains(QStringLiteral("The pre-rebase hook refused"));
}

Error refusedByCommitHook(const QString &command, const Lines &lines)
{
    QStringList said = lines.local;
    said.removeIf([](const QString &line) {
        return line.contains(QStringLiteral("Not committing merge"))
            || line.contains(QStringLiteral("hook refused to rebase"));
    });
    return {ErrorCode::Forbidden,
            Words::tr("A hook of this repository refused the %1. Correct what it names, then "
                      "try again.")
                    .arg(command)
                + quoted(QStringLiteral("It"), said),
            {}};
}

/// A failure that is in no table is told in git's own words.
Error inGitsWords(const QString &command, const Lines &lines)
{
    QStringList said = lines.local.filter(QRegularExpression(QStringLiteral("^(fatal|error): ")));
    if (said.isEmpty())
        said = lines.local;
    return {ErrorCode::Internal,
            QStringLiteral("\"git %1\" did not succeed. Try it in a terminal.").arg(command)
                + quoted(QStringLiteral("It"), said),
            {}};
}

Error classify(const QString &command, const ProcessOutput &output)
{
    const Lines lines = linesOf(output);
    const QString text = lines.local.join(u'\n') + u'\n' + QString::fromUtf8(output.out);
    if (const QString reason = refusalReason(text); !reason.isEmpty())
        return refusedByRemote(reason, lines);
    if (isRefusedByLocalHook(command, text, output))
        return refusedByLocalHook(lines);
    if (isRefusedByCommitHook(command, text))
        return refusedByCommitHook(command, lines);
    const auto cause = std::ranges::find_if(causes, [&text](const Cause &candidate) {
        return text.contains(QLatin1StringView(candidate.sign));
    });
    if (cause == std::end(causes))
        return inGitsWords(command, lines);
    return {
        cause->code, Words::tr(cause->message) + quoted(QStringLiteral("It"), lines.remote), {}};
}

} // namespace

QString redact(const QString &text)
{
    // Up to the last "@", because a password may hold one, or a slash, that nobody has encoded.
    static const QRegularExpression userInfo(QStringLiteral("://\\S*@"));
    return QString(text).replace(userInfo, QStringLiteral("://"));
}

QString readable(const QString &text)
{
    static const QRegularExpression ends(QStringLiteral("[\\r\\n]+"));
    QStringList lines;
    for (const QString &line : text.split(ends, Qt::SkipEmptyParts)) {
        if (!parseProgress(line.toUtf8()))
            lines << cleaned(line);
    }
    return lines.join(u'\n');
}

bool hasPassword(const QString &url)
{
    static const QRegularExpression pattern(QStringLiteral("://[^@/]*:[^@/]*@"));
    return pattern.match(url).hasMatch();
}

Error explain(const QString &command, const ProcessOutput &output)
{
    Error error = classify(command, output);
    error.detail = QStringLiteral("git %1 exited with %2: %3")
                       .arg(command)
                       .arg(output.exitCode)
                       .arg(redact(QString::fromUtf8(output.err + output.out.left(4096))));
    return error;
}

bool wasCutOff(const Error &why)
{
    return why.code == ErrorCode::Cancelled || why.code == ErrorCode::Timeout
        || why.code == ErrorCode::Internal;
}

} // namespace skybranch::git
