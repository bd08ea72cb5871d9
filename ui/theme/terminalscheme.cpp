// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/terminalscheme.h"

#include "ui/theme/tokens.h"

#include <QColor>
#include <QFile>
#include <QTemporaryDir>

namespace skybranch::ui {
namespace {

QString schemeName(bool dark)
{
    return dark ? QStringLiteral("Skybranch Dark") : QStringLiteral("Skybranch Light");
}

QString section(const QString &name, QRgb colour)
{
    const QColor value = QColor::fromRgb(colour);
    return QStringLiteral("[%1]\nColor=%2,%3,%4\n")
        .arg(name)
        .arg(value.red())
        .arg(value.green())
        .arg(value.blue());
}

} // namespace

QStringList terminalSchemes()
{
    return {QStringLiteral("Solarized"), QStringLiteral("SolarizedLight"),
            QStringLiteral("Tango"),     QStringLiteral("Linux"),
            QStringLiteral("Ubuntu"),    QStringLiteral("Falcon")};
}

QString terminalSchemeText(bool dark)
{
    const TerminalColours &colours = dark ? terminalDark : terminalLight;
    QString text = QStringLiteral("[General]\nDescription=%1\nOpacity=1\n").arg(schemeName(dark));
    for (const QString &suffix : {QString(), QStringLiteral("Intense")}) {
        text += section(QStringLiteral("Background") + suffix, rgbOf(Token::BgTerm, dark));
        text += section(QStringLiteral("Foreground") + suffix, rgbOf(Token::Text, dark));
    }
    for (int i = 0; i < 8; ++i) {
        const auto index = static_cast<size_t>(i);
        text += section(QStringLiteral("Color%1").arg(i), colours.normal[index]);
        text += section(QStringLiteral("Color%1Intense").arg(i), colours.bright[index]);
    }
    return text;
}

QString terminalSchemeFile(bool dark)
{
    static const QTemporaryDir folder;
    const QString path = folder.filePath(schemeName(dark) + QStringLiteral(".colorscheme"));
    if (!QFile::exists(path)) {
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(terminalSchemeText(dark).toUtf8());
    }
    return path;
}

} // namespace skybranch::ui
