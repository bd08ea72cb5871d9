// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPoint>
#include <QRect>
#include <QString>
#include <QWidget>

#include <functional>

class QAction;
class QMenu;

namespace skybranch::tour {

/// A hand on the mouse and the keyboard: finds a widget where a person would see it, and makes the
/// display server send real events there. It waits by running the event loop.
class Hand
{
public:
    explicit Hand(QString pictureFolder);

    /// Runs the event loop until @p done, at most @p timeoutMs.
    static bool waitFor(const std::function<bool()> &done, int timeoutMs = 15'000);

    /// The visible widget of this object name, or null.
    static QWidget *find(const QString &name);

    template <typename Type> static Type *find(const QString &name)
    {
        return qobject_cast<Type *>(find(name));
    }

    bool click(const QString &name, int timeoutMs = 15'000);
    bool clickAt(QPoint global, int button = 1);
    bool type(const QString &text);
    bool typeInto(const QString &name, const QString &text); ///< once the field takes the keys
    bool key(const QString &keys); ///< as xdotool names them: "Return", "ctrl+shift+t"

    /// Chooses the entry of the open menu whose text is @p text without its mnemonic.
    bool chooseFromMenu(const QString &text, int timeoutMs = 5'000);

    /// Saves the whole screen as NN-name.png; the file's name.
    QString picture(const QString &name);

private:
    bool xdotool(const QStringList &arguments);

    QString m_folder;
    int m_pictures = 0;
};

} // namespace skybranch::tour
