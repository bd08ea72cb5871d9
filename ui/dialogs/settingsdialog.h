// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings.h"

#include <QDialog>

class QButtonGroup;
class QFormLayout;
class QLayout;
class QListWidget;
class QStackedWidget;

namespace skybranch::ui {

/// One dialog for all settings: pages named at the left, and what is chosen applies at once.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Page { Appearance, Terminal, Backend };

    SettingsDialog(Settings &settings, client::Session &session, QWidget *parent);

    void showPage(Page page);

private:
    QWidget *makeAppearance();
    QWidget *makeTerminal();
    QWidget *makeScheme();
    QWidget *makeBackend(client::Session &session);
    QWidget *makePage(const QString &title, QLayout *content);
    QFormLayout *makeRows();
    QWidget *makeChoice(const QStringList &words, const QStringList &names, int chosen,
                        std::function<void(int)> choose);
    void change(const std::function<void(Settings::Values &)> &change);

    Settings &m_settings;
    QListWidget *m_list;
    QStackedWidget *m_pages;
};

} // namespace skybranch::ui
