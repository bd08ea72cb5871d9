// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRgb>

#include <array>

namespace skybranch::ui {

/// Every colour of the product, by what it is for. No other file names a colour.
enum class Token : quint8 {
    BgSidebar,
    BgPane,
    BgTerm,
    BgRaised,
    BgField,
    BgHover,
    BgSelected,
    BgSelectedIdle,
    BgButton,
    BgButtonHover,
    BgMenuHover,
    TintInfo,
    TintWarn,
    TintErr,
    TintOk,
    Text,
    TextMuted,
    TextFaint,
    AccentText,
    OnAccent,
    OnDanger,
    Focus,
    LineControl,
    Line,
    LineStrong,
    Accent,
    AccentHover,
    Danger,
    DangerHover,
    RunningText,
    RunningMark,
    PausedText,
    PausedMark,
    StoppedText,
    StoppedMark,
    ProvisioningText,
    ProvisioningMark,
    ErrorText,
    ErrorMark,
    Ahead,
    Behind,
    Diverged,
    Add,
    Remove,
};

struct TokenRow
{
    Token token;
    const char *name; ///< as the style sheet writes it after an "@"
    QRgb light;
    QRgb dark;
};

// clang-format off
inline constexpr std::array tokenTable {
    TokenRow {Token::BgSidebar,        "bg.sidebar",        0xffF1F2F5, 0xff17191E},
    TokenRow {Token::BgPane,           "bg.pane",           0xffF9FAFB, 0xff1C1F25},
    TokenRow {Token::BgTerm,           "bg.term",           0xffFFFFFF, 0xff121418},
    TokenRow {Token::BgRaised,         "bg.raised",         0xffFFFFFF, 0xff23272F},
    TokenRow {Token::BgField,          "bg.field",          0xffFFFFFF, 0xff131519},
    TokenRow {Token::BgHover,          "bg.hover",          0xffE6E8EC, 0xff23272F},
    TokenRow {Token::BgSelected,       "bg.selected",       0xffD6E3FB, 0xff273654},
    TokenRow {Token::BgSelectedIdle,   "bg.selected.idle",  0xffDFE2E8, 0xff2A2E37},
    TokenRow {Token::BgButton,         "bg.button",         0xffFFFFFF, 0xff2B3039},
    TokenRow {Token::BgButtonHover,    "bg.button.hover",   0xffEEF0F3, 0xff343A45},
    TokenRow {Token::BgMenuHover,      "bg.menu.hover",     0xffEAECF0, 0xff2D333D},
    TokenRow {Token::TintInfo,         "tint.info",         0xffE9F0FD, 0xff1B2740},
    TokenRow {Token::TintWarn,         "tint.warn",         0xffFCF3E0, 0xff2E2616},
    TokenRow {Token::TintErr,          "tint.err",          0xffFDECEC, 0xff351E20},
    TokenRow {Token::TintOk,           "tint.ok",           0xffE6F5EC, 0xff172A22},
    TokenRow {Token::Text,             "text",              0xff191C22, 0xffE7E9ED},
    TokenRow {Token::TextMuted,        "text.muted",        0xff4D5460, 0xffA9AFBA},
    TokenRow {Token::TextFaint,        "text.faint",        0xff616875, 0xff959CA9},
    TokenRow {Token::AccentText,       "accent.text",       0xff1B57C0, 0xff82B4FF},
    TokenRow {Token::OnAccent,         "on.accent",         0xffFFFFFF, 0xffFFFFFF},
    TokenRow {Token::OnDanger,         "on.danger",         0xffFFFFFF, 0xffFFFFFF},
    TokenRow {Token::Focus,            "focus",             0xff2A6BE0, 0xff6BA4FF},
    TokenRow {Token::LineControl,      "line.control",      0xff7F8794, 0xff767D8A},
    TokenRow {Token::Line,             "line",              0xffE0E3E8, 0xff2A2E36},
    TokenRow {Token::LineStrong,       "line.strong",       0xffC9CED6, 0xff3A404B},
    TokenRow {Token::Accent,           "accent",            0xff1F5FD0, 0xff2F6BDB},
    TokenRow {Token::AccentHover,      "accent.hover",      0xff1A53B8, 0xff3670DF},
    TokenRow {Token::Danger,           "danger",            0xffB92D31, 0xffCA4144},
    TokenRow {Token::DangerHover,      "danger.hover",      0xffA32529, 0xffD04649},
    TokenRow {Token::RunningText,      "running.text",      0xff12703F, 0xff52C98F},
    TokenRow {Token::RunningMark,      "running.mark",      0xff1A8B50, 0xff52C98F},
    TokenRow {Token::PausedText,       "paused.text",       0xff855000, 0xffEBB255},
    TokenRow {Token::PausedMark,       "paused.mark",       0xffB06C00, 0xffEBB255},
    TokenRow {Token::StoppedText,      "stopped.text",      0xff5B626E, 0xffA2A9B5},
    TokenRow {Token::StoppedMark,      "stopped.mark",      0xff717885, 0xffA2A9B5},
    TokenRow {Token::ProvisioningText, "provisioning.text", 0xff1B57C0, 0xff6FB1FF},
    TokenRow {Token::ProvisioningMark, "provisioning.mark", 0xff2A6BE0, 0xff6FB1FF},
    TokenRow {Token::ErrorText,        "error.text",        0xffB3282C, 0xffFF8480},
    TokenRow {Token::ErrorMark,        "error.mark",        0xffD0393D, 0xffFF8480},
    TokenRow {Token::Ahead,            "ahead",             0xff1B57C0, 0xff82B4FF},
    TokenRow {Token::Behind,           "behind",            0xff6741B8, 0xffC3A6FF},
    TokenRow {Token::Diverged,         "diverged",          0xff855000, 0xffEBB255},
    TokenRow {Token::Add,              "add",               0xff12703F, 0xff52C98F},
    TokenRow {Token::Remove,           "remove",            0xffB3282C, 0xffFF8480},
};
// clang-format on

/// The eight colours of a terminal and their bright forms, in the order of ECMA-48.
struct TerminalColours
{
    std::array<QRgb, 8> normal;
    std::array<QRgb, 8> bright;
};

inline constexpr TerminalColours terminalLight{{0xff191C22, 0xffB3282C, 0xff12703F, 0xff855000,
                                                0xff1B57C0, 0xff6741B8, 0xff0B6873, 0xff616875},
                                               {0xff4D5460, 0xff9C1F24, 0xff0D5C33, 0xff6E4200,
                                                0xff16479D, 0xff55339C, 0xff08545E, 0xff6C7380}};

inline constexpr TerminalColours terminalDark{{0xff565D69, 0xffFF8480, 0xff52C98F, 0xffEBB255,
                                               0xff6FB1FF, 0xffC3A6FF, 0xff4FC7D3, 0xffD5D9E0},
                                              {0xff8F96A3, 0xffFFA19D, 0xff79DDAC, 0xffF6CC85,
                                               0xff9AC8FF, 0xffD8C5FF, 0xff7FDEE8, 0xffFFFFFF}};

constexpr QRgb rgbOf(Token token, bool dark)
{
    const TokenRow &row = tokenTable[static_cast<size_t>(token)];
    return dark ? row.dark : row.light;
}

} // namespace skybranch::ui
