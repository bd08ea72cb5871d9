// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/program.h"

#include "git/explain.h"
#include "git/words.h"

#include <QFileInfo>

namespace skybranch::git {
namespace {

QProcessEnvironment silentEnvironment(QProcessEnvironment environment)
{
    // English, as explain() reads it; hooks keep their UTF-8.
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    environment.remove(QStringLiteral("LANGUAGE"));
    // Nobody sits in front of it: no prompt, neither on a terminal nor in a window.
    environment.insert(QStringLiteral("GIT_TERMINAL_PROMPT"), QStringLiteral("0"));
    environment.insert(QStringLiteral("GIT_ASKPASS"), QString());
    environment.insert(QStringLiteral("SSH_ASKPASS_REQUIRE"), QStringLiteral("never"));
    environment.remove(QStringLiteral("SSH_ASKPASS"));
    // Reads beside a command must not meet an index lock that only refreshed time stamps.
    environment.insert(QStringLiteral("GIT_OPTIONAL_LOCKS"), QStringLiteral("0"));
    // Set where we were started by a hook, these would turn git to that repository.
    for (const char *name :
         {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_PREFIX", "GIT_NAMESPACE"})
        environment.remove(QString::fromLatin1(name));
    return environment;
}

} // namespace

Task<QByteArray> runGit(GitCall call, QStringList arguments)
{
    if (!QFileInfo(call.folder).isDir())
        co_return failure(
            ErrorCode::NotFound,
            Words::tr("The folder %1 does not exist. Has it been moved?").arg(call.folder));
    ProcessSpec spec{.program = call.program.program,
                     .arguments = arguments,
                     .folder = call.folder,
                     .environment = silentEnvironment(call.program.environment),
                     .timeout = call.timeout};
    if (call.onProgress)
        spec.onErrorLine = [report = call.onProgress](const QByteArray &line) {
            if (const auto progress = parseProgress(line))
                report(*progress);
        };
    auto output = co_await runProcess(std::move(spec), call.stop);
    if (!output) {
        output.error().detail = redact(output.error().detail);
        co_return failure(output);
    }
    if (output->exitCode != 0)
        co_return std::unexpected(explain(arguments.value(0), *output));
    co_return std::move(output->out);
}

} // namespace skybranch::git
