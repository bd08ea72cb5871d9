// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "longwords.h"
#include "ui/theme/theme.h"

#include <QDialog>
#include <QDir>
#include <QObject>
#include <QTranslator>

#include <memory>
#include <optional>

namespace skybranch::test {

/// Pictures of screens, in every language, with a larger font and from right to left, into the
/// folder SKYBRANCH_GALLERY where it is set. It fails where words do not fit.
class GalleryRig : public QObject
{
    Q_OBJECT

protected:
    /// Words fit in both themes or in none: all pictures are for who looks at them.
    static QList<ui::Theme::Mode> themes();

    /// Painted in any case; kept where somebody wants to look.
    bool save(QWidget *widget, const QString &file) const;

    /// Pictures of the plain language have plain names.
    static QString picture(const QString &name);

    void grabBoth(QWidget *window, const QString &plainName); ///< also in its least size
    void grabDialog(QDialog *dialog, const QString &plainName); ///< closes it
    static QStringList clippedTexts(const QWidget *window);

    /// The window as the desktop puts it together, around one pane.
    static std::unique_ptr<QWidget> makeWindow(QWidget *pane, bool headed = true);

private Q_SLOTS:
    void initTestCase_data();
    void initTestCase();
    void init();
    void cleanup();

private:
    static void fillTerminals(QWidget *window);

    std::optional<QDir> m_folder; ///< for the pictures
    std::unique_ptr<LongWords> m_longWords;
    QTranslator m_translator;
};

} // namespace skybranch::test
