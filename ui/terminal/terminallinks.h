// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/terminal/linkfinder.h"

#include <QByteArray>
#include <QObject>
#include <QUrl>

#include <functional>
#include <optional>

class QWidget;

namespace skybranch::ui {

class ScreenMarks;
class ScreenReader;

/// The links on a terminal's screen: what its text points at, and what a program has laid below its
/// text (OSC 8). Those under a pointer with Ctrl are marked, and followed by a click.
class TerminalLinks : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive this.
    TerminalLinks(const ScreenReader &reader, QWidget *display, ScreenMarks *marks,
                  QObject *parent);

    /// Whether a file that the text names is here: its absolute path, or empty.
    using FileFinder = std::function<QString(const QString &path)>;
    void setFileFinder(FileFinder finder) { m_findFile = std::move(finder); }

    /// What is shown from now on leads to @p url; empty: nowhere again.
    void lay(const QUrl &url);

    /// Has been shown.
    void pass(const QByteArray &output);

    /// Those in sight that lead somewhere, with absolute paths; rows count from the first in sight.
    QList<TerminalLink> links() const;

Q_SIGNALS:
    void activated(const TerminalLink &link);

private:
    struct Laid
    {
        QUrl url;
        int row = 0; ///< where its text was shown; from the first of the history
        int column = 0;
        QString text;
    };

    bool eventFilter(QObject *watched, QEvent *event) override;
    void hover(const QPoint &point);
    void leave();
    bool follow(const QPoint &point);
    std::optional<TerminalLink> linkAt(const QPoint &point) const;
    QList<TerminalLink> laidLinks(const QList<ScreenRow> &rows) const;
    bool leads(TerminalLink &link) const;

    const ScreenReader &m_reader;
    QWidget *m_display;
    ScreenMarks *m_marks;
    FileFinder m_findFile;
    std::optional<Laid> m_open; ///< a link whose text is coming
    QByteArray m_openText;
    QList<Laid> m_laid; ///< the oldest first
    mutable std::optional<QList<TerminalLink>> m_known; ///< until the screen changes
};

} // namespace skybranch::ui
