// SPDX-License-Identifier: GPL-3.0-or-later
#include "galleryrig.h"

#include "samples.h"
#include "ui/sidebar/worktreeview.h"
#include "ui/terminal/terminaloverlay.h"
#include "ui/terminal/terminalview.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/focusring.h"
#include "ui/workspace/header.h"
#include "ui/workspace/syncbar.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace skybranch::test {
namespace {

using namespace ui;

/// Whether it reaches over the edge of what it scrolls in.
bool isCut(const QWidget *widget)
{
    const QRect seen = widget->visibleRegion().boundingRect();
    return !seen.isEmpty() && seen.width() < widget->width();
}

} // namespace

/// Every visible label and button that has less room than its words need.
QStringList GalleryRig::clippedTexts(const QWidget *window)
{
    QStringList clipped;
    for (const QLabel *label : window->findChildren<QLabel *>()) {
        if (!label->isVisible() || label->text().isEmpty()
            || qobject_cast<const ElidedLabel *>(label))
            continue;
        const bool wraps = label->wordWrap();
        const bool high = wraps && label->height() < label->heightForWidth(label->width());
        const bool wide = !wraps && label->width() < label->sizeHint().width();
        if (high || wide || isCut(label))
            clipped << label->text();
    }
    for (const QPushButton *button : window->findChildren<QPushButton *>()) {
        if (button->isVisible() && (button->width() < button->sizeHint().width() || isCut(button)))
            clipped << button->text();
    }
    return clipped;
}

QList<Theme::Mode> GalleryRig::themes()
{
    QFETCH_GLOBAL(QString, language);
    const bool isLookedAt = qEnvironmentVariableIsSet("SKYBRANCH_GALLERY");
    if (language == "en"_L1 || isLookedAt)
        return {Theme::Mode::Light, Theme::Mode::Dark};
    return {Theme::Mode::Light};
}

void GalleryRig::fillTerminals(QWidget *window)
{
    for (TerminalView *terminal : window->findChildren<TerminalView *>()) {
        terminal->feed("\x1b[H\x1b[2J");
        terminal->feed(samples::terminalOutput());
    }
    // They stand clear of what can be read.
    for (TerminalOverlay *overlay : window->findChildren<TerminalOverlay *>())
        overlay->setView(overlay->view());
}

bool GalleryRig::save(QWidget *widget, const QString &file) const
{
    const QPixmap painted = widget->grab();
    return m_folder ? painted.save(m_folder->filePath(file)) : !painted.isNull();
}

QString GalleryRig::picture(const QString &name)
{
    QFETCH_GLOBAL(QString, language);
    return language == "en"_L1 ? name : language + u'-' + name;
}

void GalleryRig::grabBoth(QWidget *window, const QString &plainName)
{
    const QString name = picture(plainName);
    for (const auto mode : themes()) {
        Theme::instance().setMode(mode);
        for (const QSize size : {QSize(1200, 760), QSize(720, 480)}) {
            window->resize(size);
            window->show();
            QVERIFY(QTest::qWaitForWindowExposed(window));
            QCoreApplication::processEvents();
            fillTerminals(window);
            QCoreApplication::processEvents();
            const QString file = QStringLiteral("%1-%2-%3.png")
                                     .arg(name,
                                          mode == Theme::Mode::Dark ? QStringLiteral("dark")
                                                                    : QStringLiteral("light"))
                                     .arg(size.width());
            QVERIFY(save(window, file));
            QCOMPARE(clippedTexts(window).join(u"\n"_s), QString());
        }
    }
}

void GalleryRig::grabDialog(QDialog *dialog, const QString &plainName)
{
    const QString name = picture(plainName);
    for (const auto mode : themes()) {
        Theme::instance().setMode(mode);
        dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        dialog->activateWindow();
        QCoreApplication::processEvents();
        const QString theme
            = mode == Theme::Mode::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        QVERIFY(save(dialog, QStringLiteral("%1-%2.png").arg(name, theme)));
        QCOMPARE(clippedTexts(dialog).join(u"\n"_s), QString());
    }
    dialog->close();
}

std::unique_ptr<QWidget> GalleryRig::makeWindow(QWidget *pane, bool headed)
{
    auto window = std::make_unique<QWidget>();
    auto *sidebar = new Sidebar;
    sidebar->setFixedWidth(260);
    sidebar->setContent(samples::repositories(), samples::cloudOnly());
    sidebar->setBackend(samples::backend());
    sidebar->view()->select(QStringLiteral("feature/login"));
    auto *right = new QWidget;
    right->setObjectName(QStringLiteral("workspacePane"));
    right->setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    if (headed) {
        auto *header = new Header;
        header->setView(samples::header());
        auto *sync = new SyncBar;
        sync->setView(samples::syncBar());
        column->addWidget(header);
        column->addWidget(sync);
    }
    column->addWidget(pane, 1);
    auto *line = new QFrame;
    line->setProperty("rule", true);
    line->setFixedWidth(1);
    line->setStyleSheet(QStringLiteral("max-height: 9999px"));
    auto *row = new QHBoxLayout(window.get());
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(sidebar);
    row->addWidget(line);
    row->addWidget(right, 1);
    new FocusRing(window.get());
    window->setFocusPolicy(Qt::StrongFocus);
    window->setFocus();
    return window;
}

void GalleryRig::initTestCase_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<qreal>("larger");
    QTest::newRow("en") << u"en"_s << 0.0;
    QTest::newRow("long") << u"long"_s << 0.0;
    QTest::newRow("de") << u"de"_s << 0.0;
    QTest::newRow("zh_CN") << u"zh_CN"_s << 0.0;
    QTest::newRow("large") << u"large"_s << 4.0;
    QTest::newRow("rtl") << u"rtl"_s << 0.0;
}

void GalleryRig::initTestCase()
{
    const QString wanted = qEnvironmentVariable("SKYBRANCH_GALLERY");
    QVERIFY(wanted.isEmpty() || QDir().mkpath(wanted));
    if (!wanted.isEmpty())
        m_folder = QDir(wanted);
}

void GalleryRig::init()
{
    QFETCH_GLOBAL(QString, language);
    QFETCH_GLOBAL(qreal, larger);
    QFont font(QStringLiteral("Inter"));
    font.setPointSizeF(10 + larger);
    QApplication::setFont(font);
    if (language == "rtl"_L1)
        QApplication::setLayoutDirection(Qt::RightToLeft);
    Theme::instance().setMonoFamily(QStringLiteral("JetBrains Mono"));
    Theme::instance().install();
    if (language == "long"_L1)
        m_longWords = std::make_unique<LongWords>();
    const QString file = u":/i18n/skybranch_%1.qm"_s.arg(language);
    if (QFile::exists(file))
        QVERIFY(m_translator.load(file) && QCoreApplication::installTranslator(&m_translator));
}

void GalleryRig::cleanup()
{
    QApplication::setLayoutDirection(Qt::LeftToRight);
    m_longWords.reset();
    QCoreApplication::removeTranslator(&m_translator);
}

} // namespace skybranch::test
