// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/terminalscheme.h"
#include "ui/theme/tokens.h"

#include <QColor>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <cmath>

using namespace skybranch::ui;

namespace {

double linear(int channel)
{
    const double part = channel / 255.0;
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

/// Relative luminance of WCAG 2.
double luminance(QRgb colour)
{
    return 0.2126 * linear(qRed(colour)) + 0.7152 * linear(qGreen(colour))
        + 0.0722 * linear(qBlue(colour));
}

double contrast(QRgb a, QRgb b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    const auto [low, high] = std::minmax(first, second);
    return (high + 0.05) / (low + 0.05);
}

using Layers = QList<Token>;

const Layers panes{Token::BgSidebar,   Token::BgPane,   Token::BgTerm,   Token::BgRaised,
                   Token::BgField,     Token::BgHover,  Token::BgButton, Token::BgButtonHover,
                   Token::BgMenuHover, Token::TintInfo, Token::TintWarn, Token::TintErr,
                   Token::TintOk};
const Layers everywhere = panes + Layers{Token::BgSelected, Token::BgSelectedIdle};
// What is disabled has no fill of its own, and does not answer the pointer.
const Layers unpressed = [] {
    Layers layers = panes;
    layers.removeAll(Token::BgButtonHover);
    return layers;
}();
const Layers rows{Token::BgSidebar, Token::BgPane,     Token::BgTerm,        Token::BgRaised,
                  Token::BgHover,   Token::BgSelected, Token::BgSelectedIdle};
const Layers surfaces{Token::BgSidebar, Token::BgPane, Token::BgTerm, Token::BgRaised,
                      Token::BgField};

struct Rule
{
    Token token;
    Layers layers;
    double least;
};

QList<Rule> rules()
{
    QList<Rule> list{{Token::Text, everywhere, 4.5},
                     {Token::TextMuted, everywhere, 4.5},
                     {Token::TextFaint, unpressed, 4.5},
                     {Token::AccentText, everywhere, 4.5},
                     {Token::OnAccent, {Token::Accent, Token::AccentHover}, 4.5},
                     {Token::OnDanger, {Token::Danger, Token::DangerHover}, 4.5},
                     {Token::Focus, everywhere, 3},
                     {Token::LineControl, surfaces, 3},
                     {Token::Accent, surfaces, 3},
                     {Token::Danger, surfaces, 3}};
    for (const Token token : {Token::RunningText, Token::PausedText, Token::StoppedText,
                              Token::ProvisioningText, Token::ErrorText, Token::Ahead,
                              Token::Behind, Token::Diverged, Token::Add, Token::Remove})
        list.append({token, rows, 4.5});
    for (const Token token : {Token::RunningMark, Token::PausedMark, Token::StoppedMark,
                              Token::ProvisioningMark, Token::ErrorMark})
        list.append({token, rows, 3});
    return list;
}

QString nameOf(Token token)
{
    return QLatin1StringView(tokenTable[static_cast<size_t>(token)].name);
}

} // namespace

class TestTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tableIsInOrder()
    {
        for (size_t i = 0; i < tokenTable.size(); ++i)
            QCOMPARE(static_cast<size_t>(tokenTable[i].token), i);
    }

    void contrasts_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void contrasts()
    {
        QFETCH(bool, dark);
        QStringList tooLow;
        for (const Rule &rule : rules()) {
            for (const Token layer : rule.layers) {
                const double ratio = contrast(rgbOf(rule.token, dark), rgbOf(layer, dark));
                if (ratio < rule.least)
                    tooLow << QStringLiteral("%1 on %2: %3 < %4")
                                  .arg(nameOf(rule.token), nameOf(layer))
                                  .arg(ratio, 0, 'f', 2)
                                  .arg(rule.least);
            }
        }
        QCOMPARE(tooLow.join(QLatin1Char('\n')), QString());
    }

    void terminalColours()
    {
        for (const bool dark : {false, true}) {
            const TerminalColours &colours = dark ? terminalDark : terminalLight;
            const QRgb background = rgbOf(Token::BgTerm, dark);
            for (size_t i = 0; i < 8; ++i) {
                // Dark black is used as a background.
                if (!dark || i > 0)
                    QVERIFY2(contrast(colours.normal[i], background) >= 4.5,
                             qPrintable(QString::number(i)));
                QVERIFY2(contrast(colours.bright[i], background) >= 4.5,
                         qPrintable(QString::number(i)));
            }
        }
    }

    void schemeFile()
    {
        for (const bool dark : {false, true}) {
            QFile file(terminalSchemeFile(dark));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(file.readAll());
            QCOMPARE(text, terminalSchemeText(dark));
            QCOMPARE(text.count(QStringLiteral("\nColor=")), 20);
        }
    }

    void nobodyElseNamesAColour()
    {
        static const QRegularExpression colour(
            QStringLiteral("#[0-9a-fA-F]{6}\\b|#[0-9a-fA-F]{3}\\b|Qt::(white|black|red|green|blue|"
                           "gray|darkGray|lightGray|yellow|cyan|magenta)\\b|rgba?\\(|QColor\\(\""));
        QStringList found;
        for (const QString &folder : {QStringLiteral("ui"), QStringLiteral("resources")}) {
            QDirIterator files(QStringLiteral(SKYBRANCH_SOURCE) + QLatin1Char('/') + folder,
                               {QStringLiteral("*.cpp"), QStringLiteral("*.h"),
                                QStringLiteral("*.qss"), QStringLiteral("*.svg")},
                               QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                if (file.fileName().endsWith(QStringLiteral("theme/tokens.h")))
                    continue;
                QVERIFY(file.open(QIODevice::ReadOnly));
                const auto match = colour.match(QString::fromUtf8(file.readAll()));
                if (match.hasMatch())
                    found << file.fileName() + QStringLiteral(": ") + match.captured();
            }
        }
        QCOMPARE(found.join(QLatin1Char('\n')), QString());
    }
};

QTEST_GUILESS_MAIN(TestTokens)
#include "tst_tokens.moc"
