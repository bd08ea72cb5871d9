// SPDX-License-Identifier: GPL-3.0-or-later
// The far end of every measurement: runs in the SSH session, whatever terminal shows it.
//   remote echo FOLDER          says "ready" and lets the tty echo what is typed
//   remote flood FOLDER BYTES   says "ready", waits for go, writes text, and says when it began
//                               and when the terminal had answered the question behind the text
//   remote colours FOLDER BYTES the same with text in many colours, part of it Chinese
// FOLDER holds the FIFOs "report" (to the harness) and "go" (from it). Times are nanoseconds of
// CLOCK_MONOTONIC, which all processes of a machine share.

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <termios.h>
#include <unistd.h>

namespace {

long long now()
{
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
}

void writeAll(int file, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto written = write(file, bytes.data(), bytes.size());
        if (written <= 0)
            std::exit(1);
        bytes.remove_prefix(size_t(written));
    }
}

void report(const std::string &folder, const std::string &line)
{
    const int file = open((folder + "/report").c_str(), O_WRONLY | O_CLOEXEC);
    writeAll(file, line + "\n");
    close(file);
}

/// Asks where the cursor is; back when the terminal has answered, so when it has read all before.
void askTerminal()
{
    writeAll(STDOUT_FILENO, "\033[6n");
    char byte = 0;
    while (byte != 'R') {
        if (read(STDIN_FILENO, &byte, 1) != 1)
            std::exit(1);
    }
}

void waitForGo(const std::string &folder)
{
    char byte = 0;
    const int file = open((folder + "/go").c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0 || read(file, &byte, 1) != 1)
        std::exit(1);
    close(file);
}

/// Lines of words as a build or a log prints them, 20 to 110 characters; the same in every run.
std::string text(size_t bytes)
{
    std::string out;
    out.reserve(bytes + 128);
    unsigned seed = 1;
    const auto next = [&seed](unsigned below) {
        seed = seed * 1'103'515'245U + 12'345U;
        return (seed >> 16) % below;
    };
    while (out.size() < bytes) {
        const auto end = out.size() + 20 + next(91);
        while (out.size() < end) {
            for (auto letters = 2 + next(9); letters > 0; --letters)
                out += char('a' + next(26));
            out += ' ';
        }
        out += "\r\n";
    }
    return out;
}

/// Words that each have colours of their own, of 256 and of 16 million, as a test runner or a
/// highlighted listing prints them; every third is Chinese. The same in every run.
std::string colouredText(size_t bytes)
{
    constexpr std::string_view chinese = "云端工作区终端分支仓库提交合并推送拉取";
    std::string out;
    out.reserve(bytes + 256);
    unsigned seed = 1;
    const auto next = [&seed](unsigned below) {
        seed = seed * 1'103'515'245U + 12'345U;
        return (seed >> 16) % below;
    };
    for (unsigned word = 0; out.size() < bytes; ++word) {
        if (next(2) == 0)
            out += "\033[38;5;" + std::to_string(next(256)) + "m";
        else
            out += "\033[1;38;2;" + std::to_string(next(256)) + ";" + std::to_string(next(256))
                + ";" + std::to_string(next(256)) + "m";
        if (word % 3 == 0)
            out += chinese.substr(size_t(3) * next(chinese.size() / 3 - 4), 12);
        else
            out += std::string(2 + next(9), char('a' + next(26)));
        out += word % 9 == 8 ? "\033[0m\r\n" : "\033[0m ";
    }
    return out;
}

void setRaw()
{
    termios tty{};
    tcgetattr(STDIN_FILENO, &tty);
    cfmakeraw(&tty);
    tcsetattr(STDIN_FILENO, TCSANOW, &tty);
}

int echo(const std::string &folder)
{
    report(folder, "ready");
    execlp("cat", "cat", nullptr);
    return 1;
}

int flood(const std::string &folder, const std::string &content)
{
    setRaw();
    askTerminal();
    report(folder, "ready");
    waitForGo(folder);
    const auto begin = now();
    writeAll(STDOUT_FILENO, content);
    askTerminal();
    report(folder, std::to_string(begin) + " " + std::to_string(now()));
    // Stays until the harness closes the terminal, which so sees no window go away by itself.
    waitForGo(folder);
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    const std::string_view role = argc > 2 ? argv[1] : "";
    if (role == "echo")
        return echo(argv[2]);
    if (role == "flood" && argc == 4)
        return flood(argv[2], text(std::strtoull(argv[3], nullptr, 10)));
    if (role == "colours" && argc == 4)
        return flood(argv[2], colouredText(std::strtoull(argv[3], nullptr, 10)));
    std::fprintf(stderr, "usage: remote echo FOLDER | remote flood|colours FOLDER BYTES\n");
    return 2;
}
