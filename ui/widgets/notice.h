// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace skybranch::ui {

class Button;
class IconLabel;

struct NoticeView
{
    enum class Kind { Info, Warn, Error, Ok };

    Kind kind = Kind::Info;
    QString sentence;
    QString second; ///< a second line, may be empty
    QString link; ///< the word of the one link, may be empty

    friend bool operator==(const NoticeView &, const NoticeView &) = default;
};

/// A tinted strip: icon, sentence, second line, one link.
class Notice : public QFrame
{
    Q_OBJECT

public:
    explicit Notice(QWidget *parent = nullptr);

    void setView(const NoticeView &view);

Q_SIGNALS:
    void linkActivated();

private:
    IconLabel *m_icon;
    QLabel *m_sentence;
    QLabel *m_second;
    Button *m_link;
};

} // namespace skybranch::ui
