// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QStringList>

#include <array>

class QLabel;
class QPlainTextEdit;

namespace skybranch::ui {

class Button;
class IconLabel;

struct NoticeView
{
    enum class Kind { Info, Warn, Error, Ok };

    Kind kind = Kind::Info;
    QString sentence;
    QString second; ///< a second line, may be empty
    QString details; ///< what a program printed, shown on demand; may be empty
    QStringList links; ///< up to three words to click, in order; may be empty

    friend bool operator==(const NoticeView &, const NoticeView &) = default;
};

/// A tinted strip: icon, sentence, second line, links.
class Notice : public QFrame
{
    Q_OBJECT

public:
    explicit Notice(QWidget *parent = nullptr);

    void setView(const NoticeView &view);

Q_SIGNALS:
    void linkActivated(int link); ///< its place in NoticeView::links

private:
    QLayout *makeLinks();
    void showDetails(bool shown);

    IconLabel *m_icon;
    QLabel *m_sentence;
    NoticeView m_view;
    QLabel *m_second;
    std::array<Button *, 3> m_links;
    Button *m_fold;
    QPlainTextEdit *m_details;
};

} // namespace skybranch::ui
