// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/mark.h"

#include "ui/theme/icons.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

namespace skybranch::ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Mark)
};

void paintBars(QPainter &painter, QPointF centre)
{
    painter.fillRect(QRectF(centre.x() - 4, centre.y() - 4.25, 3, 8.5), painter.brush());
    painter.fillRect(QRectF(centre.x() + 1, centre.y() - 4.25, 3, 8.5), painter.brush());
}

void paintSquare(QPainter &painter, QPointF centre, QColor colour)
{
    painter.setPen(QPen(colour, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(centre.x() - 3.75, centre.y() - 3.75, 7.5, 7.5), 1.25, 1.25);
}

void paintTriangle(QPainter &painter, QPointF centre, QColor colour, QColor layer)
{
    QPainterPath path;
    path.moveTo(centre + QPointF(0, -5));
    path.lineTo(centre + QPointF(5.6, 4.75));
    path.lineTo(centre + QPointF(-5.6, 4.75));
    path.closeSubpath();
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
    painter.setPen(QPen(layer, 1.5, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(centre + QPointF(0, -1.6), centre + QPointF(0, 1.2));
    painter.drawPoint(centre + QPointF(0, 3.6));
}

void paintDashes(QPainter &painter, QPointF centre, QColor colour)
{
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::FlatCap));
    painter.setBrush(Qt::NoBrush);
    const QRectF ring(centre.x() - 4.75, centre.y() - 4.75, 9.5, 9.5);
    for (int i = 0; i < 8; ++i)
        painter.drawArc(ring, i * 45 * 16, 24 * 16);
}

} // namespace

Mark markOf(domain::WorkspaceStatus status, domain::PendingAction pending, bool reachable)
{
    using domain::PendingAction;
    using domain::WorkspaceStatus;
    if (!reachable)
        return Mark::Unreachable;
    switch (pending) {
    case PendingAction::Pause:
        return Mark::Pausing;
    case PendingAction::Resume:
        return Mark::Resuming;
    case PendingAction::Stop:
        return Mark::Stopping;
    case PendingAction::Delete:
    case PendingAction::Cancel:
        return Mark::Deleting;
    case PendingAction::None:
        break;
    }
    switch (status) {
    case WorkspaceStatus::Provisioning:
        return Mark::Provisioning;
    case WorkspaceStatus::Running:
        return Mark::Running;
    case WorkspaceStatus::Paused:
        return Mark::Paused;
    case WorkspaceStatus::Stopped:
        return Mark::Stopped;
    case WorkspaceStatus::Error:
        return Mark::Error;
    }
    Q_UNREACHABLE_RETURN(Mark::Error);
}

QString markWord(Mark mark)
{
    switch (mark) {
    case Mark::LocalOnly:
        return Words::tr("Local only");
    case Mark::Provisioning:
        return Words::tr("Provisioning");
    case Mark::Running:
        return Words::tr("Running");
    case Mark::Paused:
        return Words::tr("Paused");
    case Mark::Stopped:
        return Words::tr("Stopped");
    case Mark::Error:
        return Words::tr("Error");
    case Mark::Pausing:
        return Words::tr("Pausing");
    case Mark::Resuming:
        return Words::tr("Resuming");
    case Mark::Stopping:
        return Words::tr("Stopping");
    case Mark::Deleting:
        return Words::tr("Deleting");
    case Mark::Unreachable:
        return Words::tr("Not reachable");
    }
    Q_UNREACHABLE_RETURN({});
}

Token markColour(Mark mark)
{
    switch (mark) {
    case Mark::LocalOnly:
        return Token::TextFaint;
    case Mark::Provisioning:
        return Token::ProvisioningMark;
    case Mark::Running:
    case Mark::Resuming:
        return Token::RunningMark;
    case Mark::Paused:
    case Mark::Pausing:
        return Token::PausedMark;
    case Mark::Stopped:
    case Mark::Stopping:
    case Mark::Unreachable:
        return Token::StoppedMark;
    case Mark::Error:
    case Mark::Deleting:
        return Token::ErrorMark;
    }
    Q_UNREACHABLE_RETURN(Token::Text);
}

Token markTextColour(Mark mark)
{
    switch (markColour(mark)) {
    case Token::ProvisioningMark:
        return Token::ProvisioningText;
    case Token::RunningMark:
        return Token::RunningText;
    case Token::PausedMark:
        return Token::PausedText;
    case Token::StoppedMark:
        return Token::StoppedText;
    case Token::ErrorMark:
        return Token::ErrorText;
    default:
        return Token::TextMuted;
    }
}

QString markTone(Mark mark)
{
    switch (markColour(mark)) {
    case Token::ProvisioningMark:
        return QStringLiteral("provisioning");
    case Token::RunningMark:
        return QStringLiteral("running");
    case Token::PausedMark:
        return QStringLiteral("paused");
    case Token::StoppedMark:
        return QStringLiteral("stopped");
    case Token::ErrorMark:
        return QStringLiteral("error");
    default:
        return QStringLiteral("muted");
    }
}

bool isMoving(Mark mark)
{
    switch (mark) {
    case Mark::Provisioning:
    case Mark::Pausing:
    case Mark::Resuming:
    case Mark::Stopping:
    case Mark::Deleting:
        return true;
    default:
        return false;
    }
}

void paintArc(QPainter &painter, const QRectF &box, Token colour, int step)
{
    const QRectF ring(box.center() - QPointF(4.75, 4.75), QSizeF(9.5, 9.5));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color(Token::LineStrong), 2));
    painter.drawEllipse(ring);
    painter.setPen(QPen(color(colour), 2, Qt::SolidLine, Qt::FlatCap));
    painter.drawArc(ring, (90 - step * 360 / ArcClock::steps) * 16, -135 * 16);
    painter.restore();
}

void paintMark(QPainter &painter, const QRectF &box, Mark mark, int step, Token layer)
{
    if (mark == Mark::LocalOnly) {
        paintIcon(painter, Icon::Branch, box.toAlignedRect(), Token::TextFaint);
        return;
    }
    if (isMoving(mark)) {
        paintArc(painter, box, markColour(mark), step);
        return;
    }
    const QColor colour = color(markColour(mark));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    switch (mark) {
    case Mark::Paused:
        paintBars(painter, box.center());
        break;
    case Mark::Stopped:
        paintSquare(painter, box.center(), colour);
        break;
    case Mark::Error:
        paintTriangle(painter, box.center(), colour, color(layer));
        break;
    case Mark::Unreachable:
        paintDashes(painter, box.center(), colour);
        break;
    default:
        painter.drawEllipse(box.center(), 4.25, 4.25);
        break;
    }
    painter.restore();
}

} // namespace skybranch::ui
