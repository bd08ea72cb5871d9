// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/editor.h"

#include <QFileInfo>
#include <QProcess>

#include <algorithm>
#include <array>

namespace skybranch::client {
namespace {

/// How an editor takes a place in a file.
enum class Style { Goto, Suffix, Options, Plus };

struct Known
{
    const char *program;
    Style style;
};

constexpr std::array knownEditors{
    Known{"code", Style::Goto},       Known{"code-insiders", Style::Goto},
    Known{"codium", Style::Goto},     Known{"vscodium", Style::Goto},
    Known{"cursor", Style::Goto},     Known{"windsurf", Style::Goto},
    Known{"subl", Style::Suffix},     Known{"zed", Style::Suffix},
    Known{"zeditor", Style::Suffix},  Known{"qtcreator", Style::Suffix},
    Known{"kate", Style::Options},    Known{"kwrite", Style::Options},
    Known{"idea", Style::Options},    Known{"clion", Style::Options},
    Known{"pycharm", Style::Options}, Known{"webstorm", Style::Options},
    Known{"goland", Style::Options},  Known{"rustrover", Style::Options},
    Known{"gedit", Style::Plus},      Known{"gnome-text-editor", Style::Plus},
    Known{"gvim", Style::Plus},       Known{"mousepad", Style::Options},
    Known{"xed", Style::Plus},        Known{"pluma", Style::Plus},
};

QString withPlace(const QString &path, int line, int column)
{
    QString place = path;
    if (line > 0)
        place += u':' + QString::number(line);
    if (line > 0 && column > 0)
        place += u':' + QString::number(column);
    return place;
}

QStringList argumentsFor(Style style, const QString &path, int line, int column)
{
    switch (style) {
    case Style::Goto:
        return {QStringLiteral("--goto"), withPlace(path, line, column)};
    case Style::Suffix:
        return {withPlace(path, line, column)};
    case Style::Options: {
        QStringList arguments;
        if (line > 0)
            arguments << QStringLiteral("--line") << QString::number(line);
        if (line > 0 && column > 0)
            arguments << QStringLiteral("--column") << QString::number(column);
        return arguments << path;
    }
    case Style::Plus:
        return line > 0 ? QStringList{u'+' + QString::number(line), path} : QStringList{path};
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace

QStringList editorCommand(const QString &editor, const QString &path, int line, int column)
{
    QStringList command = QProcess::splitCommand(editor);
    if (command.isEmpty())
        return {};
    const QString name = QFileInfo(command.first()).fileName();
    const auto known = std::ranges::find_if(
        knownEditors, [&](const Known &one) { return name == QLatin1StringView(one.program); });
    if (known == knownEditors.end())
        return {};
    return command << argumentsFor(known->style, path, line, column);
}

bool openInEditor(const QString &path, int line, int column)
{
    for (const char *variable : {"VISUAL", "EDITOR"}) {
        QStringList command = editorCommand(qEnvironmentVariable(variable), path, line, column);
        if (command.isEmpty())
            continue;
        const QString program = command.takeFirst();
        if (QProcess::startDetached(program, command))
            return true;
    }
    return false;
}

} // namespace skybranch::client
