// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <optional>

namespace skybranch::ui {

// What the texts of a TerminalCommand say. All of them are a stranger's; nullopt: nothing that we
// follow.

/// Of OSC 52 "c;BASE64": what is to be copied. A question for what the clipboard holds has no
/// answer, and nothing empties it.
std::optional<QString> copyOf(const QByteArray &text);

/// Of OSC 7 "file://host/folder": an absolute path on the computer where the program runs.
std::optional<QString> folderOf(const QByteArray &text);

/// Of OSC 8 "parameters;URL": where the text that follows leads; empty: it leads nowhere again.
std::optional<QUrl> linkOf(const QByteArray &text);

/// A program's own words for its user.
struct ProgramNews
{
    QString title; ///< may be empty
    QString text;

    friend bool operator==(const ProgramNews &, const ProgramNews &) = default;
};

/// Of OSC 9 "text" and OSC 777 "notify;title;text".
std::optional<ProgramNews> newsOf(int code, const QByteArray &text);

} // namespace skybranch::ui
