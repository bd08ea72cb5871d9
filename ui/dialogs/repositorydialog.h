// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/dialog.h"

class QLineEdit;

namespace skybranch::ui {

/// Asks for a repository on this computer, or for a URL and where its clone goes. It stays open
/// until finish() or fail() answers what it asked for.
class RepositoryDialog : public Dialog
{
    Q_OBJECT

public:
    enum class Mode { Add, Clone };

    RepositoryDialog(Mode mode, const QString &folder, QWidget *parent);

    void setUrl(const QString &url); ///< in Mode::Clone

    /// "Cloning, 3 s" while the work goes on; fields and button wait.
    void setBusy(const QString &words);
    void fail(const QString &sentence);
    void finish() { accept(); }

Q_SIGNALS:
    void addRequested(const QString &folder);
    void cloneRequested(const QString &url, const QString &folder);

private:
    QLineEdit *addField(const QString &label, const QString &objectName);
    void browse();
    void check();
    void submit();
    QString missing() const;

    Mode m_mode;
    QString m_base; ///< Clone: the folder in which clones are made
    QLineEdit *m_url = nullptr;
    QLineEdit *m_folder;
    Button *m_browse;
    Button *m_submit;
    bool m_folderEdited = false;
};

} // namespace skybranch::ui
