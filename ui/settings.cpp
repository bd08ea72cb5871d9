// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace skybranch::ui {
namespace {

const QString stateKey = QStringLiteral("settings");
const QString themeKey = QStringLiteral("theme");
const QString comfortableKey = QStringLiteral("comfortable");
const QString fontKey = QStringLiteral("terminalFont");
const QString sizeKey = QStringLiteral("terminalSize");
const QString copyKey = QStringLiteral("copyOnSelect");
const QString programsKey = QStringLiteral("programsCopy");
const QString rightToLeftKey = QStringLiteral("rightToLeft");
const QString schemeKey = QStringLiteral("terminalScheme");

constexpr std::array themeNames{"system", "light", "dark"}; ///< in the order of Theme::Mode
constexpr int leastSize = 6;
constexpr int mostSize = 48;

} // namespace

Settings::Settings(client::Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

void Settings::load()
{
    const QJsonObject kept = QJsonDocument::fromJson(m_session.windowState(stateKey)).object();
    const QByteArray theme = kept.value(themeKey).toString().toLatin1();
    const auto found = std::ranges::find(themeNames, theme);
    if (found != themeNames.end())
        m_values.theme = static_cast<Theme::Mode>(found - themeNames.begin());
    m_values.comfortable = kept.value(comfortableKey).toBool();
    m_values.terminalFont = kept.value(fontKey).toString();
    const int size = kept.value(sizeKey).toInt();
    m_values.terminalSize = size == 0 ? 0 : std::clamp(size, leastSize, mostSize);
    m_values.terminal = {.copyOnSelect = kept.value(copyKey).toBool(),
                         .programsCopy = kept.value(programsKey).toBool(true),
                         .rightToLeft = kept.value(rightToLeftKey).toBool(true),
                         .scheme = kept.value(schemeKey).toString()};
    apply();
}

void Settings::set(const Values &values)
{
    if (values == m_values)
        return;
    m_values = values;
    const QJsonObject kept{
        {themeKey, QLatin1StringView(themeNames.at(static_cast<size_t>(values.theme)))},
        {comfortableKey, values.comfortable},
        {fontKey, values.terminalFont},
        {sizeKey, values.terminalSize},
        {copyKey, values.terminal.copyOnSelect},
        {programsKey, values.terminal.programsCopy},
        {rightToLeftKey, values.terminal.rightToLeft},
        {schemeKey, values.terminal.scheme}};
    m_session.setWindowState(stateKey, QJsonDocument(kept).toJson(QJsonDocument::Compact));
    apply();
}

void Settings::apply()
{
    Theme &theme = Theme::instance();
    theme.setMode(m_values.theme);
    theme.setMonoFamily(m_values.terminalFont);
    theme.setTerminalSize(m_values.terminalSize);
    theme.setComfortable(m_values.comfortable);
    Q_EMIT changed();
}

} // namespace skybranch::ui
