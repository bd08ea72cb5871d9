// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>

namespace skybranch::ui {

/// A step of the type scale. Sizes are the system's size plus a difference.
enum class FontRole {
    Body,
    BodyStrong,
    Title,
    Heading,
    Small,
    SmallStrong,
    Section,
    Tab,
    Mono,
    Terminal,
    MonoSmall,
    MonoHeader
};

/// Colours, fonts and style of the whole application, for the scheme in use. It follows the
/// system's colour scheme and font while the application runs. UI thread only.
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Mode { System, Light, Dark };

    static Theme &instance();

    /// Sets style, palette and style sheet of the application, and keeps them up to date.
    void install();

    /// The two halves of install(), for a start that must be quick: before the first widget is
    /// made, and before the first is shown. A widget that is made under a style sheet is matched
    /// with it again at each step of its making.
    void prepare();
    void dress();

    void setMode(Mode mode);
    bool isDark() const { return m_dark; }
    QColor color(Token token) const { return QColor::fromRgb(rgbOf(token, m_dark)); }

    /// Digits of all roles have the same width, so that what counts in place does not move.
    QFont font(FontRole role) const;

    /// Family for terminals and exact names; empty: the system's fixed font.
    void setMonoFamily(const QString &family);

    /// Points of a terminal's text; 0: the system's size.
    void setTerminalSize(int points);

    /// Rows of 32 instead of 28 pixels.
    void setComfortable(bool comfortable);
    bool isComfortable() const { return m_comfortable; }

    /// No slides, no fades, a still arc: the system asks for it, or the user.
    bool reducedMotion() const;
    void setReducedMotion(bool reduced);

Q_SIGNALS:
    /// Everything painted by hand paints again.
    void changed();

private:
    Theme() = default;
    void apply();
    QPalette palette() const;
    QString styleSheet() const;
    QString monoFamily() const;
    bool eventFilter(QObject *watched, QEvent *event) override;

    Mode m_mode = Mode::System;
    QString m_monoFamily;
    int m_terminalSize = 0;
    bool m_comfortable = false;
    bool m_dark = false;
    bool m_prepared = false;
    bool m_dressed = false;
    bool m_reducedMotion = false;
    qreal m_appliedSize = 0;
};

/// The colour of @p token in the theme in use.
inline QColor color(Token token)
{
    return Theme::instance().color(token);
}

} // namespace skybranch::ui
