// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/settingsdialog.h"

#include "ui/dialogs/backendflow.h"
#include "ui/dialogs/backendpage.h"
#include "ui/theme/terminalscheme.h"
#include "ui/widgets/choosers.h"
#include "ui/widgets/focusring.h"
#include "ui/widgets/text.h"

#include <QButtonGroup>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QListWidget>
#include <QRadioButton>
#include <QStackedWidget>

namespace skybranch::ui {
namespace {

constexpr int listWidth = 168;
constexpr QSize firstSize(640, 480);

/// Families for terminals, without a variant for every language.
QStringList fixedFamilies()
{
    QStringList families;
    for (const QString &family : QFontDatabase::families()) {
        if (QFontDatabase::isFixedPitch(family) && !QFontDatabase::isPrivateFamily(family))
            families << family;
    }
    return families;
}

/// Names, so they stay as they are in all languages.
QString schemeWords(const QString &scheme)
{
    if (scheme == QLatin1StringView("Solarized"))
        return QStringLiteral("Solarized Dark");
    if (scheme == QLatin1StringView("SolarizedLight"))
        return QStringLiteral("Solarized Light");
    return scheme;
}

} // namespace

SettingsDialog::SettingsDialog(Settings &settings, client::Session &session, QWidget *parent)
    : QDialog(parent)
    , m_settings(settings)
    , m_list(new QListWidget)
    , m_pages(new QStackedWidget)
{
    setObjectName(QStringLiteral("settingsDialog"));
    setWindowTitle(tr("Settings"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(firstSize);
    m_list->setObjectName(QStringLiteral("settingsList"));
    m_list->setAccessibleName(tr("Pages of settings"));
    m_list->setFixedWidth(listWidth);
    m_list->setFrameShape(QFrame::NoFrame);
    // Rows keep the height that they have when they are laid out first.
    m_list->ensurePolished();
    m_list->addItems({tr("Appearance"), tr("Terminal"), tr("Backend")});
    m_pages->addWidget(makeAppearance());
    m_pages->addWidget(makeTerminal());
    m_pages->addWidget(makeBackend(session));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list);
    layout->addWidget(m_pages, 1);
    new FocusRing(this);
    connect(m_list, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    showPage(Page::Appearance);
}

void SettingsDialog::showPage(Page page)
{
    m_list->setCurrentRow(static_cast<int>(page));
}

void SettingsDialog::change(const std::function<void(Settings::Values &)> &change)
{
    Settings::Values values = m_settings.values();
    change(values);
    m_settings.set(values);
}

QFormLayout *SettingsDialog::makeRows()
{
    auto *rows = new QFormLayout;
    rows->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    rows->setFormAlignment(Qt::AlignLeft | Qt::AlignTop);
    rows->setHorizontalSpacing(24);
    rows->setVerticalSpacing(16);
    return rows;
}

QWidget *SettingsDialog::makePage(const QString &title, QLayout *content)
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(16);
    layout->addWidget(makeLabel(title, "heading"));
    layout->addLayout(content);
    layout->addStretch();
    return page;
}

QWidget *SettingsDialog::makeChoice(const QStringList &words, const QStringList &names, int chosen,
                                    std::function<void(int)> choose)
{
    auto *box = new QWidget;
    auto *group = new QButtonGroup(box);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    for (int place = 0; place < int(words.size()); ++place) {
        auto *button = new QRadioButton(words.at(place));
        button->setObjectName(names.at(place));
        button->setMinimumHeight(24);
        button->setChecked(place == chosen);
        group->addButton(button, place);
        layout->addWidget(button);
    }
    connect(group, &QButtonGroup::idToggled, this,
            [choose = std::move(choose)](int place, bool checked) {
                if (checked)
                    choose(place);
            });
    return box;
}

QWidget *SettingsDialog::makeAppearance()
{
    const Settings::Values &values = m_settings.values();
    QFormLayout *rows = makeRows();
    rows->addRow(tr("Theme"),
                 makeChoice({tr("As the system has it"), tr("Light"), tr("Dark")},
                            {QStringLiteral("themeSystem"), QStringLiteral("themeLight"),
                             QStringLiteral("themeDark")},
                            static_cast<int>(values.theme), [this](int mode) {
                                change([mode](Settings::Values &v) {
                                    v.theme = static_cast<Theme::Mode>(mode);
                                });
                            }));
    rows->addRow(
        tr("Rows"),
        makeChoice({tr("Compact"), tr("Comfortable")},
                   {QStringLiteral("densityCompact"), QStringLiteral("densityComfortable")},
                   values.comfortable ? 1 : 0, [this](int place) {
                       change([place](Settings::Values &v) { v.comfortable = place == 1; });
                   }));
    return makePage(tr("Appearance"), rows);
}

QWidget *SettingsDialog::makeBackend(client::Session &session)
{
    auto *page = new BackendPage;
    new BackendFlow(session, page);
    auto *content = new QVBoxLayout;
    content->addWidget(page);
    return makePage(tr("Backend"), content);
}

QWidget *SettingsDialog::makeScheme()
{
    auto *scheme = new ChoiceBox;
    scheme->setObjectName(QStringLiteral("terminalScheme"));
    scheme->addItem(tr("Skybranch, light or dark as the theme"), QString());
    for (const QString &name : terminalSchemes())
        scheme->addItem(schemeWords(name), name);
    scheme->setCurrentIndex(std::max(0, scheme->findData(m_settings.values().terminal.scheme)));
    connect(scheme, &QComboBox::currentIndexChanged, this, [this, scheme](int) {
        change([scheme](Settings::Values &v) {
            v.terminal.scheme = scheme->currentData().toString();
        });
    });
    return scheme;
}

QWidget *SettingsDialog::makeTerminal()
{
    const Settings::Values &values = m_settings.values();
    auto *family = new ChoiceBox;
    family->setObjectName(QStringLiteral("terminalFont"));
    family->addItem(tr("The system's fixed font"), QString());
    for (const QString &name : fixedFamilies())
        family->addItem(name, name);
    family->setCurrentIndex(std::max(0, family->findData(values.terminalFont)));
    auto *size = new NumberBox;
    size->setObjectName(QStringLiteral("terminalSize"));
    size->setRange(5, 48);
    size->setSpecialValueText(tr("The system's"));
    size->setSuffix(tr(" pt"));
    size->setValue(values.terminalSize);
    connect(family, &QComboBox::currentIndexChanged, this, [this, family](int) {
        change(
            [family](Settings::Values &v) { v.terminalFont = family->currentData().toString(); });
    });
    connect(size, &QSpinBox::valueChanged, this, [this, size](int points) {
        change([points, size](Settings::Values &v) {
            v.terminalSize = points == size->minimum() ? 0 : points;
        });
    });
    QFormLayout *rows = makeRows();
    rows->addRow(tr("Font"), family);
    rows->addRow(tr("Size"), size);
    rows->addRow(tr("Colours"), makeScheme());
    rows->addRow(tr("Copying"),
                 makeChoice({tr("By Ctrl+Shift+C"), tr("As soon as something is selected")},
                            {QStringLiteral("copyByKeys"), QStringLiteral("copyOnSelect")},
                            values.terminal.copyOnSelect ? 1 : 0, [this](int place) {
                                change([place](Settings::Values &v) {
                                    v.terminal.copyOnSelect = place == 1;
                                });
                            }));
    rows->addRow(tr("Copying by programs"),
                 makeChoice({tr("Allowed"), tr("Refused")},
                            {QStringLiteral("programsCopy"), QStringLiteral("programsCopyNot")},
                            values.terminal.programsCopy ? 0 : 1, [this](int place) {
                                change([place](Settings::Values &v) {
                                    v.terminal.programsCopy = place == 0;
                                });
                            }));
    rows->addRow(tr("Hebrew and Arabic"),
                 makeChoice({tr("From right to left"), tr("As it comes")},
                            {QStringLiteral("rightToLeft"), QStringLiteral("leftToRight")},
                            values.terminal.rightToLeft ? 0 : 1, [this](int place) {
                                change([place](Settings::Values &v) {
                                    v.terminal.rightToLeft = place == 0;
                                });
                            }));
    return makePage(tr("Terminal"), rows);
}

} // namespace skybranch::ui
