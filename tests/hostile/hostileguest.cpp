// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>

/// A guest that lies. It stands where the guest stands in a VM (init, rpc, attach), or is what an
/// sshd is forced to run, and does what the mode that it is told says. Without one it is polite.

namespace {

using namespace std::string_literals;

constexpr std::size_t blockSize = 64 << 10;

void say(std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(STDOUT_FILENO, text.data(), text.size());
        if (written <= 0)
            std::exit(1);
        text.remove_prefix(std::size_t(written));
    }
}

void sayForEver(const std::string &text)
{
    std::string block;
    while (block.size() < blockSize)
        block += text;
    for (;;)
        say(block);
}

std::string status(const std::string &problem)
{
    return R"({"present":true,"path":"/workspace/shop","branch":"topic","head":"","upstream":"",)"
           R"("hasUpstream":false,"ahead":0,"behind":0,"changed":0,"files":[],)"
           R"("fetchProblem":")"
        + problem + R"(","operation":""})";
}

std::string notification(const std::string &problem)
{
    return R"({"jsonrpc":"2.0","method":"repository.changed","params":{"status":)" + status(problem)
        + "}}\n";
}

std::string answer(const std::string &id, const std::string &result)
{
    return R"({"jsonrpc":"2.0","id":)" + id + R"(,"result":)" + result + "}\n";
}

const std::string goodHello = R"({"version":1,"guestVersion":"0"})";

std::string idOf(const std::string &line)
{
    const std::size_t at = line.find("\"id\":");
    if (at == std::string::npos)
        return "0";
    const std::size_t start = at + 5;
    return line.substr(start, line.find_first_of(",}", start) - start);
}

void answerPolitely(const std::string &line)
{
    const bool isHello = line.contains("\"hello\"");
    say(answer(idOf(line), isHello ? goodHello : "{\"status\":" + status("") + "}"));
}

/// Answers the first questions well, so that the other side believes in this conversation.
void greet(int questions = 1)
{
    std::string line;
    for (int i = 0; i < questions && std::getline(std::cin, line); ++i)
        answerPolitely(line);
}

void bePolite()
{
    for (std::string line; std::getline(std::cin, line);)
        answerPolitely(line);
}

/// Not now, to every wish to end a terminal; each is written down.
void putOff()
{
    for (std::string line; std::getline(std::cin, line);) {
        if (!line.contains("\"terminal.end\"")) {
            answerPolitely(line);
            continue;
        }
        std::ofstream("/workspace/ended", std::ios::app) << line << '\n';
        say(R"({"jsonrpc":"2.0","id":)" + idOf(line)
            + R"(,"error":{"code":-32000,"message":"Not now.","data":{"kind":"unavailable"}}})"
            + "\n");
    }
}

/// One question answered with @p text, then no word more.
void answerOnce(const std::string &text)
{
    std::string line;
    std::getline(std::cin, line);
    say(answer(idOf(line), text));
    while (std::getline(std::cin, line)) { }
}

void beSilent()
{
    for (std::string line; std::getline(std::cin, line);) { }
}

/// Some of them with two reasons in turn, each of which a desktop would like to know more about.
void notifyAMillionTimes()
{
    greet(2);
    std::string block;
    for (int i = 0; i < 94; ++i)
        block += "{\"method\":\"repository.changed\"}\n";
    for (int i = 0; i < 6; ++i)
        block += notification(i % 2 ? "one" : "another");
    for (int i = 0; i < 10'000; ++i)
        say(block);
    bePolite();
}

/// And never reads what is answered.
void askForEver()
{
    greet(2);
    sayForEver(R"({"jsonrpc":"2.0","id":")" + std::string(60'000, 'i') + R"(","method":"x"})"
               + "\n");
}

void answerStrangers()
{
    greet();
    for (const char *id : {"-1", "0", "1e300", "\"1\"", "null", "[]", "{}", "true", "99999999"})
        say(answer(id, "{}"));
    bePolite();
}

void answerTwice()
{
    std::string line;
    std::getline(std::cin, line);
    for (int i = 0; i < 2; ++i)
        say(answer(idOf(line), goodHello));
    bePolite();
}

void hurtWithAStatus()
{
    greet();
    std::string line;
    std::getline(std::cin, line);
    say(answer(idOf(line),
               "{\"status\":" + status("\\u202egnp.exe\\u0007\\u001b]52;c;aGk=\\u0007<b>") + "}"));
    bePolite();
}

void closeMidLine()
{
    greet();
    say(R"({"jsonrpc":"2.0","meth)");
}

void speak(const std::string &mode)
{
    if (mode == "silent")
        beSilent();
    else if (mode == "garbage")
        sayForEver("\x01\xff\xfe{]\"\\"s + '\0');
    else if (mode == "longline")
        sayForEver("a");
    else if (mode == "lines")
        sayForEver("\n");
    else if (mode == "list")
        sayForEver("[1,2,3]\n");
    else if (mode == "deep")
        say(std::string(1'000'000, '[') + '\n');
    else if (mode == "wrongtypes")
        answerOnce(R"({"version":"one","guestVersion":[]})");
    else if (mode == "nothing")
        answerOnce("null");
    else if (mode == "otherversion")
        answerOnce(R"({"version":1e308})");
    else if (mode == "longtext")
        answerOnce(R"({"version":1,"guestVersion":")" + std::string(900'000, 'v') + "\"}");
    else if (mode == "twice")
        answerTwice();
    else if (mode == "strangers")
        answerStrangers();
    else if (mode == "notifications")
        notifyAMillionTimes();
    else if (mode == "questions")
        askForEver();
    else if (mode == "marks")
        hurtWithAStatus();
    else if (mode == "putsoff")
        putOff();
    else if (mode == "midline")
        closeMidLine();
    else if (mode == "errors")
        for (;;)
            ::write(STDERR_FILENO, std::string(blockSize, 'e').data(), blockSize);
    else
        bePolite();
}

std::string bigEndian(std::uint64_t value, int bytes)
{
    std::string text;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        text += char(value >> shift);
    return text;
}

/// As wire/terminalframes.h has it, written down again, for it might be what is wrong.
std::string frame(int kind, const std::string &payload)
{
    return char(kind) + bigEndian(payload.size(), 4) + payload;
}

std::string attached(int end = 0)
{
    return frame(16,
                 R"({"version":1,"end":)" + std::to_string(end)
                     + R"(,"inputTaken":0,"columns":80,"rows":24})");
}

std::string output(std::uint64_t position, const std::string &bytes)
{
    return frame(17, bigEndian(position, 8) + bytes);
}

void floodTerminal()
{
    std::string block;
    while (block.size() < 32'000)
        block += "\x1b[31mflood\x1b[0m \x1b]0;title\x07\r\n";
    for (std::uint64_t position = 0;; position += block.size())
        say(output(position, block));
}

void beTerminal(const std::string &mode)
{
    if (mode == "frames")
        sayForEver("\xff\xff\xff\xff\xff\xff");
    if (mode == "bigframe")
        say(char(17) + bigEndian(1u << 31, 4));
    say(attached());
    if (mode == "flood")
        floodTerminal();
    if (mode == "liar") {
        say(frame(22, R"({"byItself":true,"code":0})") + output(0, "after the end"));
        return;
    }
    if (mode == "miscounts")
        say(output(7, "from elsewhere"));
    say(output(0, "hostile shell\r\n"));
    for (std::string line; std::getline(std::cin, line);) { }
}

std::string modeIn(const char *file)
{
    std::ifstream stream(file);
    std::string mode;
    std::getline(stream, mode);
    return mode;
}

/// The first process of a sandbox: waits for leave to go, then runs and reaps.
int runInit(int argc, char **argv)
{
    int separator = 2;
    while (separator < argc && argv[separator] != "--"s)
        ++separator;
    char byte = 0;
    if (separator + 1 >= argc || ::read(std::atoi(argv[3]), &byte, 1) != 1)
        return 2;
    ::close_range(STDERR_FILENO + 1, ~0U, 0);
    const pid_t sshd = ::fork();
    if (sshd == 0) {
        ::execv(argv[separator + 1], argv + separator + 1);
        ::_exit(127);
    }
    for (pid_t ended = 0; ended != sshd;)
        ended = ::wait(nullptr);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const std::string command = argc > 1 ? argv[1] : "";
    if (command == "init")
        return runInit(argc, argv);
    const bool isForced = command == "forced" && argc > 2;
    const std::string mode = modeIn(isForced ? argv[2] : "/workspace/mode");
    const char *asked = isForced ? std::getenv("SSH_ORIGINAL_COMMAND") : argv[1];
    if (std::string_view(asked ? asked : "").contains("rpc"))
        speak(mode);
    else
        beTerminal(mode);
    return 0;
}
