// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/synclink.h"

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/statusmark.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QPainter>

namespace skybranch::ui {
namespace {

constexpr int wide = 208;
constexpr int narrowWidth = 120;
constexpr int lineGap = 6; ///< between line and what stands on it
constexpr int leastLine = 14;

struct LineStyle
{
    Token colour;
    bool leftHead;
    bool rightHead;
    bool dashed;
};

LineStyle lineStyle(const SyncLinkView &view)
{
    switch (view.state) {
    case LinkState::ToRight:
        return {Token::Ahead, false, true, false};
    case LinkState::ToLeft:
        return {Token::Behind, true, false, false};
    case LinkState::Diverged:
        return {Token::Diverged, true, true, false};
    case LinkState::Busy:
        return {view.busyToRight ? Token::Ahead : Token::Behind, false, false, false};
    case LinkState::Unknown:
    case LinkState::NoCloud:
        return {Token::LineStrong, false, false, true};
    case LinkState::InStep:
    case LinkState::Failed:
        break;
    }
    return {Token::LineStrong, false, false, false};
}

void paintHead(QPainter &painter, QPointF tip, int direction)
{
    painter.drawPolyline(
        QPolygonF{tip + QPointF(-5 * direction, -5), tip, tip + QPointF(-5 * direction, 5)});
}

} // namespace

SyncLink::SyncLink(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_button(new Button({}, Button::Kind::Normal, Icon::None, this))
    , m_quiet(new QWidget(this))
    , m_arc(new StatusMark)
    , m_words(makeLabel({}, "smallstrong", "muted"))
    , m_cancel(new IconButton(Icon::Close, tr("Cancel")))
{
    setObjectName(name);
    m_button->setObjectName(name + QStringLiteral("Button"));
    m_words->setObjectName(name + QStringLiteral("Words"));
    m_cancel->setObjectName(name + QStringLiteral("Cancel"));
    m_cancel->setProperty("small", true);
    m_cancel->setIconSize({12, 12});
    auto *quiet = new QHBoxLayout(m_quiet);
    quiet->setContentsMargins(0, 0, 0, 0);
    quiet->setSpacing(4);
    quiet->addWidget(m_arc);
    quiet->addWidget(m_words);
    quiet->addWidget(m_cancel);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    connect(m_button, &QAbstractButton::clicked, this, &SyncLink::activated);
    connect(m_cancel, &QAbstractButton::clicked, this, &SyncLink::cancelled);
    connect(&Theme::instance(), &Theme::changed, this, &SyncLink::fill);
    fill();
}

bool SyncLink::hasButton() const
{
    switch (m_view.state) {
    case LinkState::ToRight:
    case LinkState::ToLeft:
    case LinkState::Diverged:
    case LinkState::Failed:
        return true;
    default:
        return false;
    }
}

void SyncLink::setView(const SyncLinkView &view)
{
    if (view == m_view)
        return;
    m_view = view;
    fill();
}

void SyncLink::setNarrow(bool narrow)
{
    if (narrow == m_narrow)
        return;
    m_narrow = narrow;
    fill();
}

void SyncLink::fill()
{
    const bool shortened = m_narrow && !m_view.shortWords.isEmpty();
    const QString words = shortened ? m_view.shortWords : m_view.words;
    QString style = QStringLiteral("true");
    if (m_view.state == LinkState::Diverged)
        style = QStringLiteral("diverged");
    else if (m_view.state == LinkState::Failed)
        style = QStringLiteral("failed");
    setStyleProperty(m_button, "syncLink", style);
    m_button->setText(words);
    m_button->setToolTip(plainTip(m_view.tip));
    m_button->setIcon(m_view.state == LinkState::Failed
                          ? makeIcon(Icon::Warning, Token::ErrorText, Token::ErrorText)
                          : QIcon());
    m_button->setIconSize({14, 14});
    m_words->setText(words);
    const bool busy = m_view.state == LinkState::Busy;
    setStyleProperty(m_words, "tone", busy ? QString() : QStringLiteral("muted"));
    m_words->setToolTip(plainTip(m_view.tip));
    m_arc->setMark(busy ? Mark::Provisioning : Mark::LocalOnly);
    m_arc->setVisible(busy);
    m_cancel->setVisible(busy && m_view.cancellable);
    m_button->setVisible(hasButton());
    m_quiet->setVisible(!hasButton());
    setAccessibleName(words);
    updateGeometry();
    place();
}

int SyncLink::middleWidth() const
{
    const QWidget *middle = m_button;
    if (!hasButton())
        middle = m_quiet;
    middle->ensurePolished();
    return middle->sizeHint().width();
}

QSize SyncLink::sizeHint() const
{
    const int least = m_narrow ? narrowWidth : wide;
    return {std::max(least, middleWidth() + 2 * (lineGap + leastLine)), 32};
}

void SyncLink::place()
{
    QWidget *middle = m_button;
    if (!hasButton()) {
        m_quiet->layout()->activate();
        middle = m_quiet;
    }
    QRect box(QPoint(), QSize(middleWidth(), middle->sizeHint().height()));
    box.moveCenter(rect().center());
    middle->setGeometry(box);
    update();
}

void SyncLink::resizeEvent(QResizeEvent *)
{
    place();
}

void SyncLink::paintEvent(QPaintEvent *)
{
    const QWidget *middle = m_button;
    if (!hasButton())
        middle = m_quiet;
    const QRect box = middle->geometry();
    const LineStyle style = lineStyle(m_view);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(color(style.colour), 2, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
    if (style.dashed)
        pen.setDashPattern({3, 2.5});
    painter.setPen(pen);
    const qreal y = height() / 2.0;
    painter.drawLine(QPointF(1, y), QPointF(box.left() - lineGap, y));
    painter.drawLine(QPointF(box.right() + 1 + lineGap, y), QPointF(width() - 1, y));
    pen.setStyle(Qt::SolidLine);
    pen.setCapStyle(Qt::RoundCap);
    painter.setPen(pen);
    if (style.leftHead)
        paintHead(painter, {1.5, y}, -1);
    if (style.rightHead)
        paintHead(painter, {width() - 1.5, y}, 1);
}

} // namespace skybranch::ui
