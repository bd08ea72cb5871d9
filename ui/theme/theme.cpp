// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHash>
#include <QRegularExpression>
#include <QStyle>
#include <QStyleFactory>
#include <QStyleHints>

namespace skybranch::ui {
namespace {

struct RoleFont
{
    FontRole role;
    const char *name; ///< in the style sheet: "@size.title"
    qreal difference;
    QFont::Weight weight;
    bool mono;
};

constexpr RoleFont roleFonts[]{
    {FontRole::Body, "body", 0, QFont::Normal, false},
    {FontRole::BodyStrong, "strong", 0, QFont::Medium, false},
    {FontRole::Title, "title", 5, QFont::DemiBold, false},
    {FontRole::Heading, "heading", 1.5, QFont::DemiBold, false},
    {FontRole::Small, "small", -1, QFont::Normal, false},
    {FontRole::SmallStrong, "smallstrong", -1, QFont::Medium, false},
    {FontRole::Section, "section", -1, QFont::DemiBold, false},
    {FontRole::Tab, "tab", -0.5, QFont::Normal, false},
    {FontRole::Mono, "mono", 0, QFont::Normal, true},
    {FontRole::Terminal, "terminal", 0, QFont::Normal, true},
    {FontRole::MonoSmall, "monosmall", -1, QFont::Normal, true},
    {FontRole::MonoHeader, "monoheader", 0.5, QFont::DemiBold, true},
};

/// The system's size in points, also where it is given in pixels.
qreal systemSize()
{
    const QFont font = QApplication::font();
    return font.pointSizeF() > 0 ? font.pointSizeF() : font.pixelSize() * 0.75;
}

QHash<QString, QString> replacements(bool dark, const QString &monoFamily)
{
    QHash<QString, QString> values;
    for (const TokenRow &row : tokenTable)
        values.insert(QLatin1StringView(row.name), QColor(rgbOf(row.token, dark)).name());
    for (const RoleFont &role : roleFonts)
        values.insert(QStringLiteral("size.") + QLatin1StringView(role.name),
                      QString::number(systemSize() + role.difference) + QStringLiteral("pt"));
    values.insert(QStringLiteral("font.mono"), monoFamily);
    return values;
}

} // namespace

Theme &Theme::instance()
{
    static Theme theme;
    return theme;
}

void Theme::install()
{
    prepare();
    dress();
}

void Theme::prepare()
{
    if (std::exchange(m_prepared, true))
        return;
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &Theme::apply);
    qApp->installEventFilter(this);
    apply();
}

void Theme::dress()
{
    if (!std::exchange(m_dressed, true))
        qApp->setStyleSheet(styleSheet());
}

void Theme::setMode(Mode mode)
{
    if (std::exchange(m_mode, mode) == mode)
        return;
    if (m_prepared)
        apply();
}

void Theme::apply()
{
    m_dark = m_mode == Mode::System
        ? QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark
        : m_mode == Mode::Dark;
    m_appliedSize = systemSize();
    QApplication::setPalette(palette());
    if (m_dressed)
        qApp->setStyleSheet(styleSheet());
    Q_EMIT changed();
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == qApp && event->type() == QEvent::ApplicationFontChange
        && !qFuzzyCompare(m_appliedSize, systemSize()))
        apply();
    return QObject::eventFilter(watched, event);
}

QFont Theme::font(FontRole role) const
{
    const RoleFont &entry = roleFonts[static_cast<int>(role)];
    QFont font = QApplication::font();
    if (entry.mono) {
        font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        font.setFamily(monoFamily());
        // What stands in a terminal are characters in cells, not drawings of several of them.
        font.setFeature("calt", 0);
        font.setFeature("liga", 0);
    }
    const bool chosen = role == FontRole::Terminal && m_terminalSize > 0;
    font.setPointSizeF(chosen ? m_terminalSize : systemSize() + entry.difference);
    font.setWeight(entry.weight);
    font.setFeature("tnum", 1);
    return font;
}

void Theme::setTerminalSize(int points)
{
    if (std::exchange(m_terminalSize, points) != points)
        Q_EMIT changed();
}

void Theme::setComfortable(bool comfortable)
{
    if (std::exchange(m_comfortable, comfortable) != comfortable)
        Q_EMIT changed();
}

void Theme::setMonoFamily(const QString &family)
{
    if (std::exchange(m_monoFamily, family) == family)
        return;
    if (m_prepared)
        apply();
}

QString Theme::monoFamily() const
{
    return m_monoFamily.isEmpty() ? QFontDatabase::systemFont(QFontDatabase::FixedFont).family()
                                  : m_monoFamily;
}

bool Theme::reducedMotion() const
{
    return m_reducedMotion
        || QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) == 0;
}

void Theme::setReducedMotion(bool reduced)
{
    m_reducedMotion = reduced;
    Q_EMIT changed();
}

QPalette Theme::palette() const
{
    struct Entry
    {
        QPalette::ColorRole role;
        Token token;
    };
    static constexpr Entry entries[]{
        {QPalette::Window, Token::BgPane},
        {QPalette::WindowText, Token::Text},
        {QPalette::Text, Token::Text},
        {QPalette::ButtonText, Token::Text},
        {QPalette::Base, Token::BgField},
        {QPalette::AlternateBase, Token::BgPane},
        {QPalette::Button, Token::BgButton},
        {QPalette::PlaceholderText, Token::TextFaint},
        {QPalette::Highlight, Token::Accent},
        {QPalette::Accent, Token::Accent},
        {QPalette::HighlightedText, Token::OnAccent},
        {QPalette::Link, Token::AccentText},
        {QPalette::LinkVisited, Token::AccentText},
        {QPalette::ToolTipBase, Token::BgRaised},
        {QPalette::ToolTipText, Token::Text},
        {QPalette::Mid, Token::Line},
        {QPalette::Dark, Token::LineStrong},
    };
    QPalette palette;
    for (const Entry &entry : entries)
        palette.setColor(entry.role, color(entry.token));
    for (auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, color(Token::TextFaint));
    return palette;
}

QString Theme::styleSheet() const
{
    QFile file(QStringLiteral(":/theme/skybranch.qss"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The style sheet is missing from the program.");
    const QString source = QString::fromUtf8(file.readAll());
    const QHash<QString, QString> values = replacements(m_dark, monoFamily());
    static const QRegularExpression placeholder(QStringLiteral("@([a-z]+(\\.[a-z]+)*)"));
    QString sheet;
    qsizetype end = 0;
    for (const auto &match : placeholder.globalMatch(source)) {
        Q_ASSERT_X(values.contains(match.captured(1)), "style sheet",
                   qPrintable(match.captured(1)));
        sheet += source.sliced(end, match.capturedStart() - end) + values.value(match.captured(1));
        end = match.capturedEnd();
    }
    return sheet + source.sliced(end);
}

} // namespace skybranch::ui
