// SPDX-License-Identifier: GPL-3.0-or-later
#include "hand.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QMenu>
#include <QPixmap>
#include <QProcess>
#include <QScreen>
#include <QTest>

namespace skybranch::tour {
namespace {

QPoint centreOf(const QWidget *widget)
{
    return widget->mapToGlobal(widget->rect().center());
}

QMenu *openMenu()
{
    return qobject_cast<QMenu *>(QApplication::activePopupWidget());
}

} // namespace

Hand::Hand(QString pictureFolder)
    : m_folder(std::move(pictureFolder))
{
    QDir().mkpath(m_folder);
}

bool Hand::waitFor(const std::function<bool()> &done, int timeoutMs)
{
    return QTest::qWaitFor(done, timeoutMs);
}

QWidget *Hand::find(const QString &name)
{
    for (QWidget *widget : QApplication::allWidgets()) {
        if (widget->objectName() == name && widget->isVisible())
            return widget;
    }
    return nullptr;
}

bool Hand::click(const QString &name, int timeoutMs)
{
    if (!waitFor(
            [&name] {
                const QWidget *widget = find(name);
                return widget && widget->isEnabled();
            },
            timeoutMs)) {
        qWarning("there is no enabled \"%s\" to click", qPrintable(name));
        return false;
    }
    return clickAt(centreOf(find(name)));
}

bool Hand::clickAt(QPoint global, int button)
{
    return xdotool({QStringLiteral("mousemove"), QString::number(global.x()),
                    QString::number(global.y()), QStringLiteral("click"), QString::number(button)});
}

bool Hand::type(const QString &text)
{
    return xdotool({QStringLiteral("type"), QStringLiteral("--delay"), QStringLiteral("4"), text});
}

bool Hand::typeInto(const QString &name, const QString &text)
{
    const auto isReady = [&name] {
        const QWidget *widget = find(name);
        return widget && widget->hasFocus();
    };
    if (!click(name) || !waitFor(isReady)) {
        qWarning("\"%s\" does not take the keys", qPrintable(name));
        return false;
    }
    return type(text);
}

bool Hand::key(const QString &keys)
{
    return xdotool({QStringLiteral("key"), keys});
}

bool Hand::chooseFromMenu(const QString &text, int timeoutMs)
{
    const auto entry = [&text]() -> QAction * {
        QMenu *menu = openMenu();
        if (!menu)
            return nullptr;
        for (QAction *action : menu->actions()) {
            if (action->text().remove(u'&').section(u'\t', 0, 0) == text && action->isEnabled())
                return action;
        }
        return nullptr;
    };
    if (!waitFor([&entry] { return entry() != nullptr; }, timeoutMs)) {
        qWarning("the menu has no enabled \"%s\"", qPrintable(text));
        return false;
    }
    QMenu *menu = openMenu();
    return clickAt(menu->mapToGlobal(menu->actionGeometry(entry()).center()));
}

QString Hand::picture(const QString &name)
{
    // What was asked to be painted is painted first.
    QTest::qWait(0);
    const QString file
        = QStringLiteral("%1-%2.png").arg(++m_pictures, 2, 10, QLatin1Char('0')).arg(name);
    if (!QApplication::primaryScreen()->grabWindow(0).save(m_folder + u'/' + file))
        qWarning("the picture %s can not be saved", qPrintable(file));
    return file;
}

bool Hand::xdotool(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral("xdotool"), arguments);
    return waitFor([&process] { return process.state() == QProcess::NotRunning; }, 30'000)
        && process.exitCode() == 0;
}

} // namespace skybranch::tour
