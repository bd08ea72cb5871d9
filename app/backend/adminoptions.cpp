// SPDX-License-Identifier: GPL-3.0-or-later
#include "adminoptions.h"

#include "clouddb/databaseurl.h"
#include "options.h"

#include <QCommandLineParser>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace skybranch::backend {
namespace {

struct Usage
{
    const char *command;
    const char *words;
    const char *meaning;
};

constexpr std::array usages{
    Usage{"org add", "NAME", "makes an organisation"},
    Usage{"org list", "", "all of them"},
    Usage{"org rename", "ORG NAME", "gives it another name"},
    Usage{"org limit", "ORG NUMBER", "how many workspaces may be there at once, or \"none\""},
    Usage{"org remove", "ORG", "removes it, when its workspaces are gone (--with-workspaces)"},
    Usage{"user add", "ORG USER", "makes the user where needed, and a member (--role, --name)"},
    Usage{"user list", "ORG", "its members"},
    Usage{"user remove", "ORG USER", "ends the membership; the user's keys are revoked"},
    Usage{"key add", "ORG USER NAME", "makes a key and shows it, this once"},
    Usage{"key list", "ORG", "its keys"},
    Usage{"key revoke", "ORG KEY", "ends a key, and what is open with it"},
};

std::unexpected<Error> usage(const QString &message)
{
    return failure(ErrorCode::InvalidArgument, message + u" See skybranchd admin --help."_s);
}

QString helpText(const QCommandLineParser &parser)
{
    QString text
        = u"skybranchd admin COMMAND: organisations, their members and keys. ORG is a name "
          "or an id, USER an external name, KEY an id or a name.\n\n"_s;
    for (const Usage &line : usages)
        text += u"  %1 %2\n"_s.arg(
            QString::fromLatin1(line.command + QByteArray(1, ' ') + line.words).leftJustified(28),
            QLatin1StringView(line.meaning));
    return text + u"\n"_s + parser.helpText().section(u"\n\n"_s, 1);
}

void describeOptions(QCommandLineParser &parser)
{
    parser.addHelpOption();
    parser.addOptions({
        {u"data-dir"_s, u"The data folder of the backend whose embedded database it is."_s,
         u"DIR"_s},
        {u"database-url"_s, u"postgresql://user@host/database, without a password."_s, u"URL"_s},
        {u"database-url-file"_s, u"A file that holds the URL."_s, u"FILE"_s},
        {u"role"_s, u"member or admin; without it as before, or member."_s, u"ROLE"_s},
        {u"name"_s,
         u"What the user is called here; without it as before, or the "
         "external name."_s,
         u"NAME"_s},
        {u"with-workspaces"_s, u"Asks for the deletion of all workspaces first (--yes)."_s},
        {u"yes"_s, u"What is only in those workspaces may be lost."_s},
        {u"json"_s, u"Prints JSON."_s},
    });
}

Result<> readDatabase(const QCommandLineParser &parser, AdminOptions &options)
{
    options.dataFolder = parser.value(u"data-dir"_s);
    const auto url = databaseUrlOf(parser);
    if (!url)
        return failure(url);
    options.databaseUrl = *url;
    if (options.databaseUrl.isEmpty() == options.dataFolder.isEmpty())
        return usage(u"Give either --data-dir, or --database-url or --database-url-file."_s);
    return {};
}

Result<> readCommand(const QStringList &positional, AdminOptions &options)
{
    options.command = positional.mid(0, 2).join(u' ');
    options.words = positional.mid(2);
    const auto known = std::ranges::find_if(usages, [&options](const Usage &line) {
        return options.command == QLatin1StringView(line.command);
    });
    if (known == usages.end())
        return usage(u"There is no command \"admin %1\"."_s.arg(options.command));
    const QString words = QString::fromLatin1(known->words);
    if (options.words.size() != words.split(u' ', Qt::SkipEmptyParts).size())
        return usage(u"It is: skybranchd admin %1 %2."_s.arg(options.command, words));
    return {};
}

} // namespace

Result<AdminOptions> parseAdminOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    describeOptions(parser);
    QStringList given = arguments;
    given.removeAt(1);
    if (!parser.parse(given))
        return usage(parser.errorText() + u'.');
    if (parser.isSet(u"help"_s))
        return AdminOptions{.answer = helpText(parser)};
    AdminOptions options{.withWorkspaces = parser.isSet(u"with-workspaces"_s),
                         .yes = parser.isSet(u"yes"_s),
                         .json = parser.isSet(u"json"_s)};
    if (parser.isSet(u"name"_s))
        options.displayName = parser.value(u"name"_s);
    options.role = domain::role(parser.value(u"role"_s));
    if (parser.isSet(u"role"_s) && !options.role)
        return usage(u"--role must be member or admin."_s);
    if (auto read = readCommand(parser.positionalArguments(), options); !read)
        return failure(read);
    if (auto read = readDatabase(parser, options); !read)
        return failure(read);
    return options;
}

} // namespace skybranch::backend
