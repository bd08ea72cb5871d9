// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/deploykey.h"

#include "base/paths.h"
#include "base/process.h"
#include "client/words.h"
#include "domain/names.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace skybranch::client {
namespace {

constexpr std::chrono::seconds patience(60);
constexpr qsizetype quoted = 400;

std::unexpected<Error> refused(const ProcessOutput &output)
{
    const QString words = QString::fromUtf8(output.err).trimmed();
    if (words.contains("gh auth login"_L1))
        return failure(
            ErrorCode::AuthenticationFailed,
            Words::tr("The GitHub program gh is not logged in. Run \"gh auth login\" in a "
                      "terminal, then try again, or copy the key and add it on github.com."),
            words);
    return failure(ErrorCode::Forbidden,
                   Words::tr("GitHub has not taken the key: %1. Copy the key and add it on "
                             "github.com instead.")
                       .arg(words.right(quoted)),
                   words);
}

} // namespace

Task<> addDeployKey(QString url, QString publicKey, QString title, StopToken stop)
{
    if (domain::remoteHostLabel(url) != "GitHub"_L1)
        co_return failure(
            ErrorCode::Unsupported,
            Words::tr("Keys can be added from here on GitHub only. Copy the key and add it "
                      "on the site of your git host."));
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"key.pub"_s);
    if (auto written = writePrivateFile(file, publicKey.toUtf8() + '\n'); !written)
        co_return written;
    ProcessSpec spec{.program = u"gh"_s,
                     .arguments
                     = {u"repo"_s, u"deploy-key"_s, u"add"_s, file, u"--allow-write"_s, u"-R"_s,
                        domain::repositoryNameFromUrl(url), u"--title"_s, title},
                     .timeout = patience};
    spec.environment.insert(u"GH_PROMPT_DISABLED"_s, u"1"_s);
    const auto output = co_await runProcess(std::move(spec), stop);
    if (!output && output.error().code == ErrorCode::NotFound)
        co_return failure(
            ErrorCode::NotFound,
            Words::tr("The GitHub program gh is not installed. Install it, or copy the key "
                      "and add it on github.com."));
    if (!output)
        co_return failure(output);
    if (output->exitCode != 0)
        co_return refused(*output);
    co_return Result<>();
}

} // namespace skybranch::client
