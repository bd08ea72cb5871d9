// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline/commands.h"
#include "commandline/output.h"
#include "commandline/sshconfig.h"
#include "commandline/words.h"

#include <cstdio>

using namespace Qt::StringLiterals;

namespace skybranch::commandline {

void tellOthers(const Context &context, const QList<domain::Workspace> &all)
{
    rememberNames(context, all);
    if (const auto written = refreshSshConfig(context.config, all); !written)
        note(written.error().message);
}

Task<> sshConfig(Context *context)
{
    if (context->options.has(u"remove"_s)) {
        const auto removed = removeSshConfig();
        if (removed)
            note(Words::tr("Plain ssh does not know the workspaces any more."));
        co_return removed;
    }
    const auto all = co_await context->cloud->workspaces();
    if (!all)
        co_return failure(all);
    const auto text = sshConfigOf(context->config, *all);
    if (!text)
        co_return failure(text);
    if (!context->options.has(u"install"_s)) {
        std::fputs(text->toUtf8().constData(), stdout);
        tellOthers(*context, *all);
        co_return {};
    }
    const auto installed = installSshConfig(*text);
    if (installed)
        note(Words::tr("Written to %1, which ~/.ssh/config includes.").arg(installedSshConfig()));
    co_return installed;
}

} // namespace skybranch::commandline
