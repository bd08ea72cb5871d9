// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/workspace.h"
#include "ui/theme/tokens.h"

#include <QMetaType>
#include <QString>

class QPainter;
class QRectF;

namespace skybranch::ui {

/// What a status mark shows. Each is a shape, a word and a colour.
enum class Mark {
    LocalOnly,
    Provisioning,
    Running,
    Paused,
    Stopped,
    Error,
    Pausing,
    Resuming,
    Stopping,
    Deleting,
    Unreachable,
};

/// The mark of a cloud workspace; @p reachable is false while the backend can not be asked.
Mark markOf(domain::WorkspaceStatus status, domain::PendingAction pending, bool reachable = true);

QString markWord(Mark mark); ///< "Running"
Token markColour(Mark mark); ///< of the shape
Token markTextColour(Mark mark); ///< of the word
QString markTone(Mark mark); ///< of the word, as the style sheet names it
bool isMoving(Mark mark);

/// Draws @p mark into @p box, laid out as 16 x 16. @p step is the arc's position, @p layer the
/// colour below, which cut-outs show.
void paintMark(QPainter &painter, const QRectF &box, Mark mark, int step, Token layer);

/// The moving arc alone, in the colour @p colour.
void paintArc(QPainter &painter, const QRectF &box, Token colour, int step);

} // namespace skybranch::ui

Q_DECLARE_METATYPE(skybranch::ui::Mark)
