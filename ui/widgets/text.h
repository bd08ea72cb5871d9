// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace skybranch::ui {

/// A label of one step of the type scale ("title", "small") and one tone ("muted", "error"), as
/// the style sheet names them. Its text is plain: what came from a VM is never markup.
QLabel *makeLabel(const QString &text, const char *role = "", const char *tone = "",
                  QWidget *parent = nullptr);

/// The same for a text that breaks into lines.
QLabel *makeParagraph(const QString &text, const char *role = "", const char *tone = "",
                      QWidget *parent = nullptr);

/// @p text for a tooltip, which would take it for markup where it looks like that: branch names,
/// commits and errors may come from a VM, and markup can name files to open.
QString plainTip(const QString &text);

/// Changes a property that the style sheet looks at.
void setStyleProperty(QWidget *widget, const char *name, const QVariant &value);

/// A line of one pixel between regions.
QWidget *makeRule(QWidget *parent = nullptr);

} // namespace skybranch::ui
