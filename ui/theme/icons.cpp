// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace skybranch::ui {
namespace {

constexpr const char *fileNames[]{
    "",           "laptop",     "remote", "cloud",         "cloud-up",     "cloud-down",
    "branch",     "repository", "merge",  "terminal",      "split",        "search",
    "plus",       "close",      "check",  "chevron-right", "chevron-left", "chevron-down",
    "chevron-up", "arrow-up",   "dots",   "pause",         "play",         "stop",
    "retry",      "refresh",    "trash",  "key",           "copy",         "folder",
    "file",       "link",       "clock",  "info",          "warning",      "gear",
    "sidebar",
};

QPixmap render(Icon icon, QColor colour, int size, qreal ratio, const QByteArray &stroke)
{
    QFile file(
        QStringLiteral(":/icons/%1.svg").arg(QLatin1StringView(fileNames[static_cast<int>(icon)])));
    QPixmap pixmap(QSize(size, size) * ratio);
    pixmap.fill(Qt::transparent);
    if (!file.open(QIODevice::ReadOnly))
        return pixmap;
    QByteArray drawing = file.readAll();
    drawing.replace("currentColor", colour.name().toLatin1());
    drawing.replace("stroke-width=\"1.5\"", QByteArray("stroke-width=\"" + stroke + "\""));
    QSvgRenderer renderer(drawing);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

class TokenIconEngine : public QIconEngine
{
public:
    TokenIconEngine(Icon icon, Token normal, Token active)
        : m_icon(icon)
        , m_normal(normal)
        , m_active(active)
    {
    }

    QIconEngine *clone() const override { return new TokenIconEngine(m_icon, m_normal, m_active); }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const int size = std::min(rect.width(), rect.height());
        QRect box(0, 0, size, size);
        box.moveCenter(rect.center());
        paintIcon(*painter, m_icon, box, token(mode));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    /// @p size is what it takes on the screen; the drawing has @p scale as many pixels.
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const int side = std::min(size.width(), size.height());
        const QPixmap drawing = iconPixmap(m_icon, color(token(mode)), side, scale);
        if (size.width() <= size.height())
            return drawing;
        QPixmap padded(size * scale);
        padded.fill(Qt::transparent);
        padded.setDevicePixelRatio(scale);
        const int left = QGuiApplication::isRightToLeft() ? size.width() - side : 0;
        QPainter(&padded).drawPixmap(left, 0, drawing);
        return padded;
    }

private:
    Token token(QIcon::Mode mode) const
    {
        if (mode == QIcon::Disabled)
            return Token::TextFaint;
        return mode == QIcon::Normal ? m_normal : m_active;
    }

    Icon m_icon;
    Token m_normal;
    Token m_active;
};

} // namespace

QPixmap iconPixmap(Icon icon, QColor colour, int size, qreal ratio)
{
    const QString key = QStringLiteral("skybranch/%1/%2/%3/%4")
                            .arg(static_cast<int>(icon))
                            .arg(colour.name())
                            .arg(size)
                            .arg(ratio);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = render(icon, colour, size, ratio, "1.5");
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

QPixmap largeIcon(Icon icon, QColor colour, int size, qreal ratio)
{
    return render(icon, colour, size, ratio, QByteArray::number(2 * 16.0 / size));
}

void paintIcon(QPainter &painter, Icon icon, const QRect &box, Token colour)
{
    painter.drawPixmap(
        box, iconPixmap(icon, color(colour), box.width(), painter.device()->devicePixelRatio()));
}

QIcon makeIcon(Icon icon, Token normal, Token active)
{
    return icon == Icon::None ? QIcon() : QIcon(new TokenIconEngine(icon, normal, active));
}

} // namespace skybranch::ui
